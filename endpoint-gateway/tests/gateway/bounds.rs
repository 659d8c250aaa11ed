//! Timeouts, size limits and back-pressure: nothing is unbounded, and no body is collected.

#![allow(clippy::unwrap_used, reason = "the helpers of a test may fail, too")]

use std::{net::SocketAddr, time::Duration};

use crate::support::{JSON, builder, raw, rest, send, serve, status};
use endpoint_gateway::{
    Admission, Bounds, Problem, RunningGateway,
    callers::{Caller, Scopes},
    limits::{LimitOptions, Limits, Permit},
    upstream::{Resolve, Resolving},
};
use endpoint_runtime::http::request::Parts;
use endpoint_test_support::raw_server::{RawServer, read_message};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    time::{Instant, timeout},
};

const HELLO: &str = "GET /v1/hello/a HTTP/1.1\r\nHost: a\r\n\r\n";
const CHUNKED: &str = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";

fn bounds(change: impl FnOnce(&mut Bounds)) -> Bounds {
    let mut bounds = Bounds::default();
    change(&mut bounds);
    bounds
}

/// Starts a gateway, and returns the listener of its upstream, as which the test acts itself.
async fn held(bounds: Bounds) -> (RunningGateway, TcpListener) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    (serve(builder(listener.local_addr().unwrap()).bounds(bounds)).await, listener)
}

async fn open(gateway: &RunningGateway, begin: &str) -> TcpStream {
    let mut stream = TcpStream::connect(gateway.address()).await.unwrap();
    stream.write_all(begin.as_bytes()).await.unwrap();
    stream
}

/// Reads until the text has arrived.
async fn until(stream: &mut TcpStream, end: &str) -> String {
    let mut read = String::new();
    while !read.ends_with(end) {
        read.push(char::from(stream.read_u8().await.unwrap()));
    }
    read
}

fn put(fields: &str, body: &str) -> String {
    let fields = format!("Host: a\r\nConnection: close\r\nContent-Type: application/json\r\n{fields}");
    format!("PUT /v1/things/a HTTP/1.1\r\n{fields}\r\n\r\n{body}")
}

#[tokio::test]
async fn a_request_that_is_too_large_is_refused() {
    let upstream = RawServer::answering(JSON).await;
    let gateway = serve(builder(upstream.address).bounds(bounds(|bounds| bounds.request_bytes = 10))).await;
    let response = raw(&gateway, put("Content-Length: 11", "12345678901")).await;
    assert_eq!(status(&response), 413, "{response}");
    let response = raw(&gateway, put("Transfer-Encoding: chunked", "6\r\n123456\r\n5\r\n12345\r\n0\r\n\r\n")).await;
    assert_eq!(status(&response), 413, "{response}");
    assert!(upstream.requests().is_empty());
    // A caller that waits for `100 Continue` gets the 413 before it sends the body.
    let response = raw(&gateway, put("Expect: 100-continue\r\nContent-Length: 11", "")).await;
    assert_eq!(status(&response), 413, "{response}");
    let response = raw(&gateway, put("Transfer-Encoding: chunked", "5\r\n12345\r\n5\r\n67890\r\n0\r\n\r\n")).await;
    assert_eq!(status(&response), 200, "{response}");
    assert!(upstream.only_request().contains("67890"));
}

#[tokio::test]
async fn a_response_that_is_too_large_is_not_passed_off_as_whole() {
    let small = || bounds(|bounds| bounds.response_bytes = 10);
    let upstream = RawServer::answering("HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n12345678901").await;
    let gateway = serve(builder(upstream.address).bounds(small())).await;
    let response = send(&gateway, "GET /v1/hello/a", "").await;
    assert!(status(&response) == 502 && response.contains("response_too_large"), "{response}");
    let upstream = RawServer::answering(format!("{CHUNKED}6\r\n123456\r\n6\r\n789012\r\n0\r\n\r\n")).await;
    let gateway = serve(builder(upstream.address).bounds(small())).await;
    let response = send(&gateway, "GET /v1/hello/a", "").await;
    assert!(!response.ends_with("0\r\n\r\n") && !response.contains("789012"), "{response}");
    let upstream = RawServer::answering(format!("{CHUNKED}a\r\n1234567890\r\n0\r\n\r\n")).await;
    let gateway = serve(builder(upstream.address).bounds(small())).await;
    let response = send(&gateway, "GET /v1/hello/a", "").await;
    assert!(response.ends_with("1234567890\r\n0\r\n\r\n"), "{response}");
}

#[tokio::test]
async fn a_head_that_never_ends_is_given_up() {
    let (gateway, _upstream) = held(Bounds::default()).await;
    for begin in ["", "GET /v1/hello/a HTTP/1.1\r\nHost: a\r\n"] {
        let stream = open(&gateway, begin).await;
        tokio::time::pause();
        let started = Instant::now();
        rest(stream).await;
        let waited = started.elapsed();
        tokio::time::resume();
        assert!(waited >= Duration::from_secs(9) && waited < Duration::from_secs(30), "{begin} {waited:?}");
    }
}

#[tokio::test]
async fn an_unused_connection_is_closed() {
    let (gateway, upstream) = held(Bounds::default()).await;
    let mut stream = open(&gateway, HELLO).await;
    let (mut served, _) = upstream.accept().await.unwrap();
    read_message(&mut served).await.unwrap();
    served.write_all(JSON.as_bytes()).await.unwrap();
    until(&mut stream, "\r\n\r\n{}").await;
    tokio::time::pause();
    let started = Instant::now();
    rest(stream).await;
    assert!(started.elapsed() < Duration::from_secs(30));
}

#[tokio::test]
async fn a_body_that_never_ends_is_given_up() {
    let (gateway, upstream) = held(Bounds::default()).await;
    let stream = open(&gateway, &put("Content-Length: 9", "1234")).await;
    let (mut served, _) = upstream.accept().await.unwrap();
    until(&mut served, "1234").await;
    tokio::time::pause();
    let response = rest(stream).await;
    assert!(status(&response) == 408 && response.contains("request_timeout"), "{response}");
    // The upstream does not take the incomplete body for a complete one.
    assert_eq!(served.read(&mut [0]).await.unwrap_or(0), 0);
}

#[tokio::test]
async fn an_upstream_that_says_nothing_is_given_up() {
    let (gateway, upstream) = held(Bounds::default()).await;
    let mut stream = open(&gateway, HELLO).await;
    let (mut served, _) = upstream.accept().await.unwrap();
    read_message(&mut served).await.unwrap();
    tokio::time::pause();
    let response = until(&mut stream, "}").await;
    assert!(status(&response) == 504 && response.contains("upstream_timeout"), "{response}");
}

#[tokio::test]
async fn an_upstream_that_stops_halfway_is_given_up() {
    let (gateway, upstream) = held(Bounds::default()).await;
    let stream = open(&gateway, HELLO).await;
    let (mut served, _) = upstream.accept().await.unwrap();
    read_message(&mut served).await.unwrap();
    served.write_all(format!("{CHUNKED}1\r\n{{\r\n").as_bytes()).await.unwrap();
    tokio::time::pause();
    let started = Instant::now();
    let response = rest(stream).await;
    assert!(status(&response) == 200 && !response.ends_with("0\r\n\r\n"), "{response}");
    assert!((50..70).contains(&started.elapsed().as_secs()), "{:?}", started.elapsed());
}

#[tokio::test(start_paused = true)]
async fn a_connection_that_never_comes_about_is_given_up() {
    struct Never;
    impl Resolve for Never {
        fn resolve<'a>(&'a self, _: &'a str, _: u16) -> Resolving<'a> {
            Box::pin(std::future::pending())
        }
    }
    let provider = crate::support::things(crate::support::bearer());
    let upstream = endpoint_gateway::Upstream::new(provider, "https://api.acme.example".parse().unwrap());
    let builder = endpoint_gateway::Gateway::builder().upstream(upstream).admission(crate::support::AllowAll);
    let gateway = serve(builder.resolver(Never)).await;
    let started = Instant::now();
    let response = send(&gateway, "GET /v1/hello/a", "").await;
    assert!(status(&response) == 504 && response.contains("upstream_connect_timeout"), "{response}");
    assert!(started.elapsed() < Duration::from_secs(10), "{:?}", started.elapsed());
}

#[tokio::test]
async fn bodies_are_streamed_both_ways() {
    let (gateway, upstream) = held(Bounds::default()).await;
    let mut stream = open(&gateway, &put("Transfer-Encoding: chunked", "1\r\n{\r\n")).await;
    let (mut served, _) = upstream.accept().await.unwrap();
    until(&mut served, "1\r\n{\r\n").await;
    stream.write_all(b"1\r\n}\r\n0\r\n\r\n").await.unwrap();
    until(&mut served, "1\r\n}\r\n0\r\n\r\n").await;
    served.write_all(format!("{CHUNKED}1\r\n{{\r\n").as_bytes()).await.unwrap();
    until(&mut stream, "1\r\n{\r\n").await;
    served.write_all(b"1\r\n}\r\n0\r\n\r\n").await.unwrap();
    until(&mut stream, "1\r\n}\r\n0\r\n\r\n").await;
}

#[tokio::test]
async fn a_caller_that_takes_nothing_holds_the_upstream_back_and_is_given_up() {
    const WHOLE: usize = 256 * 1024 * 1024;
    let (gateway, upstream) = held(bounds(|bounds| {
        bounds.response_bytes = u64::MAX;
        bounds.total = Duration::from_secs(3600);
    }))
    .await;
    let _stream = open(&gateway, HELLO).await;
    let (mut served, _) = upstream.accept().await.unwrap();
    read_message(&mut served).await.unwrap();
    let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {WHOLE}\r\n\r\n");
    served.write_all(head.as_bytes()).await.unwrap();
    tokio::time::pause();
    let started = Instant::now();
    let (block, mut written) = (vec![b'a'; 64 * 1024], 0);
    while let Ok(Ok(count)) = timeout(Duration::from_secs(1000), served.write(&block)).await {
        written += count;
        assert!(written < WHOLE / 4, "the gateway gathers what its caller does not take");
    }
    assert!(started.elapsed() < Duration::from_secs(60), "{:?}", started.elapsed());
}

#[tokio::test]
async fn a_caller_that_goes_away_takes_its_request_along() {
    let (gateway, upstream) = held(Bounds::default()).await;
    let stream = open(&gateway, HELLO).await;
    let (mut served, _) = upstream.accept().await.unwrap();
    read_message(&mut served).await.unwrap();
    drop(stream);
    assert_eq!(served.read(&mut [0]).await.unwrap_or(0), 0);
}

#[tokio::test]
async fn only_so_many_connections_are_served_at_a_time() {
    let (gateway, upstream) = held(bounds(|bounds| bounds.connections = 1)).await;
    let mut first = open(&gateway, HELLO).await;
    let (mut served, _) = upstream.accept().await.unwrap();
    read_message(&mut served).await.unwrap();
    let mut second = open(&gateway, HELLO).await;
    tokio::time::pause();
    assert!(timeout(Duration::from_secs(5), upstream.accept()).await.is_err(), "a second connection was served");
    tokio::time::resume();
    served.write_all(JSON.as_bytes()).await.unwrap();
    until(&mut first, "\r\n\r\n{}").await;
    drop(first);
    read_message(&mut served).await.unwrap();
    served.write_all(JSON.as_bytes()).await.unwrap();
    until(&mut second, "\r\n\r\n{}").await;
}

#[tokio::test]
async fn stopping_waits_for_what_is_under_way() {
    let (gateway, upstream) = held(Bounds::default()).await;
    let address: SocketAddr = gateway.address();
    let mut stream = open(&gateway, HELLO).await;
    // An idle connection does not keep the gateway from stopping.
    let idle = open(&gateway, "").await;
    let (mut served, _) = upstream.accept().await.unwrap();
    read_message(&mut served).await.unwrap();
    // A connection that is made just before shutdown is served, too.
    let mut late = open(&gateway, HELLO).await;
    let stopping = tokio::spawn(gateway.stop());
    let (mut other, _) = upstream.accept().await.unwrap();
    read_message(&mut other).await.unwrap();
    for (served, stream) in [(&mut served, &mut stream), (&mut other, &mut late)] {
        served.write_all(JSON.as_bytes()).await.unwrap();
        let response = until(stream, "\r\n\r\n{}").await;
        assert!(response.contains("connection: close"), "{response}");
    }
    drop(idle);
    stopping.await.unwrap();
    assert!(TcpStream::connect(address).await.is_err());
}

#[tokio::test]
async fn stopping_does_not_wait_for_ever() {
    let (gateway, upstream) = held(bounds(|bounds| bounds.total = Duration::from_secs(3600))).await;
    let stream = open(&gateway, HELLO).await;
    let (mut served, _) = upstream.accept().await.unwrap();
    read_message(&mut served).await.unwrap();
    served.write_all(CHUNKED.as_bytes()).await.unwrap();
    tokio::time::pause();
    let started = Instant::now();
    gateway.stop().await;
    assert!((29..40).contains(&started.elapsed().as_secs()), "{:?}", started.elapsed());
    assert!(!rest(stream).await.ends_with("0\r\n\r\n"));
}

#[tokio::test]
async fn a_permit_is_held_until_the_response_has_ended() {
    struct OneAtATime(Limits);
    impl Admission for OneAtATime {
        fn admit(&self, _: &Parts) -> Result<Caller, Problem> {
            Ok(Caller::new("one", Scopes::all_operations()))
        }

        fn enter(&self, caller: &Caller, action: &'static str) -> Result<Option<Permit>, Problem> {
            Ok(Some(self.0.try_enter(caller.id(), action)?))
        }
    }
    let mut options = LimitOptions::default();
    options.concurrent = 1;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let admission = OneAtATime(Limits::new(options));
    let gateway = serve(builder(listener.local_addr().unwrap()).admission(admission)).await;
    let mut stream = open(&gateway, HELLO).await;
    let (mut served, _) = listener.accept().await.unwrap();
    read_message(&mut served).await.unwrap();
    served.write_all(format!("{CHUNKED}1\r\n{{\r\n").as_bytes()).await.unwrap();
    until(&mut stream, "1\r\n{\r\n").await;
    assert_eq!(status(&send(&gateway, "GET /v1/hello/b", "").await), 503);
    served.write_all(b"1\r\n}\r\n0\r\n\r\n").await.unwrap();
    until(&mut stream, "0\r\n\r\n").await;
    // The same connection sends another request once its first response has ended.
    stream.write_all(HELLO.as_bytes()).await.unwrap();
    assert!(read_message(&mut served).await.unwrap().starts_with("GET "));
}
