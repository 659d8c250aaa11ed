//! A server that says what it is told to, byte for byte, and the clients that are tested against it.
#![allow(dead_code, reason = "each test file uses a part")]

use endpoint_runtime::{RetryPolicy, transport::HyperTransport};
use stytch_endpoints::{
    Stytch, StytchBuilder, b2b::organizations::members::connected_apps::RevokeRequest, session::SessionToken,
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};

/// The credential of all tests: `Basic cHJvamVjdC10ZXN0LTE6czNjcmV0LWNhbmFyeQ==`.
pub(crate) const PROJECT_ID: &str = "project-test-1";
pub(crate) const SECRET: &str = "s3cret-canary";
pub(crate) const SESSION: &str = "session-canary-token";

/// What a successful revocation is answered with.
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

/// A server that answers the requests of its connections, one after the other, with the given bytes, and closes each
/// connection after its answer.
pub(crate) struct Server {
    pub(crate) url: String,
    served: JoinHandle<Vec<Vec<u8>>>,
}

impl Server {
    pub(crate) async fn answering(answers: Vec<Vec<u8>>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let served = tokio::spawn(async move {
            let mut requests = Vec::new();
            for answer in answers {
                let (mut stream, _) = listener.accept().await.unwrap();
                requests.push(read_request(&mut stream).await);
                // The client may have had enough before all is written.
                let _ = stream.write_all(&answer).await;
                let _ = stream.shutdown().await;
            }
            requests
        });
        Self { url, served }
    }

    /// The requests, each as it came, once all answers are given.
    pub(crate) async fn requests(self) -> Vec<String> {
        let requests = self.served.await.unwrap();
        requests.into_iter().map(|request| String::from_utf8(request).unwrap()).collect()
    }
}

/// Reads one request: its head, and as much body as it announces.
pub(crate) async fn read_request(stream: &mut TcpStream) -> Vec<u8> {
    let mut request = Vec::new();
    loop {
        let head = request.windows(4).position(|window| window == b"\r\n\r\n");
        if let Some(head) = head {
            let text = String::from_utf8_lossy(&request[..head]).to_ascii_lowercase();
            let length = text
                .lines()
                .find_map(|line| line.strip_prefix("content-length: "))
                .map_or(0, |length| length.parse::<usize>().unwrap());
            if request.len() >= head + 4 + length {
                return request;
            }
        }
        let mut part = [0; 4096];
        let read = stream.read(&mut part).await.unwrap();
        assert!(read > 0, "the client closed the connection in its request");
        request.extend_from_slice(&part[..read]);
    }
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
