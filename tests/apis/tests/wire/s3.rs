use endpoint_api_tests::s3::{
    CompleteMultipartUploadRequest, CreateMultipartUploadRequest, GetObjectRequest, GetObjectTaggingRequest,
    HeadObjectRequest, ListObjectsRequest, PutObjectRequest,
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
async fn the_metadata_of_the_user_are_headers() {
    let stored = || Response::builder().header("etag", "\"9bb58f\"");
    let metadata = [("camera", "X100"), ("taken-at", "2024-05-01")];
    let request = PutObjectRequest::new("a.jpg", "image/jpeg", "x").metadata(metadata);
    let (request, _) = call(request, stored().body(Bytes::new()).unwrap()).await;
    assert_eq!(line(&request), "PUT /a.jpg");
    assert_eq!(header(&request, "x-amz-meta-camera"), "X100");
    assert_eq!(header(&request, "x-amz-meta-taken-at"), "2024-05-01");

    let answer = |length: &str, content| {
        let answer = stored().header("content-type", "image/jpeg").header("content-length", length);
        let answer = answer.header("x-amz-meta-camera", "X100").header("X-Amz-Meta-Taken-At", "2024-05-01");
        answer.header("x-amz-request-id", "1").body(Bytes::from_static(content)).unwrap()
    };
    let metadata = metadata.map(|(key, value)| (key.to_owned(), value.to_owned()));
    let (request, object) = call(GetObjectRequest::new("a.jpg"), answer("1", b"x")).await;
    assert_eq!(line(&request), "GET /a.jpg");
    assert_eq!((object.metadata, &object.content[..]), (metadata.clone().into(), &b"x"[..]));
    assert_eq!(object.content_type, "image/jpeg");
    let (request, head) = call(HeadObjectRequest::new("a.jpg"), answer("9", b"")).await;
    assert_eq!(line(&request), "HEAD /a.jpg");
    assert_eq!((head.metadata, head.length, &*head.etag), (metadata.into(), 9, "\"9bb58f\""));
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
