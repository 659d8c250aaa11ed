//! The error of building a client.

use std::convert::Infallible;

use super::ClientUrl;
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
    /// A URL is plain http to a host that is not a loopback address, which was not allowed.
    #[error(
        "{url} is plain http, which everybody on the way can read and change; write https://, or call the builder's `allow_plain_http` if the network is trusted (http:// to localhost, 127.0.0.0/8 and [::1] needs no permission)"
    )]
    PlainHttp {
        /// The URL that is refused.
        url: ClientUrl,
    },
    /// A URL is plain http to a host that is not a loopback address, and the client has a credential.
    #[error(
        "{url} is plain http, which would send the client's credential unencrypted; write https://, leave out the credential, or call the builder's `allow_credentials_over_plain_http` too"
    )]
    PlainHttpCredential {
        /// The URL that is refused.
        url: ClientUrl,
    },
    /// The URL of the token endpoint is invalid.
    #[error("the URL of the token endpoint is refused: {0}")]
    TokenUrl(#[source] BaseUrlError),
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
