use endpoint_api_tests::docker::{
    AppendRequest, EndUploadRequest, GetManifestRequest, HasBlobRequest, ListTagsRequest, StartUploadRequest,
};
use endpoint_runtime::{Bytes, Content, http::Response};

use crate::support::{body, call, header, line, ok};

#[tokio::test]
async fn a_name_has_slashes_and_the_rest_follows_it() {
    let (request, _) = call(ListTagsRequest::new("library/ubuntu"), ok("application/json", "{}")).await;
    assert_eq!(line(&request), "GET /v2/library/ubuntu/tags/list");
    let (request, _) = call(GetManifestRequest::new("a/b/c", "sha256:1f"), ok("application/json", "{}")).await;
    assert_eq!(line(&request), "GET /v2/a/b/c/manifests/sha256%3A1f");
    let (request, ()) = call(HasBlobRequest::new("alpine", "sha256:1f"), Response::new(Bytes::new())).await;
    assert_eq!(line(&request), "HEAD /v2/alpine/blobs/sha256%3A1f");
    let location = || {
        let response = Response::builder().header("location", "/v2/a/b/blobs/uploads/1?state=x");
        response.body(Bytes::new()).unwrap()
    };
    let (request, upload) = call(StartUploadRequest::new("a/b"), location()).await;
    assert_eq!(line(&request), "POST /v2/a/b/blobs/uploads/");
    assert_eq!(upload.location, "/v2/a/b/blobs/uploads/1?state=x");
    let (request, _) = call(EndUploadRequest::new("a/b", "1", "sha256:1f", ""), location()).await;
    assert_eq!(line(&request), "PUT /v2/a/b/blobs/uploads/1?digest=sha256%3A1f");
}

#[tokio::test]
async fn a_blob_is_bytes() {
    let response = Response::builder().status(202).body(Bytes::new()).unwrap();
    let (request, ()) = call(AppendRequest::new("library/alpine", "7f", Content::from("layer")), response).await;
    assert_eq!(line(&request), "PATCH /v2/library/alpine/blobs/uploads/7f");
    assert_eq!(header(&request, "content-type"), "application/octet-stream");
    assert_eq!(body(&request), "layer");
}
