use endpoint_api_tests::gitlab::DeleteFileRequest;
use endpoint_runtime::{Bytes, http::Response};

use crate::support::{body, call, header, line};

#[tokio::test]
async fn a_file_is_deleted_with_a_body_of_json() {
    let request = DeleteFileRequest::new("acme/shop", "src/main.rs", "main", "Remove it");
    let (request, ()) = call(request, Response::builder().status(204).body(Bytes::new()).unwrap()).await;
    assert_eq!(line(&request), "DELETE /api/v4/projects/acme%2Fshop/repository/files/src%2Fmain.rs");
    assert_eq!(header(&request, "content-type"), "application/json");
    assert_eq!(body(&request), r#"{"branch":"main","commit_message":"Remove it"}"#);
}
