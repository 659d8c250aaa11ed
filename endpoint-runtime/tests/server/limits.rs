//! Size limits of request bodies.

#![cfg(feature = "server")]
#![allow(clippy::unwrap_used, reason = "the helpers of a test may fail, too")]

use std::{
    io,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    task::{Context, Poll},
};

use crate::support_server::{JSON, endpoint, request, route, send};
use endpoint_runtime::{
    Bytes,
    http::Request,
    response::Json,
    server::{DecodeField, Router, Routes},
};
use http_body::Frame;
use serde_json::Value;

endpoint!(r, AllOptional("/optional", Post, Json) {
    name: Option<String> = <String as DecodeField>::optional(r, "name"),
} -> Value as Json);

fn router() -> Router {
    let mut routes = Routes::new();
    route!(routes, AllOptional, |r| Ok(r.name.into()));
    Router::new(routes).unwrap()
}

/// A body of several frames, without a known length.
struct Pieces<I>(I);

impl<I: Iterator<Item = io::Result<Bytes>> + Unpin> http_body::Body for Pieces<I> {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        Poll::Ready(self.0.next().map(|piece| piece.map(Frame::data)))
    }
}

/// Sends `count` frames of 1,000 bytes, and returns the status and the number of frames that were read.
async fn sent_in_pieces(router: &Router, count: usize, headers: &[(&str, &str)]) -> (u16, usize) {
    let taken = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&taken);
    let pieces = (0..count).map(move |_| {
        counter.fetch_add(1, Ordering::SeqCst);
        Ok(Bytes::from(vec![b' '; 1_000]))
    });
    let (parts, _) = request("POST", "/optional", headers, "").into_parts();
    let answer = send(router, Request::from_parts(parts, Pieces(pieces))).await;
    (answer.status, taken.load(Ordering::SeqCst))
}

#[tokio::test]
async fn a_body_over_the_limit_is_not_read_on() {
    let router = router().max_request_bytes(10_000);
    // Spaces are not valid JSON, but they are read.
    assert_eq!(sent_in_pieces(&router, 10, &[JSON]).await, (400, 10));
    assert_eq!(sent_in_pieces(&router, 1_000_000, &[JSON]).await, (413, 11));
    assert_eq!(sent_in_pieces(&router, 1_000_000, &[JSON, ("content-length", "10001")]).await, (413, 0));
    let body = Bytes::from(format!("{:>10000}", "{}"));
    let answer = send(&router, request("POST", "/optional", &[JSON], body)).await;
    assert_eq!(answer.status, 200);
    let body = Bytes::from(format!("{:>10001}", "{}"));
    let answer = send(&router, request("POST", "/optional", &[JSON], body)).await;
    assert_eq!((answer.status, answer.field()), (413, None));
}

#[tokio::test]
async fn two_mebibytes_are_accepted_by_default() {
    let router = router();
    for (length, status) in [(2 * 1024 * 1024, 200), (2 * 1024 * 1024 + 1, 413)] {
        let body = Bytes::from(" ".repeat(length - 2) + "{}");
        let answer = send(&router, request("POST", "/optional", &[JSON], body)).await;
        assert_eq!(answer.status, status);
    }
}

#[tokio::test]
async fn an_incomplete_body_is_rejected() {
    let pieces = [Ok(Bytes::from_static(b"{")), Err(io::Error::other("s3cret"))];
    let (parts, _) = request("POST", "/optional", &[JSON], "").into_parts();
    let answer = send(&router(), Request::from_parts(parts, Pieces(pieces.into_iter()))).await;
    assert_eq!((answer.status, answer.field()), (400, None));
    assert!(!answer.text().contains("s3cret"), "{}", answer.text());
}
