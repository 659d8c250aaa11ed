use endpoint_api_tests::request_ids::{CreatePaymentRequest, InsertInstanceRequest, LaunchRequest, Money};
use endpoint_runtime::{Bytes, Client, Json, http::Response, transport::Recorder};

use crate::support::{Script, body, line, ok, retrying};

/// Returns a client that makes the keys `key-0`, `key-1` …, and whose first call fails.
fn client() -> (Client, Recorder) {
    let failed = Response::builder().status(503).body(Bytes::new()).unwrap();
    let recorder = Recorder::new(Script::new([failed, ok("application/json", "{}")]));
    let client = retrying("https://api.example.com", &recorder);
    (client, recorder)
}

fn bodies(recorder: &Recorder) -> Vec<String> {
    recorder.exchanges().iter().map(|exchange| body(&exchange.request).to_owned()).collect()
}

#[tokio::test]
async fn a_key_in_the_body_is_kept_over_the_attempts_of_a_call() {
    let (client, recorder) = client();
    let request = CreatePaymentRequest::new("card", Money::new(5, "EUR"));
    client.send(request.clone()).await.unwrap();
    client.send(request.clone()).await.unwrap();
    client.send(request.idempotency_key("mine")).await.unwrap();
    let money = r#""amount_money":{"amount":5,"currency":"EUR"}"#;
    let made = |key: &str| format!(r#"{{"source_id":"card",{money},"idempotency_key":"{key}"}}"#);
    let given = format!(r#"{{"source_id":"card","idempotency_key":"mine",{money}}}"#);
    assert_eq!(bodies(&recorder), [made("key-0"), made("key-0"), made("key-1"), given]);
}

#[tokio::test]
async fn a_key_in_a_form_is_a_field() {
    let (client, recorder) = client();
    client.send(LaunchRequest::new("a")).await.unwrap();
    client.send(LaunchRequest::new("a").token("mine")).await.unwrap();
    assert_eq!(bodies(&recorder), ["name=a&ClientToken=key-0", "name=a&ClientToken=key-0", "name=a&ClientToken=mine"]);
}

#[tokio::test]
async fn a_key_in_the_query_is_a_pair() {
    let (client, recorder) = client();
    let request = InsertInstanceRequest::new("p", "z", Json::from("vm"));
    client.send(request.clone()).await.unwrap();
    client.send(request.request_id("mine")).await.unwrap();
    let lines: Vec<_> = recorder.exchanges().iter().map(|exchange| line(&exchange.request)).collect();
    let path = "POST /compute/v1/projects/p/zones/z/instances?requestId=";
    assert_eq!(lines, ["key-0", "key-0", "mine"].map(|key| format!("{path}{key}")));
}
