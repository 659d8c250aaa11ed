//! Transports: they send a request to the provider and return the response.

#[cfg(any(feature = "hyper", feature = "reqwest"))]
mod cause;
mod connect_options;
#[cfg(feature = "hyper")]
mod hyper;
mod identity;
#[cfg(any(feature = "hyper", feature = "reqwest"))]
mod per_runtime;
#[cfg(any(feature = "hyper", feature = "reqwest"))]
mod proxy_rules;
mod recorder;
mod replay;
#[cfg(feature = "reqwest")]
mod reqwest;
mod service;

use std::{fmt, pin::Pin, sync::Arc};

#[cfg(feature = "hyper")]
pub use self::hyper::HyperTransport;
#[cfg(feature = "reqwest")]
pub use self::reqwest::ReqwestTransport;
pub use connect_options::{ConnectOptions, Proxy, ProxyError};
pub use identity::{Identity, IdentityError};
#[cfg(any(feature = "hyper", feature = "reqwest"))]
pub use proxy_rules::proxy_variable;
pub use recorder::{Exchange, Recorder};
pub use replay::{Replay, ReplayError};
pub(crate) use service::ServiceTransport;
pub use service::TransportService;

use crate::{
    body::Body,
    error::{BoxError, Stage},
};

/// The future that [`Transport::send`] returns.
pub type TransportFuture = Pin<Box<dyn Future<Output = Result<http::Response<Body>, TransportError>> + Send>>;

/// A sender of requests.
///
/// A transport does not follow redirects, repeat requests that may have been sent, or keep cookies, and it does not change the
/// request target. The client takes care of credentials, timeouts, retries and the size limit of response bodies.
///
/// ```
/// use endpoint_runtime::{Body, http, transport::{Transport, TransportFuture}};
///
/// /// Adds a header to every request.
/// struct Named<T>(T);
///
/// impl<T: Transport> Transport for Named<T> {
///     fn send(&self, mut request: http::Request<Body>) -> TransportFuture {
///         request.headers_mut().insert("x-app", http::HeaderValue::from_static("billing"));
///         self.0.send(request)
///     }
/// }
/// ```
pub trait Transport: Send + Sync + 'static {
    /// Sends `request` and returns its response, whatever the status. The URI is absolute; the transport adds `Host` and `Content-Length`.
    fn send(&self, request: http::Request<Body>) -> TransportFuture;
}

impl<T: Transport + ?Sized> Transport for Arc<T> {
    fn send(&self, request: http::Request<Body>) -> TransportFuture {
        (**self).send(request)
    }
}

impl<T: Transport + ?Sized> Transport for Box<T> {
    fn send(&self, request: http::Request<Body>) -> TransportFuture {
        (**self).send(request)
    }
}

/// An error of a transport, which received no response.
#[derive(Debug)]
pub struct TransportError {
    kind: TransportErrorKind,
    source: BoxError,
}

/// The kinds of [`TransportError`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// No connection could be established. Nothing was sent, so any call can be repeated.
    Connect,
    /// The server refused the request before it processed any of it, so any call can be repeated: an HTTP/2 stream that was reset
    /// with `REFUSED_STREAM`, or above the last stream of a GOAWAY with `NO_ERROR` (RFC 9113, section 8.7).
    NotProcessed,
    /// The connection was closed before a response began. The request may have been processed, so only an idempotent call can be
    /// repeated (RFC 9110, section 9.2.2). A kept connection that the server closes meanwhile ends so, too.
    Closed,
    /// A timeout of the transport expired. A part of the request may have been sent.
    Timeout,
    /// Any other error. A part of the request may have been sent.
    Other,
}

impl TransportError {
    /// Creates an error of the kind [`Connect`](TransportErrorKind::Connect).
    pub fn connect(source: impl Into<BoxError>) -> Self {
        Self::new(TransportErrorKind::Connect, source)
    }

    /// Creates an error of the kind [`NotProcessed`](TransportErrorKind::NotProcessed).
    pub fn not_processed(source: impl Into<BoxError>) -> Self {
        Self::new(TransportErrorKind::NotProcessed, source)
    }

    /// Creates an error of the kind [`Closed`](TransportErrorKind::Closed).
    pub fn closed(source: impl Into<BoxError>) -> Self {
        Self::new(TransportErrorKind::Closed, source)
    }

    /// Creates an error of the kind [`Timeout`](TransportErrorKind::Timeout).
    pub fn timeout(source: impl Into<BoxError>) -> Self {
        Self::new(TransportErrorKind::Timeout, source)
    }

    /// Creates an error of the kind [`Other`](TransportErrorKind::Other).
    pub fn other(source: impl Into<BoxError>) -> Self {
        Self::new(TransportErrorKind::Other, source)
    }

    fn new(kind: TransportErrorKind, source: impl Into<BoxError>) -> Self {
        Self { kind, source: source.into() }
    }

    /// Creates the error of a connection that was established, with the kind that its causes tell.
    #[cfg(any(feature = "hyper", feature = "reqwest"))]
    fn of_connection(source: impl std::error::Error + Send + Sync + 'static) -> Self {
        Self::new(cause::kind_of(&source), source)
    }

    /// Returns the kind of the error.
    #[must_use]
    pub fn kind(&self) -> TransportErrorKind {
        self.kind
    }

    pub(crate) fn stage(&self) -> Stage {
        match self.kind {
            TransportErrorKind::Connect => Stage::Connect,
            TransportErrorKind::Timeout => Stage::Timeout,
            TransportErrorKind::NotProcessed | TransportErrorKind::Closed | TransportErrorKind::Other => {
                Stage::Transport
            }
        }
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.kind {
            TransportErrorKind::Connect => "no connection could be established",
            TransportErrorKind::NotProcessed => "the server did not process the request",
            TransportErrorKind::Closed => "the connection was closed before a response",
            TransportErrorKind::Timeout => "the transport timed out",
            TransportErrorKind::Other => "no response arrived",
        })
    }
}

impl std::error::Error for TransportError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&*self.source)
    }
}
