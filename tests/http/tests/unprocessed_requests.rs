//! Requests that a server did not process, over both transports: which of them are sent once more.
#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, reason = "a test may panic")]

mod http2_server;
mod own_process;

use endpoint_runtime::{
    Client, Result, Stage, endpoints,
    transport::{HyperTransport, ReqwestTransport},
};
use endpoint_test_support::raw_server::{RawServer, Then};
use http2_server::{Http2Server, Refusal};

#[endpoints]
trait Parcels {
    #[endpoint(GET "/parcels")]
    async fn list(&self) -> Result<u8>;
    #[endpoint(PUT "/parcels")]
    async fn replace(&self, grams: u32) -> Result<u8>;
    #[endpoint(POST "/parcels")]
    async fn create(&self, grams: u32) -> Result<u8>;
}

/// The names of the transports.
const TRANSPORTS: [&str; 2] = ["reqwest", "hyper"];

fn client(transport: &str, url: &str) -> Client {
    let builder = Client::builder().base_url(url);
    match transport {
        "reqwest" => builder.transport(ReqwestTransport::new().unwrap()),
        _ => builder.transport(HyperTransport::new().unwrap()),
    }
    .build()
    .unwrap()
}

#[test]
fn http2_requests_are_sent_again_only_if_none_of_them_was_processed() {
    own_process::run("inner::refusals_over_tls", "localhost", &[]);
}

mod inner {
    use super::*;

    /// The attempts that the server saw, and the success of the call.
    async fn outcome(transport: &str, pem: &str, refusal: Refusal, is_post: bool) -> (usize, bool) {
        let server = Http2Server::start(pem, refusal).await;
        let client = client(transport, &server.url());
        let result =
            if is_post { client.send(CreateRequest::new(5)).await } else { client.send(ListRequest::new()).await };
        if let Err(error) = &result {
            assert_eq!(error.stage(), Stage::Transport, "{transport}, {refusal:?}: {error:?}");
            assert!(!error.is_retryable(), "{transport}, {refusal:?}: {error:?}");
        }
        (server.requests(), result.is_ok())
    }

    #[tokio::test]
    async fn refusals_over_tls() {
        let Some(pem) = own_process::certificate() else { return };
        let again = (2, true);
        let failed = (1, false);
        for (refusal, get, post) in [
            (Refusal::Reset(h2_code::REFUSED_STREAM), again, again),
            (Refusal::GoAway(h2_code::NO_ERROR), again, again),
            (Refusal::GoAwayAndClose(h2_code::NO_ERROR), again, again),
            // The server may have processed a part of these.
            (Refusal::Reset(h2_code::INTERNAL_ERROR), failed, failed),
            (Refusal::Reset(h2_code::CANCEL), failed, failed),
            (Refusal::AcceptAndClose, again, failed),
        ] {
            for transport in TRANSPORTS {
                assert_eq!(outcome(transport, &pem, refusal, false).await, get, "GET, {transport}, {refusal:?}");
                assert_eq!(outcome(transport, &pem, refusal, true).await, post, "POST, {transport}, {refusal:?}");
            }
        }
    }
}

/// Error codes of HTTP/2 (RFC 9113, section 7).
mod h2_code {
    pub(super) const NO_ERROR: u32 = 0;
    pub(super) const INTERNAL_ERROR: u32 = 2;
    pub(super) const REFUSED_STREAM: u32 = 7;
    pub(super) const CANCEL: u32 = 8;
}

/// Answers the first request, and reads the second one on the same connection and closes it without an answer.
async fn stale_connection(answers: usize) -> RawServer {
    let answer = b"HTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\n7".to_vec();
    let mut all = vec![answer.clone(); answers];
    all.push(Vec::new());
    all.push(answer);
    RawServer::start(all, Then::CloseAfterNothing).await
}

#[tokio::test]
async fn over_a_connection_that_closes_without_an_answer_only_idempotent_calls_are_sent_again() {
    for transport in TRANSPORTS {
        // On a kept connection, and on a new one.
        for answers in [1, 0] {
            for method in ["GET", "PUT", "POST"] {
                let server = stale_connection(answers).await;
                let client = client(transport, &server.url());
                for _ in 0..answers {
                    client.send(ListRequest::new()).await.unwrap();
                }
                let result = match method {
                    "GET" => client.send(ListRequest::new()).await,
                    "PUT" => client.send(ReplaceRequest::new(5)).await,
                    _ => client.send(CreateRequest::new(5)).await,
                };
                let attempts = server.requests().len() - answers;
                let expected = if method == "POST" { (1, false) } else { (2, true) };
                assert_eq!((attempts, result.is_ok()), expected, "{method}, {transport}, {answers}: {result:?}");
                if let Err(error) = result {
                    assert_eq!((error.stage(), error.is_retryable()), (Stage::Transport, false), "{transport}");
                }
            }
        }
    }
}

#[tokio::test]
async fn a_reset_connection_is_one_that_closed() {
    for transport in TRANSPORTS {
        let server = RawServer::start(vec![Vec::new()], Then::Reset).await;
        let error = client(transport, &server.url()).send(ListRequest::new()).await.unwrap_err();
        assert_eq!((server.requests().len(), error.is_retryable()), (3, true), "{transport}: {error:?}");
        let server = RawServer::start(vec![Vec::new()], Then::Reset).await;
        let error = client(transport, &server.url()).send(CreateRequest::new(1)).await.unwrap_err();
        assert_eq!((server.requests().len(), error.is_retryable()), (1, false), "{transport}: {error:?}");
    }
}

#[tokio::test]
async fn a_response_that_began_is_never_asked_for_again() {
    let begun = b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n7".to_vec();
    for transport in TRANSPORTS {
        let server = RawServer::start(vec![begun.clone()], Then::Close).await;
        let error = client(transport, &server.url()).send(ListRequest::new()).await.unwrap_err();
        assert_eq!((server.requests().len(), error.stage()), (1, Stage::Transport), "{transport}");
    }
}
