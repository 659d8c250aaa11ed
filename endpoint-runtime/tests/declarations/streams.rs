//! Responses that are read as they arrive, over transports of this process.

#![cfg(feature = "server")]
#![allow(
    clippy::unwrap_used,
    missing_docs,
    reason = "the helpers of a test may fail, and its declarations document themselves"
)]

mod served;

use std::{
    collections::VecDeque,
    convert::Infallible,
    io::{self, Write as _},
    pin::Pin,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    task::{Context, Poll},
    time::Duration,
};

use endpoint_runtime::{
    Body, BoxError, Bytes, Client, DecodeError, Error, Response, Result, Stage, endpoints,
    http::{self, HeaderMap},
    server::Router,
    stream::{ByteStream, Event, EventStream, Lines, Stream, StreamError},
    transport::{Transport, TransportFuture},
};
use http_body::{Body as HttpBody, Frame};
use serde_json::{Value, json};

/// A file with its version.
#[derive(Debug, Response)]
#[response(server)]
pub struct File {
    #[header("ETag")]
    pub etag: String,
    #[body(stream, type = "application/gzip", idle = "1s")]
    pub content: ByteStream,
}

#[derive(Debug, Response)]
#[response(server)]
pub enum Answer {
    #[status(200)]
    Streamed(#[body(sse, done = "[DONE]")] EventStream<Value>),
    #[status(202)]
    Later(String),
}

#[endpoints(server)]
pub trait Streams {
    #[endpoint(GET "/bytes", response = stream)]
    async fn bytes(&self) -> Result<ByteStream>;

    #[endpoint(GET "/file")]
    async fn file(&self) -> Result<File>;

    #[endpoint(GET "/answer?<later>")]
    async fn answer(&self, later: Option<bool>) -> Result<Answer>;

    #[endpoint(GET "/events", response(sse, reconnect))]
    async fn events(&self) -> Result<EventStream<String>>;

    #[endpoint(POST "/completions", response(sse, done = "[DONE]"))]
    async fn complete(&self, prompt: String) -> Result<EventStream<Value>>;

    #[endpoint(GET "/pods?watch=true", response(ndjson, type = "application/json"))]
    async fn pods(&self) -> Result<Lines<u32>>;
}

/// A part of a scripted body.
#[derive(Clone)]
enum Part {
    Chunk(&'static [u8]),
    Pause(Duration),
    Break,
}

use Part::{Break, Chunk, Pause};

/// A body whose parts are counted when they are taken.
struct Scripted {
    parts: VecDeque<Part>,
    pause: Option<Pin<Box<tokio::time::Sleep>>>,
    taken: Arc<AtomicUsize>,
    dropped: Arc<AtomicUsize>,
}

impl Drop for Scripted {
    fn drop(&mut self) {
        self.dropped.fetch_add(1, Ordering::SeqCst);
    }
}

impl HttpBody for Scripted {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<std::result::Result<Frame<Bytes>, BoxError>>> {
        loop {
            if let Some(pause) = &mut self.pause {
                std::task::ready!(pause.as_mut().poll(context));
                self.pause = None;
            }
            match self.parts.pop_front() {
                Some(Pause(time)) => self.pause = Some(Box::pin(tokio::time::sleep(time))),
                Some(Chunk(chunk)) => {
                    self.taken.fetch_add(1, Ordering::SeqCst);
                    return Poll::Ready(Some(Ok(Frame::data(Bytes::from_static(chunk)))));
                }
                Some(Break) => return Poll::Ready(Some(Err(io::Error::from(io::ErrorKind::ConnectionReset).into()))),
                None => return Poll::Ready(None),
            }
        }
    }
}

/// A status, headers, and the parts of a body.
type ScriptedAnswer = (u16, Vec<(&'static str, &'static str)>, Vec<Part>);

/// A transport that responds with scripted bodies, one after the other, and keeps the requests' heads.
#[derive(Clone, Default)]
struct Script {
    answers: Arc<Mutex<VecDeque<ScriptedAnswer>>>,
    requests: Arc<Mutex<Vec<HeaderMap>>>,
    taken: Arc<AtomicUsize>,
    dropped: Arc<AtomicUsize>,
}

impl Script {
    fn answer(self, status: u16, headers: &[(&'static str, &'static str)], parts: &[Part]) -> Self {
        self.answers.lock().unwrap().push_back((status, headers.to_vec(), parts.to_vec()));
        self
    }

    fn of(parts: &[Part]) -> Self {
        Self::default().answer(200, &[], parts)
    }

    fn streams(&self) -> StreamsClient {
        self.streams_with(|builder| builder)
    }

    fn streams_with(
        &self,
        set: impl FnOnce(endpoint_runtime::ClientBuilder) -> endpoint_runtime::ClientBuilder,
    ) -> StreamsClient {
        let builder = Client::builder().base_url("https://api.example.com").transport(self.clone());
        set(builder).build().unwrap().into()
    }
}

impl Transport for Script {
    fn send(&self, request: http::Request<Body>) -> TransportFuture {
        self.requests.lock().unwrap().push(request.headers().clone());
        let (status, headers, parts) = self.answers.lock().unwrap().pop_front().unwrap();
        let (taken, dropped) = (Arc::clone(&self.taken), Arc::clone(&self.dropped));
        let body = Body::stream(Scripted { parts: parts.into(), pause: None, taken, dropped });
        let mut response = http::Response::builder().status(status);
        for (name, value) in headers {
            response = response.header(name, value);
        }
        Box::pin(async { Ok(response.body(body).unwrap()) })
    }
}

/// Reads a stream to its end.
async fn all<S: Stream + Unpin>(mut stream: S) -> Vec<S::Item> {
    let mut items = Vec::new();
    while let Some(item) = std::future::poll_fn(|context| Pin::new(&mut stream).poll_next(context)).await {
        items.push(item);
    }
    items
}

fn values<T>(items: Vec<std::result::Result<T, StreamError>>) -> Vec<T> {
    items.into_iter().map(|item| item.unwrap()).collect()
}

fn data<T>(items: Vec<std::result::Result<Event<T>, StreamError>>) -> Vec<T> {
    values(items).into_iter().map(|event| event.data).collect()
}

#[tokio::test]
async fn bytes_are_read_as_they_are_asked_for_and_dropping_the_stream_ends_the_transfer() {
    let script = Script::of(&[Chunk(b"a"), Chunk(b""), Chunk(b"b"), Chunk(b"c")]);
    let mut bytes = script.streams().bytes(BytesRequest::new()).await.unwrap();
    assert_eq!(script.taken.load(Ordering::SeqCst), 0);
    assert_eq!(bytes.next().await.unwrap().unwrap(), "a");
    assert_eq!(script.taken.load(Ordering::SeqCst), 1);
    assert_eq!(bytes.next().await.unwrap().unwrap(), "b");
    assert_eq!((script.taken.load(Ordering::SeqCst), script.dropped.load(Ordering::SeqCst)), (3, 0));
    drop(bytes);
    assert_eq!(script.dropped.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn the_size_limit_of_the_client_is_that_of_one_item() {
    let script = Script::of(&[Chunk(b"0123456789"), Chunk(b"0123456789")]);
    let bytes = script.streams_with(|builder| builder.max_response_bytes(15)).bytes(BytesRequest::new()).await.unwrap();
    assert_eq!(values(all(bytes).await).concat().len(), 20);

    let script = Script::of(&[Chunk(b"1\n2\n123456789"), Chunk(b"0123456789\n3\n")]);
    let lines = script.streams_with(|builder| builder.max_response_bytes(15)).pods(PodsRequest::new()).await.unwrap();
    let mut lines = all(lines).await;
    let error = lines.pop().unwrap().unwrap_err();
    assert_eq!(values(lines), [1, 2]);
    assert!(matches!(error.as_decode(), Some(DecodeError::TooLarge { limit: 15 })), "{error}");
}

#[tokio::test(start_paused = true)]
async fn the_timeout_of_the_call_is_that_of_the_head_and_of_each_chunk() {
    let second = Duration::from_secs(1);
    let script = Script::of(&[Pause(second), Chunk(b"a"), Pause(second), Chunk(b"b"), Pause(4 * second), Chunk(b"c")]);
    let call = script.streams().bytes(BytesRequest::new()).timeout(2 * second);
    let mut items = all(call.await.unwrap()).await;
    let error = items.pop().unwrap().unwrap_err();
    assert_eq!(values(items), ["a", "b"]);
    assert_eq!((error.stage(), error.operation()), (Stage::Timeout, Some("streams_bytes")));
    assert!(error.to_string().contains("nothing arrived within 2s"), "{error}");

    let script = Script::of(&[Pause(1_000_000 * second), Chunk(b"a")]);
    let bytes = script.streams().bytes(BytesRequest::new()).timeout(None).await.unwrap();
    assert_eq!(values(all(bytes).await), ["a"]);
}

#[tokio::test(start_paused = true)]
async fn a_declared_time_between_chunks_replaces_the_timeout() {
    let script = Script::default().answer(
        200,
        &[("etag", "7")],
        &[Chunk(b"a"), Pause(Duration::from_millis(1_100)), Chunk(b"b")],
    );
    let file = script.streams().file(FileRequest::new()).await.unwrap();
    assert_eq!(file.etag, "7");
    let error = all(file.content).await.pop().unwrap().unwrap_err();
    assert!(error.to_string().contains("nothing arrived within 1s"), "{error}");
}

#[tokio::test]
async fn a_stream_that_breaks_off_is_an_error_of_the_transport_with_the_head() {
    let script = Script::default().answer(200, &[("x-request-id", "r-1")], &[Chunk(b"1\n2"), Break, Chunk(b"3\n")]);
    let mut lines = all(script.streams().pods(PodsRequest::new()).await.unwrap()).await;
    let error = lines.pop().unwrap().unwrap_err();
    assert_eq!(values(lines), [1]);
    assert_eq!((error.stage(), error.status().unwrap().as_u16(), error.is_retryable()), (Stage::Transport, 200, false));
    assert_eq!(error.request_id(), Some("r-1"));
    // It is an error of any function that returns a result of this crate.
    let converted: Error<Value> = error.into();
    assert_eq!(converted.stage(), Stage::Transport);
}

#[tokio::test]
async fn an_error_response_is_an_error_of_the_call() {
    let script = Script::default().answer(404, &[], &[Chunk(b"{\"code\""), Chunk(b":1}")]);
    let error = script.streams().bytes(BytesRequest::new()).await.unwrap_err();
    assert_eq!((error.stage(), error.as_api()), (Stage::Api, Some(&json!({ "code": 1 }))));
}

#[tokio::test]
async fn the_last_line_needs_no_end_and_a_line_that_is_not_as_declared_is_an_error_of_its_own() {
    let script = Script::of(&[Chunk(b"1\r\n"), Chunk(b"\n\"a\"\n"), Chunk(b"2")]);
    let lines = all(script.streams().pods(PodsRequest::new()).await.unwrap()).await;
    let [Ok(1), Err(error), Ok(2)] = &lines[..] else { panic!("{lines:?}") };
    assert_eq!(error.stage(), Stage::Decode);
    assert_eq!(script.requests.lock().unwrap()[0]["accept"], "application/json");
}

#[tokio::test]
async fn events_end_with_the_marker() {
    let script = Script::of(&[Chunk(b"data: {\"a\":1}\n\ndata: [DO"), Chunk(b"NE]\n\ndata: 2\n\n"), Break]);
    let events = script.streams().complete(CompleteRequest::new("hi")).await.unwrap();
    assert_eq!(data(all(events).await), [json!({ "a": 1 })]);
    assert_eq!(script.requests.lock().unwrap()[0]["accept"], "text/event-stream");
    // The rest of the response is not waited for.
    assert_eq!(script.dropped.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn a_response_that_is_no_stream_of_events_is_an_error() {
    let script = Script::default().answer(200, &[("content-type", "text/html; charset=utf-8")], &[Chunk(b"<html>")]);
    let error = script.streams().complete(CompleteRequest::new("hi")).await.unwrap_err();
    assert!(matches!(error.as_decode(), Some(DecodeError::MediaType { given }) if given == "text/html"), "{error}");
}

#[tokio::test(start_paused = true)]
async fn events_go_on_where_they_broke_off_if_the_declaration_says_so() {
    let event_stream = [("content-type", "text/event-stream")];
    let script = Script::default()
        .answer(200, &event_stream, &[Chunk(b"retry: 500\nid: 1\ndata: a\n\nid: 2\ndata: cut"), Break])
        .answer(503, &[], &[])
        .answer(200, &event_stream, &[Chunk(b"data: b\n\n")])
        .answer(204, &[], &[]);
    let start = tokio::time::Instant::now();
    let events = all(script.streams().events(EventsRequest::new()).await.unwrap()).await;
    let events = values(events);
    let read: Vec<_> = events.iter().map(|event| (&*event.id, &*event.data)).collect();
    assert_eq!(read, [("1", "a"), ("1", "b")]);
    assert!((Duration::from_secs(1)..Duration::from_secs(5)).contains(&start.elapsed()), "{:?}", start.elapsed());
    let ids: Vec<_> =
        script.requests.lock().unwrap().iter().map(|request| request.get("last-event-id").cloned()).collect();
    assert_eq!(
        ids.iter().map(|id| id.as_ref().map(|id| id.to_str().unwrap())).collect::<Vec<_>>(),
        [None, Some("1"), Some("1"), Some("1")]
    );
}

#[tokio::test(start_paused = true)]
async fn a_call_that_fails_ends_the_events() {
    let script = Script::of(&[Chunk(b"data: a\n\n")]).answer(401, &[], &[Chunk(b"{}")]);
    let mut events = all(script.streams().events(EventsRequest::new()).await.unwrap()).await;
    let error = events.pop().unwrap().unwrap_err();
    assert_eq!((error.stage(), error.status().unwrap().as_u16()), (Stage::Api, 401));
    assert_eq!(data(events), ["a"]);
}

fn gzip(text: &[u8]) -> &'static [u8] {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(text).unwrap();
    Box::leak(encoder.finish().unwrap().into_boxed_slice())
}

#[cfg(feature = "gzip")]
#[tokio::test]
async fn a_content_encoding_is_decoded_on_the_way() {
    let encoded = gzip(b"1\n22\n333\n");
    for size in [1, 3, encoded.len()] {
        let parts: Vec<Part> = encoded.chunks(size).map(Chunk).collect();
        let script = Script::default().answer(200, &[("content-encoding", "gzip")], &parts);
        let lines = script.streams().pods(PodsRequest::new()).await.unwrap();
        assert_eq!(values(all(lines).await), [1, 22, 333]);
    }
    let cut = Script::default().answer(200, &[("content-encoding", "gzip")], &[Chunk(&encoded[..encoded.len() - 9])]);
    let error = all(cut.streams().bytes(BytesRequest::new()).await.unwrap()).await.pop().unwrap().unwrap_err();
    assert!(matches!(error.as_decode(), Some(DecodeError::Corrupt { .. })), "{error}");
    let other = Script::default().answer(200, &[("content-encoding", "lzma")], &[Chunk(b"x")]);
    let error = other.streams().bytes(BytesRequest::new()).await.unwrap_err();
    assert!(matches!(error.as_decode(), Some(DecodeError::Encoded { .. })), "{error}");
}
