//! Callers: the identification of a request's caller, by the gateway's token or a caller key.
//!
//! Every web page and every user of the machine can reach a loopback address, so a gateway there requires a
//! [token](LocalToken) that is generated at each start. A gateway on any other address requires a [caller key](CallerKeys).
//! Both are sent as `Authorization: Bearer …`, as the generated clients do, and neither is sent to the upstream: the header is
//! removed before the provider's credential is added. Cookies are never read, since all ports of a host share them.

mod caller;
mod host_policy;
mod keys;
mod local_token;
mod refusal;
mod scopes;

use std::{net::SocketAddr, sync::Arc, time::SystemTime};

use http::{HeaderMap, Uri, header::AUTHORIZATION};

pub use caller::Caller;
pub(crate) use host_policy::is_same_host;
pub use host_policy::{HostPolicy, OriginError};
pub use keys::{CallerKeys, EntryFault, KeyFault, KeyFileError, NewKey};
pub use local_token::LocalToken;
pub use refusal::Refusal;
pub use scopes::Scopes;

/// The callers of one gateway.
#[derive(Debug)]
pub struct Callers {
    hosts: HostPolicy,
    authentication: Authentication,
}

#[derive(Clone, Debug)]
enum Authentication {
    Token { token: Arc<LocalToken>, caller: Caller },
    Keys(Arc<CallerKeys>),
}

/// The error of callers that cannot be set up.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CallersError {
    /// The address is not a loopback one, and the local token is for these only.
    #[error("other machines can reach {address}; give caller keys, or listen on 127.0.0.1")]
    KeysRequired {
        /// The address.
        address: SocketAddr,
    },
    /// An origin that no browser sends.
    #[error(transparent)]
    Origin(#[from] OriginError),
    /// The operating system gave no random bytes.
    #[error("the operating system gave no random bytes for the gateway's token")]
    Random,
}

impl Callers {
    /// Creates callers that are identified by a new token, for the bound loopback address, from the gateway's own pages and those
    /// of the listed origins.
    ///
    /// # Errors
    /// An address that is not loopback, an origin that no browser sends, or no random bytes.
    pub fn local<O: AsRef<str>>(bound: SocketAddr, origins: &[O]) -> Result<Self, CallersError> {
        if !bound.ip().is_loopback() {
            return Err(CallersError::KeysRequired { address: bound });
        }
        let hosts = HostPolicy::loopback(bound, origins)?;
        let token = Arc::new(LocalToken::generate().map_err(|_| CallersError::Random)?);
        let caller = Caller::new("local", Scopes::everything());
        Ok(Self { hosts, authentication: Authentication::Token { token, caller } })
    }

    /// Changes the origins of the gateway's own pages to `https`, for a loopback address with TLS.
    #[must_use]
    pub fn over_tls(mut self) -> Self {
        self.hosts.over_tls();
        self
    }

    /// Creates callers that are identified by keys, for these hosts (`gateway.example.com`, with a port where it is not the
    /// scheme's default), from pages of the listed origins. Without hosts every `Host` is accepted: a browser never sends a key on
    /// its own, so that DNS rebinding gains nothing.
    ///
    /// # Errors
    /// An origin that no browser sends.
    pub fn keys<O: AsRef<str>>(keys: CallerKeys, hosts: &[O], origins: &[O]) -> Result<Self, CallersError> {
        Ok(Self { hosts: HostPolicy::listed(hosts, origins)?, authentication: Authentication::Keys(Arc::new(keys)) })
    }

    /// Returns the same callers, from pages of other origins.
    ///
    /// # Errors
    /// An origin that no browser sends.
    pub fn with_origins<O: AsRef<str>>(&self, origins: &[O]) -> Result<Self, CallersError> {
        Ok(Self { hosts: self.hosts.with_origins(origins)?, authentication: self.authentication.clone() })
    }

    /// Returns the policy of `Host` and `Origin`, which also handles preflights.
    #[must_use]
    pub fn host_policy(&self) -> &HostPolicy {
        &self.hosts
    }

    /// Returns the token of a local gateway.
    #[must_use]
    pub fn token(&self) -> Option<&LocalToken> {
        match &self.authentication {
            Authentication::Token { token, .. } => Some(token),
            Authentication::Keys(_) => None,
        }
    }

    /// Returns the keys, which can be replaced while the gateway runs.
    #[must_use]
    pub fn caller_keys(&self) -> Option<&CallerKeys> {
        match &self.authentication {
            Authentication::Token { .. } => None,
            Authentication::Keys(keys) => Some(keys),
        }
    }

    /// Identifies the caller of a request.
    ///
    /// # Errors
    /// A request that is refused, by its host and origin first, then by its token or key.
    pub fn admit(&self, uri: &Uri, headers: &HeaderMap, now: SystemTime) -> Result<Caller, Refusal> {
        self.hosts.check(uri, headers)?;
        let sent = bearer(headers)?;
        match &self.authentication {
            Authentication::Token { token, caller } if token.matches(sent) => Ok(caller.clone()),
            Authentication::Token { .. } => Err(Refusal::Unknown),
            Authentication::Keys(keys) => keys.admit(sent, now),
        }
    }
}

/// Returns the bearer token of a request with exactly one.
fn bearer(headers: &HeaderMap) -> Result<&str, Refusal> {
    let mut values = headers.get_all(AUTHORIZATION).iter();
    let value = values.next().ok_or(Refusal::Missing)?;
    if values.next().is_some() {
        return Err(Refusal::Malformed);
    }
    let text = value.to_str().map_err(|_| Refusal::Malformed)?;
    let (scheme, token) = text.split_once(' ').ok_or(Refusal::Malformed)?;
    let is_token = !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_graphic());
    if scheme.eq_ignore_ascii_case("bearer") && is_token { Ok(token) } else { Err(Refusal::Malformed) }
}

#[cfg(test)]
mod tests;
