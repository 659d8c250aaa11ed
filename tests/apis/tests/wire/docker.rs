use endpoint_api_tests::docker::AppendRequest;
use endpoint_runtime::{Bytes, Content, http::Response};

use crate::support::{body, call, header, line};

#[tokio::test]
async fn a_blob_is_bytes() {
    let response = Response::builder().status(202).body(Bytes::new()).unwrap();
    let content = Content::from("layer");
    let (request, ()) = call(AppendRequest::new("alpine", "7f", content), response).await;
    assert_eq!(line(&request), "PATCH /v2/alpine/blobs/uploads/7f");
    assert_eq!(header(&request, "content-type"), "application/octet-stream");
    assert_eq!(body(&request), "layer");
}
