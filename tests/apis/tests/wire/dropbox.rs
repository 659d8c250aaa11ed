use endpoint_api_tests::dropbox::{
    Download, DownloadArg, DownloadRequest, FileMetadata, Files, FilesServer, UploadArg, UploadRequest,
};
use endpoint_runtime::{
    Bytes, Client, Result,
    http::{Request, Response},
    stream::ByteStream,
    transport::Recorder,
};

use crate::support::{Answer, body, header, line, ok};

const METADATA: &str = r#"{"name":"\u00fc.txt","id":"id:a","rev":"01","size":3}"#;

/// Sends a request to the host of contents.
async fn call<E: endpoint_runtime::Endpoint>(
    request: E,
    answer: Response<Bytes>,
) -> (Request<Bytes>, endpoint_runtime::Output<E>) {
    let recorder = Recorder::new(Answer(answer));
    let client = Client::builder()
        .base_url("https://api.dropboxapi.com")
        .host("content", "https://content.dropboxapi.com")
        .transport(recorder.clone())
        .build()
        .unwrap();
    let output = client.send(request).with_response().await.unwrap().into_body();
    (recorder.exchanges().pop().unwrap().request, output)
}

#[tokio::test]
async fn the_arguments_of_an_upload_are_json_in_a_header() {
    let request = UploadRequest::new(UploadArg::new("/ü/a.txt").mode("add"), "abc");
    let (sent, uploaded) = call(request, ok("application/json", METADATA)).await;
    assert_eq!(line(&sent), "POST /2/files/upload");
    assert_eq!(sent.uri().host(), Some("content.dropboxapi.com"));
    assert_eq!(header(&sent, "dropbox-api-arg"), r#"{"path":"/\u00fc/a.txt","mode":"add"}"#);
    assert_eq!(header(&sent, "content-type"), "application/octet-stream");
    assert_eq!(body(&sent), "abc");
    assert_eq!((&*uploaded.name, uploaded.size), ("ü.txt", 3));
}

#[tokio::test]
async fn a_download_has_its_metadata_in_a_header() {
    let answer = Response::builder()
        .header("dropbox-api-result", METADATA)
        .header("content-type", "application/octet-stream")
        .header("content-length", "3")
        .body(Bytes::from_static(b"abc"))
        .unwrap();
    let (sent, mut download) = call(DownloadRequest::new(DownloadArg::new("id:a")), answer).await;
    assert_eq!((line(&sent).as_str(), body(&sent)), ("POST /2/files/download", ""));
    assert_eq!(header(&sent, "dropbox-api-arg"), r#"{"path":"id:a"}"#);
    assert!(!sent.headers().contains_key("content-type"));
    assert_eq!((&*download.metadata.name, download.length), ("ü.txt", Some(3)));
    assert_eq!(download.content.next().await.unwrap().unwrap(), "abc");
    assert!(download.content.next().await.is_none());
}

struct Fake;

impl Files for Fake {
    async fn download(&self, request: DownloadRequest) -> Result<Download> {
        let content = ByteStream::of_content("abc");
        let metadata = FileMetadata::new("ü.txt", "id:a", request.arg.path, 3_u64);
        Ok(Download { metadata, length: Some(3), content })
    }
}

#[tokio::test]
async fn a_server_writes_what_a_client_reads() {
    let client = Client::builder().service(FilesServer::new(Fake)).build().unwrap();
    let response = client.send(DownloadRequest::new(DownloadArg::new("/ü"))).with_response().await.unwrap();
    assert_eq!(
        response.headers()["dropbox-api-result"],
        r#"{"name":"\u00fc.txt","id":"id:a","rev":"/\u00fc","size":3}"#
    );
    let mut download = response.into_body();
    assert_eq!((&*download.metadata.rev, download.length), ("/ü", Some(3)));
    assert_eq!(download.content.next().await.unwrap().unwrap(), "abc");
    assert!(download.content.next().await.is_none());
}
