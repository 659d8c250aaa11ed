//! The pool of connections to upstreams, which are kept between requests.

use std::{
    collections::VecDeque,
    error::Error as StdError,
    future::poll_fn,
    pin::Pin,
    sync::{Arc, Mutex, MutexGuard, PoisonError, Weak},
    task::{Context, Poll},
    time::Duration,
};

use bytes::Bytes;
use endpoint_runtime::http::{
    HeaderValue, Request, Response, StatusCode, Uri,
    header::{CONTENT_LENGTH, HOST},
    uri::{Authority, PathAndQuery, Scheme},
};
use http_body::{Body, Frame, SizeHint};
use hyper::body::Incoming;
use hyper_rustls::HttpsConnector;
use tokio::{
    runtime::Handle,
    time::{Instant, sleep, timeout},
};
use tower_service::Service;

use super::{
    connection::UpstreamConnection,
    connector::{ConnectError, GuardedConnector},
};
use crate::upload::{KeptUpload, Upload, UploadStage};

/// The time for which an idle connection is kept. Servers keep theirs longer, so that a request seldom uses a closed one.
const IDLE: Duration = Duration::from_secs(15);

/// The maximum number of idle connections for one origin.
const MAX_IDLE: usize = 128;

/// The failure of an exchange with an upstream.
#[derive(Debug)]
pub(super) enum ExchangeError {
    Connect(Box<dyn StdError + Send + Sync>),
    Http(hyper::Error),
}

/// The pool of connections, by origin.
pub(super) struct Pool {
    connector: HttpsConnector<GuardedConnector>,
    /// The timeout of a new connection, TLS included.
    limit: Duration,
    idle: Mutex<Idle>,
}

#[derive(Default)]
struct Idle {
    origins: Vec<PooledOrigin>,
    /// True while a task closes connections that have been idle too long.
    is_swept: bool,
}

struct PooledOrigin {
    scheme: Scheme,
    authority: Authority,
    host: HeaderValue,
    connections: VecDeque<(Instant, UpstreamConnection)>,
}

impl PooledOrigin {
    fn new(scheme: Scheme, authority: Authority) -> Self {
        let is_default = matches!((scheme.as_str(), authority.port_u16()), ("http", Some(80)) | ("https", Some(443)));
        let host = authority.as_str().rsplit('@').next().unwrap_or_default();
        let host = if is_default { authority.host() } else { host };
        let host = HeaderValue::try_from(host).unwrap_or_else(|_| HeaderValue::from_static(""));
        Self { scheme, authority, host, connections: VecDeque::new() }
    }
}

impl Pool {
    pub(super) fn new(connector: HttpsConnector<GuardedConnector>, limit: Duration) -> Self {
        Self { connector, limit, idle: Mutex::default() }
    }

    fn idle(&self) -> MutexGuard<'_, Idle> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Sends a request to the origin of its URI, over a connection that was kept or a new one.
    ///
    /// A kept connection may be closed by the upstream at any time. A request of which nothing was sent over it is sent over
    /// another one, and an idempotent one once more over a new one (RFC 9110, section 9.2.2; RFC 9112, section 9.3.1).
    pub(super) async fn send(
        self: &Arc<Self>,
        mut request: Request<Upload>,
        is_idempotent: bool,
    ) -> Result<Response<UpstreamBody>, ExchangeError> {
        let target = std::mem::take(request.uri_mut());
        let (origin, host) = self.origin(&target);
        let path = target.path_and_query().cloned().unwrap_or_else(|| PathAndQuery::from_static("/"));
        *request.uri_mut() = path.into();
        request.headers_mut().insert(HOST, host);
        let progress = request.body().progress();
        let mut is_repeated = false;
        loop {
            let kept = if is_repeated { None } else { self.take(origin) };
            let is_kept = kept.is_some();
            let repeated = (is_kept && is_idempotent).then(|| keep(&mut request));
            let mut connection = match kept {
                Some(connection) => connection,
                None => self.connect(target.clone()).await?,
            };
            match connection.exchange(request).await {
                Ok(response) => {
                    let connection = (!is_misframed(&response)).then_some(connection);
                    let lease = Lease { pool: Arc::clone(self), origin, connection };
                    // The request's body is still being sent, whether or not the response is read.
                    let lease = if progress.stage() == UploadStage::UnderWay {
                        lease.detach();
                        None
                    } else {
                        Some(lease)
                    };
                    return Ok(response.map(|body| UpstreamBody { body, lease }));
                }
                Err(mut error) => match error.take_message() {
                    // The connection was closed, and nothing of the request was sent.
                    Some(unsent) if is_kept => request = unsent,
                    _ => {
                        drop(connection);
                        let error = error.into_error();
                        let again = repeated.filter(|_| is_closed(&error)).and_then(again);
                        request = again.ok_or(ExchangeError::Http(error))?;
                        is_repeated = true;
                    }
                },
            }
        }
    }

    /// Returns the index of a target's origin, and its `Host`.
    fn origin(&self, target: &Uri) -> (usize, HeaderValue) {
        let scheme = target.scheme().unwrap_or(&Scheme::HTTPS);
        let authority = target.authority().map_or("", Authority::as_str);
        let mut idle = self.idle();
        let known = |origin: &PooledOrigin| origin.scheme == *scheme && origin.authority.as_str() == authority;
        let place = idle.origins.iter().position(known).unwrap_or_else(|| {
            let authority = target.authority().cloned().unwrap_or_else(|| Authority::from_static("invalid"));
            idle.origins.push(PooledOrigin::new(scheme.clone(), authority));
            idle.origins.len() - 1
        });
        let host = idle.origins.get(place).map(|origin| origin.host.clone());
        (place, host.unwrap_or_else(|| HeaderValue::from_static("")))
    }

    /// Takes the connection that was used last, if it can be used again.
    fn take(&self, origin: usize) -> Option<UpstreamConnection> {
        loop {
            let (since, mut connection) = self.idle().origins.get_mut(origin)?.connections.pop_back()?;
            if since.elapsed() < IDLE && connection.is_ready() {
                return Some(connection);
            }
        }
    }

    /// Returns a connection to the pool, unless it is closed or in the middle of an exchange.
    fn put(self: &Arc<Self>, origin: usize, mut connection: UpstreamConnection) {
        if !connection.is_ready() {
            return;
        }
        let mut idle = self.idle();
        let Some(PooledOrigin { connections, .. }) = idle.origins.get_mut(origin) else { return };
        if connections.len() >= MAX_IDLE {
            connections.pop_front();
        }
        connections.push_back((Instant::now(), connection));
        // There is no runtime only at the end of the process.
        if let (false, Ok(runtime)) = (idle.is_swept, Handle::try_current()) {
            idle.is_swept = true;
            runtime.spawn(sweep(Arc::downgrade(self)));
        }
    }

    async fn connect(&self, target: Uri) -> Result<UpstreamConnection, ExchangeError> {
        let connecting = async {
            let mut connector = self.connector.clone();
            poll_fn(|context| connector.poll_ready(context)).await?;
            connector.call(target).await
        };
        let stream =
            timeout(self.limit, connecting).await.map_err(|_| ExchangeError::Connect(ConnectError::Timeout.into()))?;
        UpstreamConnection::handshake(stream.map_err(ExchangeError::Connect)?).await.map_err(ExchangeError::Http)
    }
}

/// Keeps a request, to send it once more.
fn keep(request: &mut Request<Upload>) -> Request<KeptUpload> {
    let mut kept = Request::new(request.body_mut().keep());
    *kept.method_mut() = request.method().clone();
    *kept.uri_mut() = request.uri().clone();
    *kept.headers_mut() = request.headers().clone();
    kept
}

fn again(kept: Request<KeptUpload>) -> Option<Request<Upload>> {
    let (head, body) = kept.into_parts();
    Some(Request::from_parts(head, body.again()?))
}

/// Returns whether the upstream closed the connection, rather than that it sent a malformed response or the caller broke off.
fn is_closed(error: &hyper::Error) -> bool {
    !error.is_parse() && !error.is_user()
}

/// Returns whether a body may follow a response that has none. Its bytes would be read as the next response.
fn is_misframed(response: &Response<Incoming>) -> bool {
    let length = response.headers().get(CONTENT_LENGTH);
    response.status() == StatusCode::NO_CONTENT && length.is_some_and(|length| length != "0")
}

/// Closes idle connections, until none is left.
async fn sweep(pool: Weak<Pool>) {
    loop {
        sleep(IDLE).await;
        let Some(pool) = pool.upgrade() else { return };
        let mut idle = pool.idle();
        for PooledOrigin { connections, .. } in &mut idle.origins {
            while connections.front().is_some_and(|(since, _)| since.elapsed() >= IDLE) {
                connections.pop_front();
            }
        }
        if idle.origins.iter().all(|origin| origin.connections.is_empty()) {
            idle.is_swept = false;
            return;
        }
    }
}

/// The lease of a connection, which returns to the pool once the response has been read.
struct Lease {
    pool: Arc<Pool>,
    origin: usize,
    connection: Option<UpstreamConnection>,
}

impl Lease {
    /// Moves the connection to a task of its own, which ends with this response.
    fn detach(mut self) {
        if let Some(connection) = self.connection.take() {
            connection.detach();
        }
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        if let Some(connection) = self.connection.take() {
            self.pool.put(self.origin, connection);
        }
    }
}

/// The body of an upstream's response, which polls its connection.
pub(crate) struct UpstreamBody {
    /// Dropped before the lease: a connection whose body was not read to its end is not reused.
    body: Incoming,
    lease: Option<Lease>,
}

impl Body for UpstreamBody {
    type Data = Bytes;
    type Error = hyper::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, hyper::Error>>> {
        if let Poll::Ready(frame) = Pin::new(&mut self.body).poll_frame(context) {
            return Poll::Ready(frame);
        }
        if let Some(connection) = self.lease.as_mut().and_then(|lease| lease.connection.as_mut()) {
            connection.drive(context);
        }
        Pin::new(&mut self.body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
