use endpoint_api_tests::couchdb::{
    GetAttachmentRequest, GetDesignRequest, QueryRequest, SignInRequest, SignOutRequest,
};
use endpoint_runtime::{Client, Json, auth::ApiKey, http::Response, transport::Recorder};
use serde_json::json;

use crate::support::{Answer, body, call, line, ok};

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
async fn a_session_is_a_cookie() {
    let answer = Response::builder()
        .header("content-type", "application/json")
        .header("set-cookie", "AuthSession=cm9vdDo1; Version=1; Path=/; HttpOnly")
        .body(r#"{"ok":true}"#.into())
        .unwrap();
    let (request, session) = call(SignInRequest::new("root", "relax"), answer).await;
    assert_eq!(
        (line(&request), body(&request)),
        ("POST /_session".to_owned(), r#"{"name":"root","password":"relax"}"#)
    );
    let cookie = session.cookie.split(';').next().and_then(|cookie| cookie.strip_prefix("AuthSession=")).unwrap();

    let recorder = Recorder::new(Answer(ok("application/json", "")));
    let client = Client::builder().base_url("https://api.example.com").auth(ApiKey::cookie("AuthSession", cookie));
    client.transport(recorder.clone()).build().unwrap().send(SignOutRequest::new()).await.unwrap();
    let request = recorder.exchanges().pop().unwrap().request;
    assert_eq!(line(&request), "DELETE /_session");
    // The recorder hides the value.
    assert!(request.headers().contains_key("cookie"));
}

#[tokio::test]
async fn a_design_document_is_no_other_document() {
    let (request, _) = call(GetDesignRequest::new("shop", "orders"), ok("application/json", "{}")).await;
    assert_eq!(line(&request), "GET /shop/_design/orders");
    let (request, _) = call(GetAttachmentRequest::new("shop", "a/b", "x/y.png"), ok("image/png", "")).await;
    assert_eq!(line(&request), "GET /shop/a%2Fb/x/y.png");
}
