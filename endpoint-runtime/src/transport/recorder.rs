//! A transport that records requests and responses, for tests.

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

/// The default [capacity](Recorder::capacity) of a recorder.
const DEFAULT_CAPACITY: usize = 1_000;

/// The maximum number of bytes of one response body that a [`Recorder`] keeps.
const MAX_BODY_BYTES: usize = 16 * 1024 * 1024;

/// A request and its response. `Debug` shows no path, no body and no sensitive header, since they may contain secrets.
#[derive(Clone)]
#[non_exhaustive]
pub struct Exchange {
    /// The request, with its sensitive headers redacted.
    pub request: http::Request<Bytes>,
    /// The response, with its cookies redacted and the part of its body that was read.
    pub response: http::Response<Bytes>,
}

impl Exchange {
    /// Creates an exchange by hand, for a [`Replay`](super::Replay).
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

/// A transport that records the requests and responses of another transport.
///
/// Clones share the list of exchanges: pass one to the client and keep the other. If the list is full, the oldest exchange is
/// dropped. Requests without a response are not recorded; a streamed request body is recorded as empty, and so is a multipart body of more
/// than 16 KiB, whose boundary is another one in each request. Bodies are kept as they are, those of token requests included, so that a
/// recording can hold secrets.
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
    exchanges: Arc<Mutex<VecDeque<RecordedExchange>>>,
    capacity: usize,
}

struct RecordedExchange {
    request: http::Request<Bytes>,
    response: http::Response<()>,
    body: Arc<Mutex<Vec<u8>>>,
}

impl Recorder {
    /// Records up to 1,000 exchanges of `transport`.
    pub fn new(transport: impl Transport) -> Self {
        Self { transport: Arc::new(transport), exchanges: Arc::default(), capacity: DEFAULT_CAPACITY }
    }

    /// Sets the maximum number of recorded exchanges.
    #[must_use]
    pub fn capacity(mut self, exchanges: usize) -> Self {
        self.capacity = exchanges;
        self
    }

    /// Returns the exchanges, oldest first.
    #[must_use]
    pub fn exchanges(&self) -> Vec<Exchange> {
        let exchange = |recorded: &RecordedExchange| {
            let body = Bytes::copy_from_slice(&lock(&recorded.body));
            Exchange::new(recorded.request.clone(), recorded.response.clone().map(|()| body))
        };
        lock(&self.exchanges).iter().map(exchange).collect()
    }
}

impl Transport for Recorder {
    fn send(&self, request: http::Request<Body>) -> TransportFuture {
        let recorded = to_recorded(&request);
        let response = self.transport.send(request);
        let (exchanges, capacity) = (Arc::clone(&self.exchanges), self.capacity);
        Box::pin(async move {
            let (parts, content) = response.await?.into_parts();
            let body = Arc::default();
            let mut head = http::Response::from_parts(parts.clone(), ());
            redact(head.headers_mut());
            let mut exchanges = lock(&exchanges);
            exchanges.push_back(RecordedExchange { request: recorded, response: head, body: Arc::clone(&body) });
            while exchanges.len() > capacity {
                exchanges.pop_front();
            }
            Ok(http::Response::from_parts(parts, Body::stream(Tee { content, body })))
        })
    }
}

impl fmt::Debug for Recorder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Recorder({} exchanges)", lock(&self.exchanges).len())
    }
}

pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Copies the request, with sensitive headers redacted and without a streamed body.
pub(super) fn to_recorded(request: &http::Request<Body>) -> http::Request<Bytes> {
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

/// A body that copies its data while it is read.
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
            let mut body = lock(&self.body);
            let room = MAX_BODY_BYTES.saturating_sub(body.len());
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
