use endpoint_api_tests::elasticsearch::ExistsRequest;
use endpoint_runtime::{Bytes, http::Response};

use crate::support::{call, line};

#[tokio::test]
async fn an_index_is_looked_for_by_head() {
    let (request, ()) = call(ExistsRequest::new("logs-2026"), Response::new(Bytes::new())).await;
    assert_eq!(line(&request), "HEAD /logs-2026");
}
