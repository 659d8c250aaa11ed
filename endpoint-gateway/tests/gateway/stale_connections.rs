//! Kept connections to the upstream that are closed before a response begins.

#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "the helpers of a test may fail, too")]

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex},
};

use crate::support::{JSON, bearer, has, raw, serve, status};
use endpoint_runtime::{Result, endpoints, provider::Provider};
use endpoint_test_support::raw_server::read_message;
use tokio::{io::AsyncWriteExt, net::TcpListener};

/// Endpoints of every kind of repetition.
#[endpoints(tag = "Parcels", schema)]
pub trait Parcels {
    /// Shows a parcel.
    #[endpoint(GET "/parcels/<id>")]
    async fn show(&self, id: String) -> Result<u32>;
    /// Replaces a parcel.
    #[endpoint(PUT "/parcels/<id>")]
    async fn replace(&self, id: String, name: String) -> Result<u32>;
    /// Removes a parcel.
    #[endpoint(DELETE "/parcels/<id>")]
    async fn remove(&self, id: String) -> Result<u32>;
    /// Sends a parcel.
    #[endpoint(POST "/parcels/<id>/send")]
    async fn send(&self, id: String, name: Option<String>) -> Result<u32>;
    /// Revokes a parcel.
    #[endpoint(POST "/parcels/<id>/revoke", idempotent)]
    async fn revoke(&self, id: String, name: Option<String>) -> Result<u32>;
    /// Counts the calls of itself.
    #[endpoint(GET "/parcels/<id>/count", idempotent = false)]
    async fn count(&self, id: String) -> Result<u32>;
}

fn parcels() -> Provider {
    let acme = Provider::builder("acme").title("Acme").version("1.0.0").auth(bearer()).resource(ParcelsClient::SCHEMAS);
    acme.environment(endpoint_runtime::provider::Environment::new("live", "https://api.acme.example")).build().unwrap()
}

/// An upstream, and the requests on each of its connections.
struct Upstream {
    address: SocketAddr,
    connections: Arc<Mutex<Vec<Vec<String>>>>,
}

impl Upstream {
    /// Starts an upstream whose first `closing` connections end after the second request, of which `answer` is written before.
    async fn start(closing: usize, answer: &'static str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let connections = Arc::<Mutex<Vec<Vec<String>>>>::default();
        let log = Arc::clone(&connections);
        tokio::spawn(async move {
            for index in 0.. {
                let Ok((mut stream, _)) = listener.accept().await else { return };
                log.lock().unwrap().push(Vec::new());
                let log = Arc::clone(&log);
                tokio::spawn(async move {
                    while let Some(request) = read_message(&mut stream).await {
                        let is_first = log.lock().unwrap()[index].is_empty();
                        log.lock().unwrap()[index].push(request);
                        let is_closing = index < closing && !is_first;
                        let written = if is_closing { answer } else { JSON };
                        if stream.write_all(written.as_bytes()).await.is_err() || is_closing {
                            return;
                        }
                    }
                });
            }
        });
        Self { address, connections }
    }

    /// Calls a gateway twice, and returns the second response and the requests on each connection.
    async fn second(self, request: &str) -> (String, Vec<Vec<String>>) {
        let gateway = serve(crate::support::with_provider(self.address, parcels())).await;
        let show = "GET /parcels/1 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
        assert_eq!(status(&raw(&gateway, show).await), 200);
        let response = raw(&gateway, request).await;
        let requests = self.connections.lock().unwrap().clone();
        (response, requests)
    }
}

fn request(line: &str, body: &str) -> String {
    let head = format!("{line} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n");
    match body.len() {
        0 => format!("{head}\r\n"),
        length => format!("{head}Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n{body}"),
    }
}

#[tokio::test]
async fn an_idempotent_request_is_sent_once_more_over_a_new_connection() {
    let chunked = "PUT /parcels/1 HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n\
                   2\r\n{}\r\n0\r\n\r\n";
    let long = format!("{{\"name\":\"{}\"}}", "a".repeat(50_000));
    for request in [
        request("GET /parcels/1", ""),
        request("HEAD /parcels/1", ""),
        request("DELETE /parcels/1", ""),
        request("PUT /parcels/1", r#"{"name":"a"}"#),
        request("PUT /parcels/1", &long),
        request("POST /parcels/1/revoke", "{}"),
        chunked.to_owned(),
    ] {
        let (response, connections) = Upstream::start(1, "").await.second(&request).await;
        assert_eq!(status(&response), 200, "{request}: {response}");
        assert_eq!(connections.iter().map(Vec::len).collect::<Vec<_>>(), [2, 1], "{request}");
        let [first, again] = [&connections[0][1], &connections[1][0]];
        assert_eq!(first.lines().next(), again.lines().next());
        // The second one has a length, since its body is known.
        let body = |text: &str| text.contains("{}").then(|| "{}".to_owned()).or(text.lines().last().map(str::to_owned));
        assert_eq!(body(first), body(again), "{first}{again}");
    }
    // Once more, and not again and again.
    let upstream = Upstream::start(usize::MAX, "").await;
    let (response, connections) = upstream.second(&request("GET /parcels/1", "")).await;
    assert_eq!((status(&response), connections.len()), (200, 2), "{response}");
}

#[tokio::test]
async fn no_other_request_is_sent_again() {
    let huge = format!("{{\"name\":\"{}\"}}", "a".repeat(200_000));
    for (request, answer, code) in [
        (request("POST /parcels/1/send", "{}"), "", "upstream_reset"),
        (request("POST /parcels/1/send", ""), "", "upstream_reset"),
        (request("GET /parcels/1/count", ""), "", "upstream_reset"),
        // Its body is too long to be kept.
        (request("PUT /parcels/1", &huge), "", "upstream_reset"),
        // The response has begun.
        (request("GET /parcels/1", ""), "SSH-2.0\r\n\r\n", "upstream_protocol"),
    ] {
        let (response, connections) = Upstream::start(1, answer).await.second(&request).await;
        let shown = request.chars().take(200).collect::<String>();
        assert!(status(&response) == 502 && response.contains(code), "{shown}: {response}");
        assert_eq!(connections.iter().map(Vec::len).collect::<Vec<_>>(), [2], "{shown}");
    }
}

/// Checks a connection that the upstream closed while it was idle: nothing is sent over it.
#[tokio::test]
async fn a_post_is_sent_over_another_connection_when_nothing_of_it_was_sent() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let gateway = serve(crate::support::with_provider(listener.local_addr().unwrap(), parcels())).await;
    let upstream = tokio::spawn(async move {
        let mut requests = Vec::new();
        for _ in 0..2 {
            let (mut stream, _) = listener.accept().await.unwrap();
            requests.push(read_message(&mut stream).await.unwrap());
            stream.write_all(JSON.as_bytes()).await.unwrap();
            stream.shutdown().await.unwrap();
        }
        requests
    });
    for _ in 0..2 {
        let response = raw(&gateway, request("POST /parcels/1/send", "{}")).await;
        assert!(status(&response) == 200 && has(&response, "content-length: 2"), "{response}");
    }
    assert_eq!(upstream.await.unwrap().len(), 2);
}
