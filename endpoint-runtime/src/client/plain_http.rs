//! Plain http to other machines, which is refused unless the builder allows it.

use std::fmt;

use http::{HeaderName, HeaderValue};

use super::{BuildError, ClientBuilder};
use crate::{
    base_url::BaseUrl,
    error::{EncodeError, EncodeErrorKind},
    header::rules,
};

/// The permissions for plain http to hosts that are not loopback addresses.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct PlainHttpPolicy {
    is_allowed: bool,
    allows_credentials: bool,
}

/// A URL of a client, as messages name it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ClientUrl {
    /// The URL of [`base_url`](ClientBuilder::base_url).
    Base,
    /// The URL of the named [`host`](ClientBuilder::host).
    Host(String),
    /// The URL of the token endpoint of [`ClientCredentials`](crate::auth::ClientCredentials).
    TokenEndpoint,
}

impl fmt::Display for ClientUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Base => f.write_str("the base URL"),
            Self::Host(name) => write!(f, "the URL of the host `{}`", name.escape_debug()),
            Self::TokenEndpoint => f.write_str("the URL of the token endpoint"),
        }
    }
}

impl ClientBuilder {
    /// Accepts plain http to any host, as to a service in the same cluster. Without this, only loopback addresses are accepted.
    ///
    /// Everybody on the way can read and change what is sent and received. Credentials stay refused, so that none leaks by a URL that
    /// is mistyped or configured elsewhere: those of [`auth`](Self::auth), the headers `Authorization` and `Cookie` of a call, and
    /// headers that are marked sensitive. [`allow_credentials_over_plain_http`](Self::allow_credentials_over_plain_http) accepts them
    /// too. The arguments of endpoints are sent as they are declared.
    ///
    /// A proxy of the environment (`HTTP_PROXY`) applies, see [`Proxy`](crate::transport::Proxy); `NO_PROXY` names the hosts without.
    ///
    /// ```
    /// use endpoint_runtime::Client;
    ///
    /// let client = Client::builder().base_url("http://parcels:8080").allow_plain_http().build()?;
    /// assert!(Client::builder().base_url("http://parcels:8080").build().is_err());
    /// # let _ = client;
    /// # Ok::<(), endpoint_runtime::BuildError>(())
    /// ```
    pub fn allow_plain_http(mut self) -> Self {
        self.plain_http.is_allowed = true;
        self
    }

    /// Accepts credentials over plain http, in addition to [`allow_plain_http`](Self::allow_plain_http). Everybody on the way can read
    /// and use them, so the network has to be trusted.
    ///
    /// ```
    /// use endpoint_runtime::{BuildError, Client, auth::Bearer};
    ///
    /// let builder = || Client::builder().base_url("http://parcels:8080").auth(Bearer::new("s3cret")).allow_plain_http();
    /// assert!(matches!(builder().build(), Err(BuildError::PlainHttpCredential { .. })));
    /// assert!(builder().allow_credentials_over_plain_http().build().is_ok());
    /// ```
    pub fn allow_credentials_over_plain_http(mut self) -> Self {
        self.plain_http.allows_credentials = true;
        self
    }
}

impl PlainHttpPolicy {
    pub(super) fn is_allowed(self) -> bool {
        self.is_allowed
    }

    /// Checks a URL that requests are sent to, with a credential or without.
    ///
    /// # Errors
    /// It is plain http to another machine, which is not allowed.
    pub(super) fn check_url(
        self,
        url: &BaseUrl,
        has_credential: bool,
        role: impl FnOnce() -> ClientUrl,
    ) -> Result<(), BuildError> {
        match url.is_plain_http() {
            true if !self.is_allowed => Err(BuildError::PlainHttp { url: role() }),
            true if has_credential && !self.allows_credentials => Err(BuildError::PlainHttpCredential { url: role() }),
            _ => Ok(()),
        }
    }

    /// Checks a header that the caller sets for requests to this URL.
    ///
    /// # Errors
    /// It is a credential, which plain http would send unencrypted.
    pub(super) fn check_header(self, url: &BaseUrl, name: &HeaderName, value: &HeaderValue) -> Result<(), EncodeError> {
        if !self.allows_credentials && rules::is_credential(name, value) && url.is_plain_http() {
            return Err(EncodeError::new(name.as_str().to_owned(), EncodeErrorKind::PlainHttpCredential));
        }
        Ok(())
    }
}
