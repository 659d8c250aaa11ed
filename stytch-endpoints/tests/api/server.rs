//! The sandbox as an HTTP server: stopping, and timeouts.

#![allow(clippy::unwrap_used, reason = "the helpers of a test may fail, too")]

use stytch_endpoints::{
    RetryPolicy, Stytch,
    b2b::organizations::ConnectedAppsRequest,
    sandbox::{RunningSandbox, Sandbox, demo},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

async fn served() -> (Stytch, RunningSandbox) {
    let sandbox = Sandbox::demo();
    let running = sandbox.serve(([127, 0, 0, 1], 0)).await.unwrap();
    let stytch = Stytch::builder(sandbox.project_id(), sandbox.secret()).base_url(running.url());
    (stytch.retry(RetryPolicy::none()).build().unwrap(), running)
}

#[tokio::test]
async fn a_stopped_sandbox_refuses_connections() {
    let (stytch, running) = served().await;
    stytch.send(ConnectedAppsRequest::new("acme")).await.unwrap();
    running.stop().await;
    assert!(stytch.send(ConnectedAppsRequest::new("acme")).await.unwrap_err().is_connect());
}

#[tokio::test]
async fn a_dropped_sandbox_refuses_connections() {
    let (stytch, running) = served().await;
    stytch.send(ConnectedAppsRequest::new("acme")).await.unwrap();
    drop(running);
    // Its task ends when it is polled next.
    for _ in 0..10 {
        tokio::task::yield_now().await;
    }
    assert!(stytch.send(ConnectedAppsRequest::new("acme")).await.is_err());
}

/// Sends the beginning of a request without its end.
async fn begin(running: &RunningSandbox, head: &str) -> TcpStream {
    let mut stream = TcpStream::connect(running.address()).await.unwrap();
    stream.write_all(head.as_bytes()).await.unwrap();
    stream
}

async fn answer(mut stream: TcpStream) -> String {
    let mut answer = Vec::new();
    // A reset ends the answer, too.
    let _ = stream.read_to_end(&mut answer).await;
    String::from_utf8(answer).unwrap()
}

fn head_without_body() -> String {
    let credentials = "cHJvamVjdC10ZXN0LTExMTExMTExLTExMTEtNDExMS04MTExLTExMTExMTExMTExMTpzZWNyZXQtdGVzdC1zYW5kYm94";
    let path = format!("/v1/users/{}/connected_apps/{}/revoke", demo::USER_ID, demo::CONNECTED_APP_ID);
    format!(
        "POST {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Basic {credentials}\r\n\
         Content-Type: application/json\r\nContent-Length: 2\r\n\r\n"
    )
}

#[tokio::test]
async fn an_incomplete_request_is_answered_with_408() {
    let (_, running) = served().await;
    let stream = begin(&running, &head_without_body()).await;
    tokio::time::pause();
    let answer = answer(stream).await;
    assert!(answer.starts_with("HTTP/1.1 408 "), "{answer}");
    assert!(answer.contains("\"status_code\":408"), "{answer}");
}

#[tokio::test]
async fn a_silent_connection_is_closed() {
    let (_, running) = served().await;
    let stream = begin(&running, "GET /v1").await;
    tokio::time::pause();
    assert!(!answer(stream).await.contains("200"));
}

#[tokio::test]
async fn stopping_waits_for_requests_for_a_limited_time() {
    let (stytch, running) = served().await;
    let stream = begin(&running, &head_without_body()).await;
    // By the time that a later connection is answered, the request above has arrived.
    stytch.send(ConnectedAppsRequest::new("acme")).await.unwrap();
    tokio::time::pause();
    let started = tokio::time::Instant::now();
    running.stop().await;
    let waited = started.elapsed().as_secs();
    assert!((1..10).contains(&waited), "{waited} seconds");
    assert_eq!(answer(stream).await, "");
}
