//! The error of building a client.

use std::convert::Infallible;

use crate::{
    auth::CredentialError,
    base_url::BaseUrlError,
    error::EncodeError,
    transport::{ProxyError, TransportError},
};

/// The reason why a client cannot be built.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BuildError {
    /// The base URL or the URL of a named host is invalid.
    #[error("the URL of an API is refused: {0}")]
    BaseUrl(#[from] BaseUrlError),
    /// No base URL was given.
    #[error("a client needs a base URL; call the builder's `base_url`")]
    NoBaseUrl,
    /// The credential cannot be sent.
    #[error("the credential is refused: {0}")]
    Auth(#[from] CredentialError),
    /// A default header cannot be sent.
    #[error("a default header is refused: {0}")]
    Header(#[from] EncodeError),
    /// The URL of the proxy is invalid or not supported.
    #[error(transparent)]
    Proxy(#[from] ProxyError),
    /// No transport was given, and the runtime was built without one.
    #[error(
        "a client needs a transport; turn on the feature `reqwest` or `hyper` of endpoint-runtime, or call the builder's `transport` or `service`"
    )]
    NoTransport,
    /// The default transport cannot be set up.
    #[error("the default transport cannot be set up")]
    Transport(#[source] TransportError),
}

impl From<Infallible> for BuildError {
    fn from(never: Infallible) -> Self {
        match never {}
    }
}
