use endpoint_api_tests::couchdb::{GetAttachmentRequest, GetDesignRequest, QueryRequest};
use endpoint_runtime::Json;
use serde_json::json;

use crate::support::{call, line, ok};

#[tokio::test]
async fn the_keys_of_a_view_are_json() {
    let request = QueryRequest::new("shop", "orders", "by_day").key(json!(["a", 1])).include_docs(true);
    let (request, _) = call(request, ok("application/json", "{}")).await;
    assert_eq!(line(&request), "GET /shop/_design/orders/_view/by_day?key=%5B%22a%22%2C1%5D&include_docs=true");
    let keys: Vec<Json> = vec![json!("x").into(), json!(null).into()];
    let (request, _) =
        call(QueryRequest::new("shop", "orders", "by_day").keys(keys), ok("application/json", "{}")).await;
    assert_eq!(line(&request), "GET /shop/_design/orders/_view/by_day?keys=%5B%22x%22%2Cnull%5D");
}

#[tokio::test]
async fn a_design_document_is_no_other_document() {
    let (request, _) = call(GetDesignRequest::new("shop", "orders"), ok("application/json", "{}")).await;
    assert_eq!(line(&request), "GET /shop/_design/orders");
    let (request, _) = call(GetAttachmentRequest::new("shop", "a/b", "x/y.png"), ok("image/png", "")).await;
    assert_eq!(line(&request), "GET /shop/a%2Fb/x/y.png");
}
