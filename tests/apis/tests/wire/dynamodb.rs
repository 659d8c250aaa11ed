use endpoint_api_tests::dynamodb::GetItemRequest;
use serde_json::json;

use crate::support::{body, call, header, line, ok};

#[tokio::test]
async fn the_operation_is_a_constant_header() {
    let request = GetItemRequest::new("parcels", json!({ "id": { "S": "7" } }));
    let (request, found) = call(request, ok("application/json", r#"{"Item":{"id":{"S":"7"}}}"#)).await;
    assert_eq!(line(&request), "POST /");
    assert_eq!(header(&request, "x-amz-target"), "DynamoDB_20120810.GetItem");
    assert_eq!(body(&request), r#"{"ConsistentRead":true,"TableName":"parcels","Key":{"id":{"S":"7"}}}"#);
    assert_eq!(found.item.unwrap().to_string(), r#"{"id":{"S":"7"}}"#);
}
