//! The lean transport: hyper-util's pooled client over rustls.

use std::{
    fmt,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
    time::Duration,
};

use bytes::Bytes;
use http::Uri;
use http_body::{Body as HttpBody, Frame, SizeHint};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::{
    client::legacy::{Client, Error, connect::HttpConnector},
    rt::{TokioExecutor, TokioTimer},
};
use tower_service::Service;

use super::{Transport, TransportError, TransportFuture};
use crate::{body::Body, client::DEFAULT_CONNECT_TIMEOUT, error::BoxError};

/// How long an unused connection is kept.
const IDLE: Duration = Duration::from_secs(90);

/// How many unused connections are kept for one host.
const MOST_IDLE: usize = 64;

/// hyper-util's pooled client: HTTP/1.1 and HTTP/2, rustls with the platform's certificates, no proxy.
///
/// A request that found its pooled connection closed before a byte was written goes out on another one; nothing else is
/// repeated here.
///
/// ```
/// use endpoint_runtime::{Client, transport::HyperTransport};
///
/// let client = Client::builder()
///     .base_url("https://api.example.com")
///     .transport(HyperTransport::new()?)
///     .build();
/// # let _ = client;
/// # Ok::<(), endpoint_runtime::transport::TransportError>(())
/// ```
#[derive(Clone)]
pub struct HyperTransport(Client<Timed<HttpsConnector<HttpConnector>>, Outgoing>);

impl HyperTransport {
    /// A transport with a connect timeout of 10 seconds.
    ///
    /// # Errors
    /// When the platform's certificates cannot be read.
    pub fn new() -> Result<Self, TransportError> {
        Self::with_connect_timeout(DEFAULT_CONNECT_TIMEOUT)
    }

    /// A transport that gives up a connection, its TLS handshake included, after `limit`.
    ///
    /// # Errors
    /// When the platform's certificates cannot be read.
    pub fn with_connect_timeout(limit: impl Into<Option<Duration>>) -> Result<Self, TransportError> {
        let mut tcp = HttpConnector::new();
        tcp.enforce_http(false);
        tcp.set_nodelay(true);
        // Named, since rustls panics when it has to guess between the providers that a program's crates turn on.
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let tls = HttpsConnectorBuilder::new()
            .with_provider_and_platform_verifier(provider)
            .map_err(TransportError::other)?
            .https_or_http()
            .enable_all_versions()
            .wrap_connector(tcp);
        let connector = Timed { connector: tls, limit: limit.into() };
        let client = Client::builder(TokioExecutor::new())
            .pool_timer(TokioTimer::new())
            .pool_idle_timeout(IDLE)
            .pool_max_idle_per_host(MOST_IDLE)
            .build(connector);
        Ok(Self(client))
    }
}

impl Transport for HyperTransport {
    fn send(&self, request: http::Request<Body>) -> TransportFuture {
        let response = self.0.request(request.map(Outgoing::new));
        Box::pin(async move {
            match response.await {
                Ok(response) => Ok(response.map(Body::from)),
                Err(error) => Err(failed(error)),
            }
        })
    }
}

fn failed(error: Error) -> TransportError {
    if error.is_connect() { TransportError::connect(error) } else { TransportError::other(error) }
}

impl fmt::Debug for HyperTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("HyperTransport")
    }
}

/// A request's body in as little room as it can have, since hyper moves it a dozen times.
enum Outgoing {
    Full(Bytes),
    Stream(Box<Body>),
}

impl Outgoing {
    fn new(body: Body) -> Self {
        body.into_bytes().map_or_else(|body| Self::Stream(Box::new(body)), Self::Full)
    }
}

impl HttpBody for Outgoing {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        match &mut *self {
            Self::Full(bytes) if bytes.is_empty() => Poll::Ready(None),
            Self::Full(bytes) => Poll::Ready(Some(Ok(Frame::data(std::mem::take(bytes))))),
            Self::Stream(body) => Pin::new(&mut **body).poll_frame(context),
        }
    }

    fn is_end_stream(&self) -> bool {
        match self {
            Self::Full(bytes) => bytes.is_empty(),
            Self::Stream(body) => body.is_end_stream(),
        }
    }

    fn size_hint(&self) -> SizeHint {
        match self {
            Self::Full(bytes) => SizeHint::with_exact(bytes.len() as u64),
            Self::Stream(body) => body.size_hint(),
        }
    }
}

/// A connector whose connections, TLS included, have a time limit.
#[derive(Clone)]
struct Timed<C> {
    connector: C,
    limit: Option<Duration>,
}

type Connecting<T> = Pin<Box<dyn Future<Output = Result<T, BoxError>> + Send>>;

impl<C> Service<Uri> for Timed<C>
where
    C: Service<Uri, Error = BoxError, Future = Connecting<<C as Service<Uri>>::Response>>,
    C::Response: 'static,
{
    type Response = C::Response;
    type Error = BoxError;
    type Future = Connecting<C::Response>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        self.connector.poll_ready(context)
    }

    fn call(&mut self, uri: Uri) -> Self::Future {
        let connecting = self.connector.call(uri);
        match self.limit {
            Some(limit) => Box::pin(async move { tokio::time::timeout(limit, connecting).await? }),
            None => connecting,
        }
    }
}
