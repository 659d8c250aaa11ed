use endpoint_api_tests::google_drive::{AppendRequest, CancelRequest, File, Progress, ProgressRequest, StartRequest};
use endpoint_runtime::{Bytes, http::Response};

use crate::support::{body, call, header, line, ok};

fn answer(status: u16, headers: &[(&str, &str)]) -> Response<Bytes> {
    let response = Response::builder().status(status);
    headers.iter().fold(response, |response, (name, value)| response.header(*name, *value)).body(Bytes::new()).unwrap()
}

const LOCATION: &str = "https://api.example.com/upload/drive/v3/files?uploadType=resumable&upload_id=7";

#[tokio::test]
async fn an_upload_begins_with_the_metadata() {
    let request = StartRequest::new(File::new().name("a.png").parents(vec!["root".to_owned()])).fields(["id", "name"]);
    let request = request.content_type("image/png").length(9_u64);
    let (sent, session) = call(request, answer(200, &[("location", LOCATION)])).await;
    assert_eq!(line(&sent), "POST /upload/drive/v3/files?uploadType=resumable&fields=id,name");
    assert_eq!(body(&sent), r#"{"name":"a.png","parents":["root"]}"#);
    assert_eq!((header(&sent, "x-upload-content-length"), &*session.location), ("9", LOCATION));
}

#[tokio::test]
async fn pieces_are_sent_until_none_is_missing() {
    let request = AppendRequest::new(LOCATION, "bytes 0-2/9", "abc");
    let (sent, progress) = call(request, answer(308, &[("range", "bytes=0-2")])).await;
    assert_eq!(line(&sent), "PUT /upload/drive/v3/files?uploadType=resumable&upload_id=7");
    assert_eq!((header(&sent, "content-range"), body(&sent)), ("bytes 0-2/9", "abc"));
    assert!(matches!(progress, Progress::Incomplete { range: Some(range) } if range == "bytes=0-2"));

    let (sent, progress) = call(ProgressRequest::new(LOCATION, "bytes */9"), answer(308, &[])).await;
    assert_eq!((header(&sent, "content-range"), body(&sent)), ("bytes */9", ""));
    assert!(matches!(progress, Progress::Incomplete { range: None }));

    let request = AppendRequest::new(LOCATION, "bytes 3-8/9", "defghi");
    let (_, progress) = call(request, ok("application/json", r#"{"name":"a.png"}"#)).await;
    assert!(matches!(progress, Progress::Updated(file) if file.name.as_deref() == Some("a.png")));
    let (_, progress) = call(CancelRequest::new(LOCATION), answer(499, &[])).await;
    assert!(matches!(progress, Progress::Canceled));
}
