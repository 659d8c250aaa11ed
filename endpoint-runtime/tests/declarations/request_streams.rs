//! Bodies that are sent piece by piece: streams, files, lines.
#![cfg(feature = "server")]
#![allow(missing_docs, clippy::unwrap_used, reason = "declarations and helpers of tests")]

use std::{
    pin::Pin,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    task::{Context, Poll},
};

use endpoint_runtime::{
    BaseUrl, Body, BoxError, Bytes, Client, Content, Result, endpoints,
    http::{Request, Response, StatusCode},
    request::encode,
    transport::{Transport, TransportFuture},
};
use http_body::{Body as _, Frame};

#[endpoints(server)]
pub trait Blobs {
    #[endpoint(PUT "/blobs/<name>")]
    async fn store(&self, name: String, #[body(stream)] content: Content) -> Result<u64>;

    #[endpoint(PUT "/notes")]
    async fn note(&self, #[body(stream, type = "text/plain")] content: Option<Content>) -> Result<u64>;

    #[endpoint(POST "/lines")]
    async fn lines(&self, #[body(ndjson)] lines: Vec<(u8, String)>) -> Result<String>;
}

/// Counts the bytes that arrive.
struct Counter;

async fn count(content: Content) -> Result<u64> {
    let mut body = content.into_body();
    let mut length = 0;
    while let Some(chunk) = body.chunk().await {
        let Ok(chunk) = chunk else { return Ok(u64::MAX) };
        length += chunk.len() as u64;
    }
    Ok(length)
}

impl Blobs for Counter {
    async fn store(&self, request: StoreRequest) -> Result<u64> {
        count(request.content).await
    }

    async fn note(&self, request: NoteRequest) -> Result<u64> {
        match request.content {
            Some(content) => count(content).await,
            None => Ok(404),
        }
    }

    async fn lines(&self, request: LinesRequest) -> Result<String> {
        Ok(format!("{:?}", request.lines))
    }
}

fn client() -> Client {
    Client::builder().service(BlobsServer::new(Counter)).build().unwrap()
}

/// A body of equal pieces, which counts those that were asked for.
struct Pieces {
    left: usize,
    asked: Arc<AtomicUsize>,
}

impl http_body::Body for Pieces {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<std::result::Result<Frame<Bytes>, BoxError>>> {
        if self.left == 0 {
            return Poll::Ready(None);
        }
        self.left -= 1;
        self.asked.fetch_add(1, Ordering::Relaxed);
        Poll::Ready(Some(Ok(Frame::data(Bytes::from_static(&[7; 1000])))))
    }
}

fn pieces(count: usize) -> (Content, Arc<AtomicUsize>) {
    let asked = Arc::new(AtomicUsize::new(0));
    (Body::stream(Pieces { left: count, asked: Arc::clone(&asked) }).into(), asked)
}

#[tokio::test]
async fn bytes_a_file_and_a_stream_arrive() {
    let client = client();
    let path = std::env::temp_dir().join(format!("endpoint-stream-{}", std::process::id()));
    std::fs::write(&path, vec![1; 200_000]).unwrap();
    let contents: [(Content, u64); 4] =
        [("text".into(), 4), ("".into(), 0), (Content::file(&path).unwrap(), 200_000), (pieces(3000).0, 3_000_000)];
    for (content, length) in contents {
        assert_eq!(client.send(StoreRequest::new("a", content)).await.unwrap(), length);
    }
    std::fs::remove_file(&path).unwrap();
    assert!(Content::file(&path).is_err());
    assert_eq!(client.send(NoteRequest::new()).await.unwrap(), 404);
    assert_eq!(client.send(NoteRequest::new().content("note")).await.unwrap(), 4);
}

#[tokio::test]
async fn a_stream_is_sent_once_and_says_so() {
    let (stream, asked) = pieces(2);
    let request = StoreRequest::new("a", stream);
    let client = client();
    assert_eq!(client.send(request.clone()).await.unwrap(), 2000);
    assert_eq!(client.send(request).await.unwrap(), u64::MAX);
    assert_eq!(asked.load(Ordering::Relaxed), 2);
}

#[tokio::test]
async fn a_stream_of_another_length_than_announced_fails() {
    for (announced, arrives) in [(2000, 2000), (1999, u64::MAX), (2001, u64::MAX)] {
        let stream = pieces(2).0.with_length(announced);
        assert_eq!(stream.length(), Some(announced));
        assert_eq!(client().send(StoreRequest::new("a", stream)).await.unwrap(), arrives, "{announced}");
    }
}

/// A transport that answers 503, before or after it has read the body.
#[derive(Clone)]
struct Unavailable {
    reads: bool,
    attempts: Arc<AtomicUsize>,
}

impl Transport for Unavailable {
    fn send(&self, request: Request<Body>) -> TransportFuture {
        let reads = self.reads;
        self.attempts.fetch_add(1, Ordering::Relaxed);
        Box::pin(async move {
            let mut body = request.into_body();
            while reads && body.chunk().await.is_some() {}
            let mut response = Response::new(Body::from(Bytes::new()));
            *response.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
            Ok(response)
        })
    }
}

#[tokio::test(start_paused = true)]
async fn a_stream_is_not_sent_again_once_it_has_begun() {
    for (reads, content, attempts) in
        [(false, pieces(1).0, 3), (true, pieces(1).0, 1), (true, Content::from("bytes"), 3)]
    {
        let transport = Unavailable { reads, attempts: Arc::default() };
        let builder = Client::builder().base_url("https://api.example.com");
        let client = builder.transport(transport.clone()).build().unwrap();
        client.send(StoreRequest::new("a", content)).await.unwrap_err();
        assert_eq!(transport.attempts.load(Ordering::Relaxed), attempts, "{reads}");
    }
}

#[tokio::test]
async fn lines_of_json_arrive() {
    let base: BaseUrl = "https://api.example.com".parse().unwrap();
    let request = LinesRequest::new(vec![(1, "a\nb".to_owned()), (2, String::new())]);
    let encoded = encode(&base, &request).unwrap();
    assert_eq!(encoded.headers()["content-type"], "application/x-ndjson");
    assert_eq!(encoded.body(), "[1,\"a\\nb\"]\n[2,\"\"]\n");
    let client = client();
    assert_eq!(client.send(request).await.unwrap(), r#"[(1, "a\nb"), (2, "")]"#);
    assert_eq!(client.send(LinesRequest::new(vec![])).await.unwrap(), "[]");
}

#[test]
fn a_stream_has_no_bytes_without_a_client() {
    let base: BaseUrl = "https://api.example.com".parse().unwrap();
    assert!(encode(&base, &StoreRequest::new("a", pieces(1).0)).is_err());
    assert_eq!(encode(&base, &StoreRequest::new("a", "x")).unwrap().body(), "x");
}

/// A transport that answers at once, and leaves the body unread.
#[derive(Clone, Default)]
struct Unread(Arc<Mutex<Option<Body>>>);

impl Transport for Unread {
    fn send(&self, request: Request<Body>) -> TransportFuture {
        *self.0.lock().unwrap() = Some(request.into_body());
        Box::pin(async { Ok(Response::new(Body::from(Bytes::from("1")))) })
    }
}

#[tokio::test]
async fn a_stream_is_asked_for_only_as_it_is_read() {
    let (stream, asked) = pieces(1000);
    let unread = Unread::default();
    let client = Client::builder().base_url("https://api.example.com").transport(unread.clone()).build().unwrap();
    client.send(StoreRequest::new("a", stream)).await.unwrap();
    assert_eq!(asked.load(Ordering::Relaxed), 0);
    let mut body = unread.0.lock().unwrap().take().unwrap();
    assert!(!body.is_end_stream());
    body.chunk().await.unwrap().unwrap();
    assert_eq!(asked.load(Ordering::Relaxed), 1);
}
