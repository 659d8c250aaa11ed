//! A server that answers with given bytes, and clients of it.
#![allow(dead_code, reason = "each test file uses a part")]

use endpoint_runtime::{RetryPolicy, transport::HyperTransport};
use endpoint_test_support::raw_server::{RawServer, Then};
use stytch_endpoints::{
    Stytch, StytchBuilder, b2b::organizations::members::connected_apps::RevokeRequest, secrets::SessionToken,
};

/// The credential of all tests: `Basic cHJvamVjdC10ZXN0LTE6czNjcmV0LWNhbmFyeQ==`.
pub(crate) const PROJECT_ID: &str = "project-test-1";
pub(crate) const SECRET: &str = "s3cret-canary";
pub(crate) const SESSION: &str = "session-canary-token";

/// The body of the response to a successful revocation.
pub(crate) const REVOKED: &str = r#"{"request_id":"request-id-1","status_code":200}"#;

pub(crate) fn revoke() -> RevokeRequest {
    RevokeRequest::new("org-1", "member-1", "app-1").session_token(SessionToken::from(SESSION))
}

/// A response with a JSON body.
pub(crate) fn json(status: &str, headers: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    format!("HTTP/1.1 {status}\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n{headers}\r\n{body}")
        .into()
}

/// Starts a server that gives these answers in turn and closes each connection after its answer.
pub(crate) async fn server(answers: Vec<Vec<u8>>) -> RawServer {
    RawServer::start(answers, Then::Close).await
}

fn builder(url: &str) -> StytchBuilder {
    Stytch::builder(PROJECT_ID, SECRET).base_url(url)
}

/// A client over reqwest.
pub(crate) fn reqwest(url: &str) -> Stytch {
    builder(url).build().unwrap()
}

/// A client over hyper.
pub(crate) fn hyper(url: &str) -> Stytch {
    builder(url).transport(HyperTransport::new().unwrap()).build().unwrap()
}

/// A client over each of the transports, without retries.
pub(crate) fn both(url: &str) -> [(&'static str, Stytch); 2] {
    let hyper = builder(url).transport(HyperTransport::new().unwrap()).retry(RetryPolicy::none()).build().unwrap();
    [("reqwest", builder(url).retry(RetryPolicy::none()).build().unwrap()), ("hyper", hyper)]
}
