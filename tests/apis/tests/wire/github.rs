use endpoint_api_tests::github::ListRequest;
use endpoint_runtime::{Client, Stage};

use crate::support::{Answer, call, line, ok};

#[tokio::test]
async fn labels_are_one_text() {
    let request = ListRequest::new("rust-lang", "rust").state("open").labels(["bug", "help wanted"]).per_page(50);
    let (request, _) = call(request, ok("application/json", "[]")).await;
    assert_eq!(line(&request), "GET /repos/rust-lang/rust/issues?state=open&labels=bug,help%20wanted&per_page=50");
    let (request, _) = call(ListRequest::new("rust-lang", "rust"), ok("application/json", "[]")).await;
    assert_eq!(line(&request), "GET /repos/rust-lang/rust/issues");
}

#[tokio::test]
async fn a_label_with_a_comma_is_not_sent() {
    let transport = Answer(ok("application/json", "[]"));
    let client = Client::builder().base_url("https://api.example.com").transport(transport).build().unwrap();
    let error = client.send(ListRequest::new("a", "b").labels(["a,b"])).await.unwrap_err();
    assert_eq!(error.stage(), Stage::Encode);
    assert!(error.to_string().contains("`,`"), "{error}");
}
