//! The envelope, the errors in it, the pages, and the program itself.
#![allow(clippy::panic, clippy::unwrap_used, reason = "a test may panic")]

use endpoint_runtime::{
    Client, Paginate, Stage,
    http::{Request, StatusCode, header::AUTHORIZATION},
    server::{Rejection, RequestHead},
};
use example_messages::{Code, ConversationsClient, ConversationsServer, Fake, JoinRequest, ListRequest, PostRequest};
use tokio::{net::TcpListener, process::Command};

fn client(fake: &Fake) -> Client {
    Client::builder().service(ConversationsServer::new(fake.clone())).build().unwrap()
}

/// Returns the body of the response to a message for this channel.
async fn raw_post(channel: &str) -> String {
    let request = Request::post("/api/chat.postMessage").header("content-type", "application/json");
    let request = request.body(format!(r#"{{"channel":"{channel}","text":"Hi"}}"#).into()).unwrap();
    let response = client(&Fake::default()).execute(request).await.unwrap();
    assert_eq!(response.status(), StatusCode::OK);
    String::from_utf8(response.into_body().to_vec()).unwrap()
}

#[tokio::test]
async fn every_response_is_in_the_envelope() {
    assert_eq!(raw_post("C1").await, r#"{"ok":true,"channel":"C1","ts":"1"}"#);
    assert_eq!(raw_post("C2").await, r#"{"ok":false,"error":"not_in_channel"}"#);
    assert_eq!(raw_post("C0").await, r#"{"ok":false,"error":"channel_not_found"}"#);
}

#[tokio::test]
async fn a_failed_call_with_the_status_200_is_an_error_with_a_code() {
    let fake = Fake::default();
    let conversations = ConversationsClient::from(client(&fake));
    let error = conversations.post(PostRequest::new("C2", "Hi")).await.unwrap_err();
    assert_eq!((error.stage(), error.status()), (Stage::Api, Some(StatusCode::OK)));
    assert_eq!(error.as_api().unwrap().error, Code::NotInChannel);

    conversations.join(JoinRequest::new("C2")).await.unwrap();
    conversations.post(PostRequest::new("C2", "Hi")).await.unwrap();
    assert_eq!(fake.texts(), ["Hi"]);
}

#[test]
fn a_code_that_is_not_known_yet_keeps_its_text() {
    let code: Code = serde_json::from_str("\"ekm_access_denied\"").unwrap();
    assert_eq!(code, Code::Other("ekm_access_denied".to_owned()));
}

#[tokio::test]
async fn an_empty_cursor_ends_the_list() {
    let client = client(&Fake::default());
    let mut pages = ListRequest::new().limit(2).pages(&client);
    let mut sizes = Vec::new();
    while let Some(page) = pages.next().await {
        sizes.push(page.unwrap().channels.len());
    }
    assert_eq!(sizes, [2, 1]);
}

/// Runs the program with these variables, and returns what it prints.
async fn run(variables: &[(&str, &str)]) -> String {
    let mut program = Command::new(env!("CARGO_BIN_EXE_example-messages"));
    program.env_remove("MESSAGES_URL").envs(variables.iter().copied()).kill_on_drop(true);
    let output = program.output().await.unwrap();
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

#[tokio::test]
async fn the_program_prints_what_the_readme_shows() {
    let printed = run(&[]).await;
    assert!(include_str!("../README.md").contains(&format!("```text\n{printed}```")), "{printed}");
}

#[tokio::test]
async fn the_program_calls_the_api_that_the_environment_names() {
    let fake = Fake::default();
    let api = ConversationsServer::per_request({
        let fake = fake.clone();
        move |head: RequestHead<'_>| match head.headers().get(AUTHORIZATION) {
            Some(token) if token == "Bearer xoxb-1" => Ok(fake.clone()),
            _ => Err(Rejection::new(StatusCode::UNAUTHORIZED, "send the token")),
        }
    });
    let socket = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", socket.local_addr().unwrap());
    tokio::spawn(async { axum::serve(socket, axum::Router::new().fallback_service(api)).await });
    let printed = run(&[("MESSAGES_URL", &url), ("MESSAGES_TOKEN", "xoxb-1")]).await;
    assert!(include_str!("../README.md").contains(&printed), "{printed}");
    assert_eq!(fake.texts().len(), 6);
}
