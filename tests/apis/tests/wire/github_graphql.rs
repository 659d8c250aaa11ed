use endpoint_api_tests::github_graphql::{
    Repositories, RepositoriesServer, Result, StarredRepository, Stars, StarsRequest, StarsVariables, User, UserData,
    UserRequest, UserVariables,
};
use endpoint_runtime::{Client, Stage, http::StatusCode};

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

/// A server of both operations.
struct GitHub;

impl Repositories for GitHub {
    async fn stars(&self, request: StarsRequest) -> Result<Stars> {
        assert_eq!(request.variables.owner, "rust-lang");
        let mut stars = Stars::new();
        stars.repository = Some(StarredRepository::new(7_u64));
        Ok(stars)
    }

    async fn user(&self, request: UserRequest) -> Result<UserData> {
        let mut data = UserData::new();
        data.user = Some(User::new().name(request.variables.login));
        Ok(data)
    }
}

#[tokio::test]
async fn operations_at_one_url_are_told_apart_by_their_text() {
    let server = RepositoriesServer::new(GitHub);
    let client = Client::builder().base_url("https://api.github.com").service(server).build().unwrap();
    let stars = client.send(request()).await.unwrap();
    assert_eq!(stars.repository.unwrap().stargazer_count, 7);
    let data = client.send(UserRequest::new(UserVariables::new("ada"))).await.unwrap();
    assert_eq!(data.user.unwrap().name.as_deref(), Some("ada"));
    let other = endpoint_runtime::http::Request::post("/graphql").header("content-type", "application/json");
    let other = other.body(r#"{"query":"mutation { a }","variables":{}}"#.into()).unwrap();
    assert_eq!(client.execute(other).await.unwrap_err().status(), Some(StatusCode::UNPROCESSABLE_ENTITY));
}
