use endpoint_api_tests::s3::PutObjectRequest;
use endpoint_runtime::{Bytes, Client, Stage, http::Response, transport::Recorder};

use crate::support::{Answer, call, header, line};

#[tokio::test]
async fn an_object_has_the_media_type_that_the_caller_gives() {
    let request = PutObjectRequest::new("a.jpg", "image/jpeg", &b"\xff\xd8"[..]);
    let (request, ()) = call(request, Response::new(Bytes::new())).await;
    assert_eq!(line(&request), "PUT /a.jpg");
    assert_eq!(header(&request, "content-type"), "image/jpeg");
    assert_eq!(request.body(), &b"\xff\xd8"[..]);
}

#[tokio::test]
async fn a_media_type_that_is_none_is_refused_before_anything_is_sent() {
    for wrong in ["jpeg", "image/", "/jpeg", "image jpeg/x", ""] {
        let recorder = Recorder::new(Answer(Response::new(Bytes::new())));
        let client = Client::builder().base_url("https://api.example.com").transport(recorder.clone()).build().unwrap();
        let error = client.send(PutObjectRequest::new("a.jpg", wrong, "x")).await.unwrap_err();
        assert_eq!(error.stage(), Stage::Encode, "{wrong}");
        assert!(error.to_string().contains("content_type"), "{error}");
        assert_eq!(recorder.exchanges().len(), 0);
    }
}
