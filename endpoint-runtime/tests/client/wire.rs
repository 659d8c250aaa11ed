//! The transports over a real socket, byte for byte.
#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking, its helpers included"
)]
#![cfg(any(feature = "reqwest", feature = "hyper"))]

use std::{future::poll_fn, net::SocketAddr, task::Poll};

use crate::support::*;
use endpoint_runtime::{Client, DecodeError, Stage, Transport, auth::Basic};
use endpoint_test_support::raw_server::{RawServer, Then};
use tokio::net::TcpListener;

async fn answering(reply: &str, then: Then) -> RawServer {
    RawServer::start(vec![reply.into()], then).await
}

fn client(server: &RawServer, transport: impl Transport) -> Client {
    let builder = Client::builder().base_url(format!("{}/v1", server.url()));
    builder.auth(Basic::new("Aladdin", "open sesame")).transport(transport).build().unwrap()
}

/// The request with its headers in order, so that two transports can be compared.
fn sorted(request: &str, address: SocketAddr) -> String {
    let request = request.replace(&address.to_string(), "ADDRESS");
    let (head, body) = request.split_once("\r\n\r\n").unwrap();
    let (line, headers) = head.split_once("\r\n").unwrap();
    let mut headers: Vec<_> = headers.split("\r\n").collect();
    headers.sort_unstable();
    format!("{line}\n{}\n\n{body}", headers.join("\n"))
}

const OK: &str = "HTTP/1.1 200 OK\r\ncontent-length: 12\r\n\r\n{\"name\":\"n\"}";

async fn sends_exactly_these_bytes(transport: impl Transport) {
    let server = answering(OK, Then::KeepAlive).await;
    let client = client(&server, transport);
    client.send(CreateItem::new("a/b c~ü%2e%2E'")).await.unwrap();
    client.send(GetItem::new("...")).await.unwrap();
    let requests = server.requests();
    let agent = concat!("user-agent: endpoint-runtime/", env!("CARGO_PKG_VERSION"));
    assert_eq!(
        sorted(&requests[0], server.address),
        format!(
            "POST /v1/items/a%2Fb%20c~%C3%BC%252e%252E%27 HTTP/1.1\naccept: application/json\nauthorization: Basic \
             QWxhZGRpbjpvcGVuIHNlc2FtZQ==\ncontent-length: 10\ncontent-type: application/json\nhost: \
             ADDRESS\n{agent}\nx-session: session-t0ken\n\n{{\"size\":7}}"
        )
    );
    assert_eq!(
        sorted(&requests[1], server.address),
        format!(
            "GET /v1/items/... HTTP/1.1\naccept: application/json\nauthorization: Basic \
             QWxhZGRpbjpvcGVuIHNlc2FtZQ==\nhost: ADDRESS\n{agent}\n\n"
        )
    );
    for _ in 0..20 {
        client.send(GetItem::new("a")).await.unwrap();
    }
    // A call that overtakes the return of a connection to the pool makes one more.
    assert!(server.connections() < 10, "connections are used again");
}

async fn keeps_a_raw_target_or_refuses_it(transport: impl Transport) {
    let server = answering(OK, Then::KeepAlive).await;
    let client = client(&server, transport);
    for target in ["/a;b=1/c!$&'()*+,=:@?q=1&r=a/b?c&e=", "/a//b/", "/%00?", "/a{b}", "/x?q='"] {
        // A library that would mend the target makes the call fail instead.
        let before = server.requests().len();
        let sent = client.execute(get(target)).await.is_ok();
        let requests = server.requests().split_off(before);
        assert_eq!(requests.len(), usize::from(sent));
        for request in requests {
            assert!(request.starts_with(&format!("GET /v1{target} HTTP/1.1\r\n")), "{target}: {request}");
        }
        assert!(sent || target.contains('{') || target.contains("?q='"), "{target}");
    }
}

async fn follows_no_redirect(transport: impl Transport + Clone) {
    let other = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let location = format!("location: http://{}/\r\n", other.local_addr().unwrap());
    for status in ["301 Moved Permanently", "303 See Other", "307 Temporary Redirect", "308 Permanent Redirect"] {
        let reply = format!("HTTP/1.1 {status}\r\n{location}content-length: 0\r\n\r\n");
        let server = answering(&reply, Then::KeepAlive).await;
        let error = client(&server, transport.clone()).send(PutItem::new("a")).await.unwrap_err();
        assert_eq!((error.stage(), error.status().unwrap().as_str()), (Stage::Api, &status[..3]));
        assert_eq!(server.requests().len(), 1);
    }
    let visited = poll_fn(|context| Poll::Ready(other.poll_accept(context).is_ready())).await;
    assert!(!visited, "the credential went to another origin");
}

async fn says_that_no_connection_was_made(transport: impl Transport) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let client = Client::builder().base_url(format!("http://{address}")).transport(transport);
    let error = client.build().unwrap().send(CreateItem::new("path-value")).no_retry().await.unwrap_err();
    assert_eq!((error.stage(), error.is_connect(), error.is_retryable()), (Stage::Connect, true, true));
    assert!(!format!("{error:?}").contains("path-value"), "{error:?}");
}

async fn gives_up_a_connection_whose_handshake_stalls(transport: impl Transport) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let client = Client::builder().base_url(format!("https://{}", listener.local_addr().unwrap()));
    // The clock runs ahead as soon as everything waits.
    tokio::time::pause();
    let start = tokio::time::Instant::now();
    let call = client.transport(transport).build().unwrap().send(GetItem::new("a")).no_retry();
    let error = call.await.unwrap_err();
    assert_eq!((error.stage(), start.elapsed().as_secs()), (Stage::Connect, 10));
}

async fn keeps_what_arrived_before_the_connection_broke(transport: impl Transport + Clone) {
    const SHORT: &str = "HTTP/1.1 200 OK\r\nx-request-id: r-1\r\ncontent-length: 100\r\n\r\n{\"name\": ";
    const CHUNKED: &str =
        "HTTP/1.1 200 OK\r\nx-request-id: r-1\r\ntransfer-encoding: chunked\r\n\r\n9\r\n{\"name\": \r\n";
    for (reply, then) in [(SHORT, Then::Close), (CHUNKED, Then::Close), (SHORT, Then::Reset)] {
        let server = answering(reply, then).await;
        let error = client(&server, transport.clone()).send(GetItem::new("path-value")).await.unwrap_err();
        assert_eq!((error.stage(), error.status().unwrap().as_u16()), (Stage::Transport, 200));
        assert_eq!(error.request_id(), Some("r-1"));
        // A reset may overtake what was sent before it.
        assert!(then == Then::Reset || error.body().unwrap() == "{\"name\": ");
        assert!(!format!("{error:?}").contains("path-value"), "{error:?}");
        assert_eq!(server.requests().len(), 1, "an answered call is not repeated");
    }
}

async fn does_not_repeat_a_request_that_was_read(transport: impl Transport + Clone) {
    for then in [Then::Close, Then::Reset] {
        let server = answering("", then).await;
        let error = client(&server, transport.clone()).send(CreateItem::new("path-value")).await.unwrap_err();
        assert_eq!((error.stage(), error.is_retryable()), (Stage::Transport, false));
        assert_eq!(error.status(), None);
        assert_eq!(server.requests().len(), 1);
        assert!(!format!("{error:?}").contains("path-value"), "{error:?}");
    }
}

async fn reads_no_more_than_the_cap(transport: impl Transport + Clone) {
    const HUGE: &str = "HTTP/1.1 200 OK\r\ncontent-length: 10737418240\r\n\r\nxxx";
    const ENDLESS: &str = "HTTP/1.1 200 OK\r\nx-a: b\r\n\r\n";
    for (reply, read) in [(HUGE, 0), (ENDLESS, 100_000)] {
        let server = answering(reply, Then::Flood).await;
        let builder = Client::builder().base_url(server.url());
        let client = builder.transport(transport.clone()).max_response_bytes(100_000).build().unwrap();
        let error = client.send(GetItem::new("a")).await.unwrap_err();
        assert_eq!((error.stage(), error.status().unwrap().as_u16()), (Stage::Decode, 200));
        assert_eq!(error.body().unwrap().len(), read);
        assert_eq!(error.as_decode(), Some(&DecodeError::TooLarge { limit: 100_000 }));
    }
}

async fn tells_what_is_no_http(transport: impl Transport) {
    let server = answering("SSH-2.0-OpenSSH_9.9\r\n", Then::Close).await;
    let error = client(&server, transport).send(GetItem::new("path-value")).await.unwrap_err();
    assert_eq!((error.stage(), error.status()), (Stage::Transport, None));
    assert!(!format!("{error:?}").contains("path-value"), "{error:?}");
}

macro_rules! over_each_transport {
    ($($test:ident)*) => {
        #[cfg(feature = "reqwest")]
        mod over_reqwest {
            $(
                #[tokio::test]
                async fn $test() {
                    super::$test(endpoint_runtime::transport::ReqwestTransport::new().unwrap()).await;
                }
            )*
        }

        #[cfg(feature = "hyper")]
        mod over_hyper {
            $(
                #[tokio::test]
                async fn $test() {
                    super::$test(endpoint_runtime::transport::HyperTransport::new().unwrap()).await;
                }
            )*
        }
    };
}

over_each_transport! {
    sends_exactly_these_bytes
    keeps_a_raw_target_or_refuses_it
    follows_no_redirect
    says_that_no_connection_was_made
    gives_up_a_connection_whose_handshake_stalls
    keeps_what_arrived_before_the_connection_broke
    does_not_repeat_a_request_that_was_read
    reads_no_more_than_the_cap
    tells_what_is_no_http
}

#[tokio::test]
async fn the_default_transport_needs_no_set_up() {
    let server = answering(OK, Then::KeepAlive).await;
    let client = Client::builder().base_url(server.url()).build().unwrap();
    assert_eq!(client.send(GetItem::new("a")).await.unwrap().name, "n");
}

#[test]
fn plain_http_goes_past_the_proxy_of_the_environment() {
    let status = std::process::Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "the_default_transport_needs_no_set_up"])
        .envs([("http_proxy", "http://127.0.0.1:9"), ("all_proxy", "http://127.0.0.1:9")])
        .env_remove("no_proxy")
        .env_remove("NO_PROXY")
        .status();
    assert!(status.unwrap().success());
}

#[cfg(feature = "blocking")]
#[test]
fn a_blocking_client_uses_the_same_transports() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let server = runtime.block_on(answering(OK, Then::KeepAlive));
    let client = Client::builder().base_url(server.url()).build().unwrap();
    let client = endpoint_runtime::blocking::Client::new(client);
    for _ in 0..10 {
        assert_eq!(client.send(GetItem::new("a")).unwrap().name, "n");
    }
    assert_eq!(server.requests().len(), 10);
}
