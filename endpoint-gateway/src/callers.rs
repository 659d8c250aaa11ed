//! Callers: the checks that every request passes before anything else is done with it.
//!
//! A gateway on a loopback address is reached by every web page and every user of the machine, so being there proves
//! nothing. It wants a [token](LocalToken) that is made at each start. A gateway on any other address wants a
//! [caller key](CallerKeys). Both come as `Authorization: Bearer …`, as the generated clients send them, and neither goes
//! upstream: the header is the gateway's own and is removed before the provider's credential is added. Cookies are never
//! read, since they are shared by all ports of a host.

mod caller;
mod host_policy;
mod keys;
mod local_token;
mod refusal;
mod scopes;

use std::{net::SocketAddr, sync::Arc, time::SystemTime};

use http::{HeaderMap, Uri, header::AUTHORIZATION};

pub use caller::Caller;
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

/// A gateway that anyone could use, or that nobody could reach by name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CallersError {
    /// The local token is for loopback addresses.
    #[error("{address} is reached from other machines; give caller keys, or listen on 127.0.0.1")]
    KeysRequired {
        /// The address on which the gateway was to listen.
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
    /// Callers that know the token, at the loopback address that the gateway has bound, from its own pages and those of the
    /// listed origins.
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

    /// The same where a loopback address speaks TLS, so that the gateway's own pages come from `https`.
    #[must_use]
    pub fn over_tls(mut self) -> Self {
        self.hosts.over_tls();
        self
    }

    /// Callers that have a key, at any of these hosts (`gateway.example.com`, with a port where it is not the scheme's own), from
    /// pages of the listed origins. Without hosts any name will do: a key is never sent by a browser on its own, so that
    /// a rebound name gains nothing.
    ///
    /// # Errors
    /// An origin that no browser sends.
    pub fn keys<O: AsRef<str>>(keys: CallerKeys, hosts: &[O], origins: &[O]) -> Result<Self, CallersError> {
        Ok(Self { hosts: HostPolicy::listed(hosts, origins)?, authentication: Authentication::Keys(Arc::new(keys)) })
    }

    /// The same callers, from pages of other origins.
    ///
    /// # Errors
    /// An origin that no browser sends.
    pub fn with_origins<O: AsRef<str>>(&self, origins: &[O]) -> Result<Self, CallersError> {
        Ok(Self { hosts: self.hosts.with_origins(origins)?, authentication: self.authentication.clone() })
    }

    /// The checks of `Host` and `Origin`, which also answer preflights.
    #[must_use]
    pub fn host_policy(&self) -> &HostPolicy {
        &self.hosts
    }

    /// The token of a local gateway.
    #[must_use]
    pub fn token(&self) -> Option<&LocalToken> {
        match &self.authentication {
            Authentication::Token { token, .. } => Some(token),
            Authentication::Keys(_) => None,
        }
    }

    /// The keys, to be replaced while the gateway runs.
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

/// The one bearer token of a request.
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
