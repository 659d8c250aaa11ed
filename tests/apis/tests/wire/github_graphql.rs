use endpoint_api_tests::github_graphql::{StarsRequest, StarsVariables};
use endpoint_runtime::{Client, Stage};

use crate::support::{Answer, body, call, line, ok};

fn request() -> StarsRequest {
    StarsRequest::new(StarsVariables::new("rust-lang", "rust"))
}

#[tokio::test]
async fn an_operation_is_a_constant_with_variables() {
    let answer = ok("application/json", r#"{"data":{"repository":{"stargazerCount":100000}}}"#);
    let (request, stars) = call(request(), answer).await;
    assert_eq!(line(&request), "POST /graphql");
    let sent: serde_json::Value = serde_json::from_str(body(&request)).unwrap();
    assert_eq!(sent["variables"], serde_json::json!({ "owner": "rust-lang", "name": "rust" }));
    assert!(sent["query"].as_str().unwrap().starts_with("query($owner: String!"));
    assert_eq!(stars.repository.unwrap().stargazer_count, 100_000);
}

#[tokio::test]
async fn errors_beside_data_are_an_error_of_the_call() {
    let json = r#"{"data":{"repository":null},"errors":[{"type":"NOT_FOUND","message":"Could not resolve"}]}"#;
    let client = Client::builder().base_url("https://api.github.com").transport(Answer(ok("application/json", json)));
    let error = client.build().unwrap().send(request()).await.unwrap_err();
    assert_eq!(error.stage(), Stage::Api);
    assert_eq!((error.code().as_deref(), error.message().as_deref()), (Some("NOT_FOUND"), Some("Could not resolve")));
}
