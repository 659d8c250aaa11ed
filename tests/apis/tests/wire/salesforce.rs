use endpoint_api_tests::salesforce::{UpsertRequest, Upserted};
use endpoint_runtime::{Bytes, http::Response};
use serde_json::json;

use crate::support::{body, call, line};

fn answer(status: u16, body: &'static str) -> Response<Bytes> {
    let response = Response::builder().status(status).header("content-type", "application/json");
    response.body(Bytes::from_static(body.as_bytes())).unwrap()
}

#[tokio::test]
async fn only_a_record_that_was_created_has_a_body() {
    let record = json!({ "Name": "Acme" }).as_object().unwrap().clone();
    let request = UpsertRequest::new("Account", "Ext__c", "A/1", record);
    let (sent, created) = call(request.clone(), answer(201, r#"{"id":"001","success":true,"errors":[]}"#)).await;
    assert_eq!(line(&sent), "PATCH /services/data/v61.0/sobjects/Account/Ext__c/A%2F1");
    assert_eq!(body(&sent), r#"{"Name":"Acme"}"#);
    assert!(matches!(created, Upserted::Created(record) if record.id == "001"));
    let (_, updated) = call(request, answer(204, "")).await;
    assert!(matches!(updated, Upserted::Updated));
}
