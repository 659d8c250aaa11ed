use endpoint_api_tests::s3::{
    CompleteMultipartUploadRequest, CreateMultipartUploadRequest, GetObjectTaggingRequest, ListObjectsRequest,
    PutObjectRequest,
};
use endpoint_runtime::{Bytes, Client, Stage, http::Response, transport::Recorder};

use crate::support::{Answer, call, header, line, ok};

#[tokio::test]
async fn an_object_has_the_media_type_that_the_caller_gives() {
    let request = PutObjectRequest::new("photos/2024/a b.jpg", "image/jpeg", &b"\xff\xd8"[..]);
    let response = Response::builder().header("etag", "\"9bb58f\"").body(Bytes::new()).unwrap();
    let (request, stored) = call(request, response).await;
    assert_eq!(stored.etag, "\"9bb58f\"");
    assert_eq!(line(&request), "PUT /photos/2024/a%20b.jpg");
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

#[tokio::test]
async fn operations_are_keys_of_the_query() {
    let xml = || ok("application/xml", "<x/>");
    let (request, _) = call(GetObjectTaggingRequest::new("a/b"), xml()).await;
    assert_eq!(line(&request), "GET /a/b?tagging");
    let found = "<ListBucketResult><Contents><Key>a&amp;b</Key><Size>3</Size></Contents></ListBucketResult>";
    let (request, list) = call(ListObjectsRequest::new().prefix("a/").max_keys(10), ok("application/xml", found)).await;
    assert_eq!((&*list.contents[0].key, list.contents[0].size), ("a&b", 3));
    assert_eq!(line(&request), "GET /?list-type=2&prefix=a%2F&max-keys=10");
    let (request, _) = call(CreateMultipartUploadRequest::new("a/b"), xml()).await;
    assert_eq!(line(&request), "POST /a/b?uploads");
    let (request, _) = call(CompleteMultipartUploadRequest::new("a/b", "id=1", "<x/>"), xml()).await;
    assert_eq!(line(&request), "POST /a/b?uploadId=id%3D1");
}
