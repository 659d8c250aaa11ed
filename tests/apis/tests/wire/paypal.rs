use endpoint_api_tests::paypal::{CreateTokenRequest, TokensClient};
use endpoint_runtime::{Client, auth::Basic, transport::Recorder};

use crate::support::{Answer, body, header, line, ok};

#[tokio::test]
async fn a_token_is_fetched_with_a_constant_grant_type() {
    let answer = ok("application/json", r#"{"access_token":"A21","token_type":"Bearer","expires_in":32400}"#);
    let recorder = Recorder::new(Answer(answer));
    let client = Client::builder()
        .base_url("https://api-m.paypal.com")
        .auth(Basic::new("client", "secret"))
        .transport(recorder.clone())
        .build()
        .unwrap();
    let token = TokensClient::from(client).create_token(CreateTokenRequest::new()).await.unwrap();
    assert_eq!(token.expires_in, 32400);
    let request = recorder.exchanges().pop().unwrap().request;
    assert_eq!(line(&request), "POST /v1/oauth2/token");
    assert_eq!(header(&request, "content-type"), "application/x-www-form-urlencoded");
    assert_eq!(body(&request), "grant_type=client_credentials");
}

#[tokio::test]
async fn the_constant_comes_before_the_arguments() {
    let answer = ok("application/json", r#"{"access_token":"A21","token_type":"Bearer","expires_in":1}"#);
    let (request, _) = crate::support::call(CreateTokenRequest::new().scope("a b"), answer).await;
    assert_eq!(body(&request), "grant_type=client_credentials&scope=a%20b");
}
