//! The texts of failed assertions.

use std::panic::{AssertUnwindSafe, catch_unwind};

use endpoint_runtime::{
    Client,
    auth::Bearer,
    mock::{EndpointMock, MockEndpoint},
};
use httpmock::MockServer;

use super::api::{
    Ack, AvatarRequest, CheckRequest, LoginRequest, Page, PayRequest, Payment, Search, SearchRequest, Token,
};

fn failure(mock: &EndpointMock<'_>, calls: usize) -> String {
    let panic = catch_unwind(AssertUnwindSafe(|| mock.assert_calls(calls))).unwrap_err();
    panic.downcast_ref::<String>().unwrap().clone()
}

fn pay(account: &str, secret: &str) -> PayRequest {
    let token = Token { value: secret.to_owned(), label: Some("card".to_owned()) };
    PayRequest::new(account, token, 5).secret(secret).pin(secret)
}

#[tokio::test]
async fn a_failure_tells_how_the_nearest_request_differs() {
    let server = MockServer::start_async().await;
    let client = Client::builder().base_url(server.base_url()).build().unwrap();
    let mock = pay("acct/1", "tok_first").dry_run(true).trace("t").session("s").mock(&server).returns(Payment::new(""));
    assert_eq!(
        failure(&mock, 1),
        "the expected request of `everything_pay` (POST /accounts/<account>/payments) was received 0 times instead of 1 times; \
         the server received no other request"
    );
    client.send(LoginRequest::new("ada", "x")).await.unwrap_err();
    let mut near = pay("acct/2", "tok_other").trace("u").note("more");
    near.amount = 6;
    client.send(near).await.unwrap_err();
    let text = failure(&mock, 2);
    assert!(!text.contains("tok_first") && !text.contains("tok_other"), "{text}");
    assert_eq!(
        text,
        "the expected request of `everything_pay` (POST /accounts/<account>/payments) was received 0 times instead of 2 times; \
         of 2 other requests, number 2 is most like it, and differs in:\
         \n  - path parameter `account`: expected `acct/1`, received `acct/2`\
         \n  - query parameter `dry_run`: expected `true`, received none\
         \n  - header `x-trace`: expected `t`, received `u`\
         \n  - header `x-secret`: expected a secret value, received another one\
         \n  - cookie `sid`: expected `s`, received none\
         \n  - body: `token.value`: expected a secret value, received another one\
         \n  - body: `amount`: expected `5`, received `6`\
         \n  - body: `pin`: expected a secret value, received another one\
         \n  - body: `note`: expected none"
    );
}

#[tokio::test]
async fn no_failure_shows_a_secret_of_a_path_a_query_a_form_or_an_echo() {
    let server = MockServer::start_async().await;
    let client = Client::builder().base_url(server.base_url()).build().unwrap();
    let check = CheckRequest::new("key_first", "is key_first").hint("hint_first").mock(&server).returns(());
    let login = LoginRequest::new("ada", "pass_first").mock(&server).header("authorization", "auth_first").returns(());
    client.send(CheckRequest::new("key_second", "x").hint("hint_second")).await.unwrap_err();
    let authorized = Client::builder().base_url(server.base_url()).auth(Bearer::new("auth_second")).build().unwrap();
    authorized.send(LoginRequest::new("eve", "pass_second")).await.unwrap_err();
    let (check, login) = (failure(&check, 1), failure(&login, 1));
    for text in [&check, &login] {
        assert!(!text.contains("first") && !text.contains("second"), "{text}");
    }
    assert!(check.contains("path parameter `key`: expected a secret value, received another one"), "{check}");
    assert!(check.contains("body: `echo`: expected `\"is [redacted]\"`, received `\"x\"`"), "{check}");
    assert!(login.contains("field `user`: expected `ada`, received `eve`"), "{login}");
    assert!(login.contains("header `authorization`: received another value"), "{login}");
}

#[tokio::test]
async fn lists_groups_and_paths_of_other_endpoints_differ() {
    let server = MockServer::start_async().await;
    let client = Client::builder().base_url(server.base_url()).build().unwrap();
    let term = |term: &str| Search { term: term.to_owned() };
    let search = SearchRequest::new(vec![term("a"), term("b")]).size(3).mock(&server).returns(Ack::new(true));
    client.send(SearchRequest::new(vec![term("a"), term("c")]).size(4)).await.unwrap_err();
    let text = failure(&search, 1);
    assert!(text.contains("query parameter `page[size]`: expected `3`, received `4`"), "{text}");
    assert!(text.contains("body: `[1].term`: expected `\"b\"`, received `\"c\"`"), "{text}");
    client.send(SearchRequest::new(vec![term("a")]).page(Page { size: Some(3) })).await.unwrap_err();
    let text = failure(&search, 1);
    assert!(text.contains("body: expected a list of 2 items, received a list of 1 items"), "{text}");
}

#[test]
fn a_mistake_in_an_expectation_fails_the_test_with_its_cure() {
    let server = MockServer::start();
    let message = |call: &dyn Fn()| {
        let panic = catch_unwind(AssertUnwindSafe(call)).unwrap_err();
        panic.downcast_ref::<String>().unwrap().clone()
    };
    let unknown = message(&|| drop(LoginRequest::new("a", "b").mock(&server).any("pasword")));
    assert!(unknown.ends_with("has no argument `pasword`; it has `user`, `password`"), "{unknown}");
    let refused = message(&|| drop(CheckRequest::new("..", "").mock(&server).returns(())));
    assert!(refused.contains("the expected request cannot be encoded"), "{refused}");
    let stream =
        endpoint_runtime::Content::file(file!()).or_else(|_| endpoint_runtime::Content::file("Cargo.toml")).unwrap();
    let upload = || AvatarRequest::new(endpoint_runtime::FilePart::new("a", stream.clone()), "t").mock(&server);
    let streamed = message(&|| drop(upload().returns(Ack::new(true))));
    assert!(streamed.ends_with("its body is a stream, which cannot be compared; call `any_body`"), "{streamed}");
    upload().any_body().returns(Ack::new(true)).assert_calls(0);
}
