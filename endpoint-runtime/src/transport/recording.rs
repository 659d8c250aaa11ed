//! A transport that keeps what goes through it: for tests.

use std::{
    collections::VecDeque,
    fmt,
    pin::Pin,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    task::{Context, Poll},
};

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, header::SET_COOKIE};
use http_body::{Body as HttpBody, Frame, SizeHint};

use super::{Transport, TransportFuture};
use crate::{body::Body, error::BoxError, redact::REDACTED};

/// How many exchanges a [`Recorder`] keeps unless told otherwise.
const USUAL_CAPACITY: usize = 1_000;

/// How many bytes of one response body a [`Recorder`] keeps.
const MOST_BYTES: usize = 16 * 1024 * 1024;

/// One request and its response. `Debug` shows no path, no body and no sensitive header: they may hold anything.
#[derive(Clone)]
#[non_exhaustive]
pub struct Exchange {
    /// The request, its sensitive headers redacted.
    pub request: http::Request<Bytes>,
    /// The response, its cookies redacted, with as much of its body as was read.
    pub response: http::Response<Bytes>,
}

impl Exchange {
    /// An exchange made by hand, to be replayed.
    #[must_use]
    pub fn new(request: http::Request<Bytes>, response: http::Response<Bytes>) -> Self {
        Self { request, response }
    }
}

impl fmt::Debug for Exchange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Exchange")
            .field("method", self.request.method())
            .field("request_headers", self.request.headers())
            .field("request_bytes", &self.request.body().len())
            .field("status", &self.response.status())
            .field("response_headers", self.response.headers())
            .field("response_bytes", &self.response.body().len())
            .finish_non_exhaustive()
    }
}

/// A transport that passes everything on and keeps what was exchanged.
///
/// Clones share the list; keep one and give the other to the client. When the list is full the oldest exchange goes.
/// Exchanges without a response are not kept, a streamed request body is kept as empty.
///
/// ```no_run
/// # async fn record() -> Result<(), Box<dyn std::error::Error>> {
/// use endpoint_runtime::{Client, transport::{Recorder, Replay, ReqwestTransport}};
///
/// let recorder = Recorder::new(ReqwestTransport::new()?);
/// let client = Client::builder()
///     .base_url("https://api.example.com")
///     .transport(recorder.clone())
///     .build()?;
/// // … calls …
/// let offline = Client::builder()
///     .base_url("https://api.example.com")
///     .transport(Replay::new(recorder.exchanges()))
///     .build()?;
/// # Ok(()) }
/// ```
#[derive(Clone)]
pub struct Recorder {
    transport: Arc<dyn Transport>,
    kept: Arc<Mutex<VecDeque<Kept>>>,
    capacity: usize,
}

struct Kept {
    request: http::Request<Bytes>,
    response: http::Response<()>,
    body: Arc<Mutex<Vec<u8>>>,
}

impl Recorder {
    /// Records what goes through `transport`, at most 1,000 exchanges.
    pub fn new(transport: impl Transport) -> Self {
        Self { transport: Arc::new(transport), kept: Arc::default(), capacity: USUAL_CAPACITY }
    }

    /// Keeps at most `exchanges`.
    #[must_use]
    pub fn capacity(mut self, exchanges: usize) -> Self {
        self.capacity = exchanges;
        self
    }

    /// What was exchanged, oldest first.
    #[must_use]
    pub fn exchanges(&self) -> Vec<Exchange> {
        let exchange = |kept: &Kept| {
            let body = Bytes::copy_from_slice(&locked(&kept.body));
            Exchange::new(kept.request.clone(), kept.response.clone().map(|()| body))
        };
        locked(&self.kept).iter().map(exchange).collect()
    }
}

impl Transport for Recorder {
    fn send(&self, request: http::Request<Body>) -> TransportFuture {
        let recorded = recorded(&request);
        let response = self.transport.send(request);
        let (kept, capacity) = (Arc::clone(&self.kept), self.capacity);
        Box::pin(async move {
            let (parts, content) = response.await?.into_parts();
            let body = Arc::default();
            let mut head = http::Response::from_parts(parts.clone(), ());
            redact(head.headers_mut());
            let mut kept = locked(&kept);
            kept.push_back(Kept { request: recorded, response: head, body: Arc::clone(&body) });
            while kept.len() > capacity {
                kept.pop_front();
            }
            Ok(http::Response::from_parts(parts, Body::stream(Tee { content, body })))
        })
    }
}

impl fmt::Debug for Recorder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Recorder({} exchanges)", locked(&self.kept).len())
    }
}

pub(super) fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The request as it is kept: its body, if it is at hand, and no sensitive header.
pub(super) fn recorded(request: &http::Request<Body>) -> http::Request<Bytes> {
    let mut recorded = http::Request::new(request.body().as_bytes().cloned().unwrap_or_default());
    recorded.method_mut().clone_from(request.method());
    recorded.uri_mut().clone_from(request.uri());
    recorded.headers_mut().clone_from(request.headers());
    redact(recorded.headers_mut());
    recorded
}

fn redact(headers: &mut HeaderMap) {
    for (name, value) in headers.iter_mut() {
        if value.is_sensitive() || name == SET_COOKIE {
            *value = HeaderValue::from_static(REDACTED);
            value.set_sensitive(true);
        }
    }
}

/// A body whose data is copied as it is read.
struct Tee {
    content: Body,
    body: Arc<Mutex<Vec<u8>>>,
}

impl HttpBody for Tee {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let frame = Pin::new(&mut self.content).poll_frame(context);
        if let Poll::Ready(Some(Ok(frame))) = &frame
            && let Some(data) = frame.data_ref()
        {
            let mut body = locked(&self.body);
            let room = MOST_BYTES.saturating_sub(body.len());
            body.extend(data.iter().take(room));
        }
        frame
    }

    fn is_end_stream(&self) -> bool {
        self.content.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.content.size_hint()
    }
}
