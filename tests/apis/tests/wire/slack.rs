use endpoint_api_tests::slack::{Chat, ChatServer, DeleteRequest, PostMessageRequest, Posted, Result, SlackError};
use endpoint_runtime::{
    Client, Error, Stage,
    http::{Request, StatusCode},
};

use crate::support::{Answer, body, call, line, ok};

#[tokio::test]
async fn a_message_is_posted() {
    let answer = ok("application/json", r#"{"ok":true,"channel":"C1","ts":"1503435956.000247"}"#);
    let (request, posted) = call(PostMessageRequest::new("C1", "Hi"), answer).await;
    assert_eq!(line(&request), "POST /api/chat.postMessage");
    assert_eq!(body(&request), r#"{"channel":"C1","text":"Hi"}"#);
    assert_eq!(posted.ts, "1503435956.000247");
}

#[tokio::test]
async fn ok_false_is_an_error_of_the_call() {
    let answer = Answer(ok("application/json", r#"{"ok":false,"error":"missing_scope","needed":"chat:write"}"#));
    let client = Client::builder().base_url("https://slack.com").transport(answer).build().unwrap();
    let error = client.send(PostMessageRequest::new("C1", "Hi")).await.unwrap_err();
    assert_eq!((error.stage(), error.status()), (Stage::Api, Some(StatusCode::OK)));
    assert_eq!(error.code().as_deref(), Some("missing_scope"));
    assert_eq!(error.as_api().unwrap().needed.as_deref(), Some("chat:write"));
    let error = client.send(DeleteRequest::new("C1", "1")).await.unwrap_err();
    assert_eq!(error.code().as_deref(), Some("missing_scope"));
}

struct Fake;

impl Chat for Fake {
    async fn post_message(&self, request: PostMessageRequest) -> Result<Posted> {
        if request.channel == "C1" {
            return Ok(Posted::new("C1", "1"));
        }
        Err(Error::api(StatusCode::OK, SlackError::new("channel_not_found")))
    }

    async fn delete(&self, _: DeleteRequest) -> Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn a_server_writes_what_the_client_reads() {
    let client = Client::builder().service(ChatServer::new(Fake)).build().unwrap();
    assert_eq!(client.send(PostMessageRequest::new("C1", "Hi")).await.unwrap().ts, "1");
    client.send(DeleteRequest::new("C1", "1")).await.unwrap();
    let error = client.send(PostMessageRequest::new("C2", "Hi")).await.unwrap_err();
    assert_eq!((error.status(), error.code().as_deref()), (Some(StatusCode::OK), Some("channel_not_found")));
    assert_eq!(error.body().unwrap(), r#"{"ok":false,"error":"channel_not_found"}"#);
    let raw = Request::post("/api/chat.delete").header("content-type", "application/json");
    let response = client.execute(raw.body(r#"{"channel":"C1","ts":"1"}"#.into()).unwrap()).await.unwrap();
    assert_eq!((response.status(), &response.body()[..]), (StatusCode::OK, &br#"{"ok":true}"#[..]));
}
