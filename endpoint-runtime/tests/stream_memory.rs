//! The memory that a gibibyte takes on its way up and down, over both transports.
#![cfg(all(feature = "server", feature = "hyper", feature = "reqwest"))]
#![allow(missing_docs, clippy::unwrap_used, reason = "declarations and helpers of tests")]

use std::{
    alloc::System,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    task::{Context, Poll},
};

use axum::routing::post;
use endpoint_runtime::{
    Body, BoxError, Bytes, Client, Content, FilePart, Result, endpoints,
    server::Router,
    stream::ByteStream,
    transport::{HyperTransport, ReqwestTransport, Transport},
};
use http_body::Frame;
use stats_alloc::{INSTRUMENTED_SYSTEM, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

#[endpoints(server)]
pub trait Blobs {
    #[endpoint(PUT "/blob", auth = none)]
    async fn store(&self, #[body(stream)] content: Content) -> Result<u64>;

    #[endpoint(POST "/files", multipart, auth = none)]
    async fn upload(&self, file: FilePart, note: String) -> Result<u64>;

    /// It is no route of the router, so that no file is written to disk.
    #[endpoint(POST "/sink", multipart, auth = none)]
    async fn sink(&self, file: FilePart, note: String) -> Result<u64>;

    #[endpoint(GET "/blob", response = stream, auth = none)]
    async fn fetch(&self) -> Result<ByteStream>;
}

struct Counter;

impl Blobs for Counter {
    async fn store(&self, request: StoreRequest) -> Result<u64> {
        Ok(length(request.content).await)
    }

    async fn upload(&self, request: UploadRequest) -> Result<u64> {
        assert_eq!(request.note, "behind the file");
        Ok(length(request.file.into_content()).await)
    }

    async fn fetch(&self, _: FetchRequest) -> Result<ByteStream> {
        Ok(ByteStream::of_content(Body::stream(Pieces::new(PIECES, &Arc::default()))))
    }
}

async fn length(content: Content) -> u64 {
    let mut body = content.into_body();
    let mut length = 0;
    while let Some(Ok(chunk)) = body.chunk().await {
        length += chunk.len() as u64;
    }
    length
}

const PIECE: usize = 256 * 1024;
const PIECES: usize = 4096;
const LENGTH: u64 = (PIECE * PIECES) as u64;

/// The most that may be allocated beside what was before.
const MAX_BYTES: usize = 32 * 1024 * 1024;

fn allocated() -> usize {
    let stats = ALLOCATOR.stats();
    stats.bytes_allocated.saturating_sub(stats.bytes_deallocated)
}

/// A body of allocated pieces, which notes the most that is allocated at a time.
struct Pieces {
    left: usize,
    most: Arc<AtomicUsize>,
}

impl Pieces {
    fn new(pieces: usize, most: &Arc<AtomicUsize>) -> Self {
        Self { left: pieces, most: Arc::clone(most) }
    }
}

impl http_body::Body for Pieces {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<std::result::Result<Frame<Bytes>, BoxError>>> {
        self.most.fetch_max(allocated(), Ordering::Relaxed);
        if self.left == 0 {
            return Poll::Ready(None);
        }
        self.left -= 1;
        Poll::Ready(Some(Ok(Frame::data(vec![7; PIECE].into()))))
    }
}

async fn download(client: &Client) {
    let before = allocated();
    let mut stream = client.send(FetchRequest::new()).await.unwrap();
    let (mut length, mut most) = (0, 0);
    while let Some(chunk) = stream.next().await {
        length += chunk.unwrap().len() as u64;
        most = most.max(allocated());
    }
    assert_eq!(length, LENGTH);
    let more = most.saturating_sub(before);
    assert!(more < MAX_BYTES, "{more} bytes are allocated for a response of {LENGTH}");
}

async fn transfer(base: &str, transport: impl Transport) {
    let client = Client::builder().base_url(base).transport(transport).build().unwrap();
    download(&client).await;
    for is_announced in [true, false] {
        let up = async |content: Content| {
            let content = if is_announced { content.with_length(LENGTH) } else { content };
            client.send(StoreRequest::new(content)).timeout(None).await.unwrap()
        };
        assert_eq!(upload(PIECES, up).await, LENGTH);
    }
    let file = |content| FilePart::new("large.bin", content);
    let up =
        async |content| client.send(SinkRequest::new(file(content), "behind the file")).timeout(None).await.unwrap();
    assert!(upload(PIECES, up).await > LENGTH);
    // The router keeps a file on disk, which takes longer.
    let up =
        async |content| client.send(UploadRequest::new(file(content), "behind the file")).timeout(None).await.unwrap();
    assert_eq!(upload(PIECES / 16, up).await, LENGTH / 16);
}

/// Uploads pieces, and checks what they take. Returns the length that the server counted.
async fn upload(pieces: usize, up: impl AsyncFnOnce(Content) -> u64) -> u64 {
    let before = allocated();
    let most = Arc::new(AtomicUsize::new(0));
    let length = up(Content::from(Body::stream(Pieces::new(pieces, &most)))).await;
    let more = most.load(Ordering::Relaxed).saturating_sub(before);
    assert!(more < MAX_BYTES, "{more} bytes are allocated for a request of {length}");
    length
}

/// Counts a body of any form.
async fn sink(request: axum::extract::Request) -> ([(&'static str, &'static str); 1], String) {
    let length = length(Body::stream(request.into_body()).into()).await;
    ([("content-type", "application/json")], length.to_string())
}

/// The only test of this binary, so that no other one allocates beside it.
#[tokio::test]
async fn a_stream_is_never_in_memory_as_a_whole() {
    let router = Router::new(BlobsServer::new(Counter).routes()).unwrap().max_upload_bytes(2 * LENGTH);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    let server = tokio::spawn(async move {
        axum::serve(listener, axum::Router::new().route("/sink", post(sink)).fallback_service(router)).await.unwrap();
    });
    transfer(&base, HyperTransport::new().unwrap()).await;
    transfer(&base, ReqwestTransport::new().unwrap()).await;
    server.abort();
}
