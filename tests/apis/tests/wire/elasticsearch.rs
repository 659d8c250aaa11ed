use endpoint_api_tests::elasticsearch::{BulkRequest, ExistsRequest};
use endpoint_runtime::{Bytes, http::Response};

use crate::support::{body, call, header, line, ok};

#[tokio::test]
async fn an_index_is_looked_for_by_head() {
    let (request, ()) = call(ExistsRequest::new("logs-2026"), Response::new(Bytes::new())).await;
    assert_eq!(line(&request), "HEAD /logs-2026");
}

#[tokio::test]
async fn actions_are_lines_of_json() {
    let lines = [r#"{"index":{"_index":"logs"}}"#, r#"{"message":"a\nb"}"#].map(|line| line.parse().unwrap());
    let request = BulkRequest::new(lines).refresh("wait_for".to_owned());
    let (request, outcome) = call(request, ok("application/json", r#"{"took":3,"errors":false}"#)).await;
    assert_eq!(line(&request), "POST /_bulk?refresh=wait_for");
    assert_eq!(header(&request, "content-type"), "application/x-ndjson");
    assert_eq!(body(&request), "{\"index\":{\"_index\":\"logs\"}}\n{\"message\":\"a\\nb\"}\n");
    assert_eq!((outcome.took, outcome.errors), (3, false));
}
