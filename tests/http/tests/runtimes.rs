//! One client in several Tokio runtimes.
#![allow(clippy::panic, clippy::unwrap_used, reason = "a test may panic")]

use std::{
    pin::{Pin, pin},
    task::{Context, Poll, Waker},
    time::Duration,
};

use endpoint_runtime::{
    Bytes, Client, Error, Result, Stage, http,
    transport::{HyperTransport, ReqwestTransport},
};
use endpoint_test_support::raw_server::RawServer;
use tokio::runtime::Runtime;

fn runtime() -> Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap()
}

/// A client over each of the transports, whose timeout is so long that waiting for it fails the test by its time.
fn clients(url: &str) -> [Client; 2] {
    let builder = || Client::builder().base_url(url).timeout(Duration::from_secs(600));
    [
        builder().transport(ReqwestTransport::new().unwrap()).build().unwrap(),
        builder().transport(HyperTransport::new().unwrap()).build().unwrap(),
    ]
}

fn call(client: &Client) -> impl Future<Output = Result<http::Response<Bytes>>> + use<> {
    client.execute(http::Request::get("/x").body(Bytes::new()).unwrap())
}

/// Polls a future once, in the current runtime.
fn poll<F: Future>(future: Pin<&mut F>) -> Poll<F::Output> {
    future.poll(&mut Context::from_waker(Waker::noop()))
}

/// The text of an error with its causes.
fn text(error: &Error) -> String {
    let causes = std::iter::successors(std::error::Error::source(error), |cause| cause.source());
    causes.fold(error.to_string(), |text, cause| format!("{text}: {cause}"))
}

fn get(client: &Client, runtime: &Runtime) -> Bytes {
    let request = http::Request::get("/x").body(Bytes::new()).unwrap();
    runtime.block_on(client.execute(request)).unwrap().into_body()
}

#[test]
fn a_call_is_answered_while_the_runtime_of_an_earlier_one_is_parked_or_gone() {
    // The server is driven by a thread of its own.
    let server_runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    for transport in ["reqwest", "hyper"] {
        let server = server_runtime.block_on(RawServer::answering("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nhi"));
        // So long that a call which waits for another runtime fails the test by its time.
        let builder = Client::builder().base_url(server.url().as_str()).timeout(Duration::from_secs(30));
        let client = match transport {
            "reqwest" => builder.transport(ReqwestTransport::new().unwrap()),
            _ => builder.transport(HyperTransport::new().unwrap()),
        };
        let client = client.build().unwrap();
        let (first, second) = (runtime(), runtime());
        for current in [&first, &second, &first, &second] {
            assert_eq!(get(&client, current), "hi", "{transport}");
        }
        assert_eq!(server.connections(), 2, "{transport}: each runtime keeps its connection");
        drop(first);
        assert_eq!(get(&client, &second), "hi", "{transport}");
        // More runtimes than the transport keeps connections for.
        for _ in 0..40 {
            assert_eq!(get(&client, &runtime()), "hi", "{transport}");
        }
        assert_eq!(get(&client, &second), "hi", "{transport}");
    }
}

#[test]
fn a_runtime_that_cannot_connect_is_named() {
    let runtimes = [
        tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap(),
        tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_time().build().unwrap(),
        tokio::runtime::Builder::new_current_thread().enable_io().build().unwrap(),
    ];
    for incomplete in &runtimes {
        for client in clients("http://127.0.0.1:9") {
            let error = incomplete.block_on(call(&client)).unwrap_err();
            assert_eq!((error.stage(), error.is_retryable()), (Stage::Connect, false), "{error:?}");
            assert!(text(&error).contains("timers and its I/O enabled"), "{}", text(&error));
        }
    }
}

#[test]
fn a_runtime_that_was_shut_down_is_named() {
    // It accepts connections, and never answers.
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    for client in clients(&url) {
        let gone = runtime();
        let handle = gone.handle().clone();
        drop(gone);
        let error = handle.block_on(call(&client)).unwrap_err();
        assert!(!error.is_retryable() && text(&error).contains("has been shut down"), "{}", text(&error));
        let _entered = handle.enter();
        assert!(matches!(poll(pin!(call(&client))), Poll::Ready(Err(_))));
    }
}

#[test]
fn a_call_that_moves_to_another_runtime_fails_at_once() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let (first, second) = (runtime(), runtime());
    for client in clients(&url) {
        let mut moved = Box::pin(call(&client));
        first.block_on(async { assert!(poll(moved.as_mut()).is_pending()) });
        let error = second.block_on(moved).unwrap_err();
        assert_eq!((error.stage(), error.is_retryable()), (Stage::Transport, false), "{error:?}");
        assert!(text(&error).contains("started in another Tokio runtime"), "{}", text(&error));
        // Nothing is left behind.
        let mut dropped = Box::pin(call(&client));
        first.block_on(async { assert!(poll(dropped.as_mut()).is_pending()) });
        drop(dropped);
    }
}
