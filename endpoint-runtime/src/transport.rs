//! What carries a request to the provider and its response back.

#[cfg(feature = "hyper")]
mod hyper;
mod recording;
mod replay;
#[cfg(feature = "reqwest")]
mod reqwest;
mod service;

use std::{fmt, pin::Pin, sync::Arc};

#[cfg(feature = "hyper")]
pub use self::hyper::HyperTransport;
#[cfg(feature = "reqwest")]
pub use self::reqwest::ReqwestTransport;
pub use recording::{Exchange, Recorder};
pub use replay::{Replay, ReplayError};
pub(crate) use service::ServiceTransport;

use crate::{
    body::Body,
    error::{BoxError, Stage},
};

/// What [`Transport::send`] returns.
pub type TransportFuture = Pin<Box<dyn Future<Output = Result<http::Response<Body>, TransportError>> + Send>>;

/// Sends one request and returns its response, whatever its status.
///
/// A transport follows no redirect, repeats nothing that may have been sent, keeps no cookies and sends the request
/// target byte for byte as it stands. The client adds the credential, the timeouts, the retries and the cap on the
/// response's body.
///
/// ```
/// use endpoint_runtime::{Body, http, transport::{Transport, TransportFuture}};
///
/// /// Names itself in a header of every request.
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
    /// Sends `request`. Its URI is absolute, its `Host` and `Content-Length` are the transport's to write.
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

/// Why no response arrived.
#[derive(Debug)]
pub struct TransportError {
    kind: TransportErrorKind,
    source: BoxError,
}

/// What a [`TransportError`] says about the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// No connection was made: nothing was sent, so that any call may be repeated.
    Connect,
    /// The transport's own time was up after something may have been sent.
    Timeout,
    /// Anything else. Something may have been sent.
    Other,
}

impl TransportError {
    /// No connection was made and nothing was sent.
    pub fn connect(source: impl Into<BoxError>) -> Self {
        Self::new(TransportErrorKind::Connect, source)
    }

    /// The transport's own time was up.
    pub fn timeout(source: impl Into<BoxError>) -> Self {
        Self::new(TransportErrorKind::Timeout, source)
    }

    /// Anything else.
    pub fn other(source: impl Into<BoxError>) -> Self {
        Self::new(TransportErrorKind::Other, source)
    }

    fn new(kind: TransportErrorKind, source: impl Into<BoxError>) -> Self {
        Self { kind, source: source.into() }
    }

    /// What the error says about the request.
    #[must_use]
    pub fn kind(&self) -> TransportErrorKind {
        self.kind
    }

    pub(crate) fn stage(&self) -> Stage {
        match self.kind {
            TransportErrorKind::Connect => Stage::Connect,
            TransportErrorKind::Timeout => Stage::Timeout,
            TransportErrorKind::Other => Stage::Transport,
        }
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.kind {
            TransportErrorKind::Connect => "no connection was made",
            TransportErrorKind::Timeout => "the transport waited too long",
            TransportErrorKind::Other => "no response arrived",
        })
    }
}

impl std::error::Error for TransportError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&*self.source)
    }
}
