use endpoint_api_tests::oauth_tokens::{
    ExchangeAssertionRequest, ExchangeCodeRequest, FetchRequest, RefreshRequest, Token, Tokens, TokensServer,
};
use endpoint_runtime::{Client, Result, server::Router};

use crate::support::{body, call, line, ok};

const ANSWER: &str = r#"{"access_token":"a","token_type":"Bearer"}"#;

#[tokio::test]
async fn the_grant_is_a_constant_of_the_form() {
    let (sent, _) = call(ExchangeCodeRequest::new("c", "https://a.example/b"), ok("application/json", ANSWER)).await;
    assert_eq!(line(&sent), "POST /oauth2/token");
    assert_eq!(body(&sent), "grant_type=authorization_code&code=c&redirect_uri=https%3A%2F%2Fa.example%2Fb");
    let (sent, _) = call(RefreshRequest::new("r"), ok("application/json", ANSWER)).await;
    assert_eq!(body(&sent), "grant_type=refresh_token&refresh_token=r");
}

struct Fake;

fn token(grant: &str, value: &str) -> Token {
    Token::new(value, grant)
}

impl Tokens for Fake {
    async fn exchange_code(&self, request: ExchangeCodeRequest) -> Result<Token> {
        Ok(token("code", &request.code))
    }

    async fn refresh(&self, request: RefreshRequest) -> Result<Token> {
        Ok(token("refresh", &request.refresh_token))
    }

    async fn fetch(&self, request: FetchRequest) -> Result<Token> {
        Ok(token("fetch", &request.scope.unwrap_or_default()))
    }

    async fn exchange_assertion(&self, request: ExchangeAssertionRequest) -> Result<Token> {
        Ok(token(&request.grant_type, &request.assertion))
    }
}

#[tokio::test]
async fn a_server_chooses_by_the_grant_and_else_takes_any() {
    let router = Router::new(TokensServer::new(Fake).into()).unwrap();
    let client = Client::builder().service(router).build().unwrap();
    let code = client.send(ExchangeCodeRequest::new("c", "u")).await.unwrap();
    assert_eq!((&*code.token_type, &*code.access_token), ("code", "c"));
    assert_eq!(client.send(RefreshRequest::new("r")).await.unwrap().token_type, "refresh");
    assert_eq!(client.send(FetchRequest::new().scope("a b")).await.unwrap().access_token, "a b");
    let assertion = client.send(ExchangeAssertionRequest::new("urn:x", "j")).await.unwrap();
    assert_eq!((&*assertion.token_type, &*assertion.access_token), ("urn:x", "j"));
}
