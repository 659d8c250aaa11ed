//! The end mark, the types of events, the lost connection, and the program itself.
#![allow(clippy::panic, clippy::unwrap_used, reason = "a test may panic")]

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use endpoint_runtime::{
    Client,
    http::{StatusCode, header::AUTHORIZATION},
    request::encode,
};
use example_chat::{
    ChatClient, CompleteRequest, Fake, FollowRequest, JobEvent, JobsClient, Message, Model, Role, Step, StreamRequest,
};
use tokio::{net::TcpListener, process::Command};

fn client() -> Client {
    Client::builder().service(Fake.router().unwrap()).build().unwrap()
}

fn question() -> [Message; 1] {
    [Message::new(Role::User, "a b")]
}

#[tokio::test]
async fn the_parts_of_an_answer_end_with_a_mark_that_is_not_one_of_them() {
    let client = client();
    let request = StreamRequest::new("parrot-1", question());
    let sent = encode(client.base_url(), &request).unwrap();
    let expected = r#"{"stream":true,"model":"parrot-1","messages":[{"role":"user","content":"a b"}]}"#;
    assert_eq!(sent.body(), expected);

    let received = client.execute(sent).await.unwrap();
    let text = std::str::from_utf8(received.body()).unwrap();
    assert!(text.ends_with("\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n"), "{text}");

    let mut parts = ChatClient::from(client).stream(request).await.unwrap();
    let mut contents = Vec::new();
    while let Some(part) = parts.next().await {
        contents.extend(part.unwrap().data.choices.into_iter().map(|choice| choice.delta.content));
    }
    assert_eq!(contents.iter().flatten().collect::<Vec<_>>(), ["You ", "said: ", "a ", "b"]);
    assert_eq!(contents.last(), Some(&None));
}

#[tokio::test]
async fn the_same_url_without_the_constant_answers_as_a_whole() {
    let completion = client().send(CompleteRequest::new("parrot-1", question())).await.unwrap();
    let texts: Vec<_> = completion.choices.iter().map(|choice| &*choice.message.content).collect();
    assert_eq!(texts, ["You said: a b"]);
}

#[tokio::test]
async fn an_unknown_model_is_an_error_of_the_call_and_not_of_the_stream() {
    let error = client().send(StreamRequest::new("gpt-0", question())).await.unwrap_err();
    assert_eq!((error.status(), error.code().as_deref()), (Some(StatusCode::NOT_FOUND), Some("model_not_found")));
}

/// Returns the ids and the data of all events.
async fn follow(request: FollowRequest) -> Vec<(String, JobEvent)> {
    let mut events = JobsClient::from(client()).follow(request).await.unwrap();
    let mut followed = Vec::new();
    while let Some(event) = events.next().await {
        let event = event.unwrap();
        followed.push((event.id, event.data));
    }
    followed
}

#[tokio::test]
async fn each_event_arrives_once_although_the_connection_is_lost() {
    let step = |id: u32, loss| (id.to_string(), JobEvent::Step(Step::new(id, loss)));
    let made = ("4".to_owned(), JobEvent::Succeeded(Model::new("tuned-by-j")));
    let expected = [step(1, 0.5), step(2, 0.25), step(3, 0.125), made];
    assert_eq!(follow(FollowRequest::new("j")).await, expected);

    // A program that has stored an id goes on behind it.
    let [_, rest @ ..] = expected;
    assert_eq!(follow(FollowRequest::new("j").after("1")).await, rest);
}

#[test]
fn an_event_of_an_unknown_type_is_passed_over() {
    let event: JobEvent = serde_json::from_str(r#"{"event":"paused"}"#).unwrap();
    assert_eq!(event, JobEvent::Other);
}

/// Runs the program with these variables, and returns what it prints.
async fn run(variables: &[(&str, &str)]) -> String {
    let mut program = Command::new(env!("CARGO_BIN_EXE_example-chat"));
    program.env_remove("CHAT_URL").envs(variables.iter().copied()).kill_on_drop(true);
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
    let socket = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", socket.local_addr().unwrap());
    let requests = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&requests);
    let authorized = move |request: axum::extract::Request, next: axum::middleware::Next| {
        counted.fetch_add(1, Ordering::Relaxed);
        async {
            let is_authorized = request.headers().get(AUTHORIZATION).is_some_and(|token| token == "Bearer sk-1");
            if is_authorized { Ok(next.run(request).await) } else { Err(StatusCode::UNAUTHORIZED) }
        }
    };
    let app = axum::Router::new().fallback_service(Fake.router().unwrap());
    let app = app.layer(axum::middleware::from_fn(authorized));
    tokio::spawn(async { axum::serve(socket, app).await });
    let printed = run(&[("CHAT_URL", &url), ("CHAT_TOKEN", "sk-1")]).await;
    assert!(include_str!("../README.md").contains(&printed), "{printed}");
    // The answer, the job, and the job again after the connection was lost.
    assert_eq!(requests.load(Ordering::Relaxed), 3);
}
