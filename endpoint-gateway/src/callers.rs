//! Who may call: the checks that every request passes before it is looked at any further.
//!
//! A gateway on a loopback address is reached by every web page and every user of the machine, so being there proves
//! nothing. It wants a [token](LocalToken) that is made at each start. A gateway on any other address wants a
//! [caller key](CallerKeys). Both come as `Authorization: Bearer …`, as the generated clients send them, and neither goes
//! upstream: the header is the gateway's own and is removed before the provider's credential is added. Cookies are never
//! read, since they are shared by all ports of a host.

mod keys;
mod origin;
mod scopes;
mod token;

use std::{net::SocketAddr, sync::Arc, time::SystemTime};

use http::{HeaderMap, StatusCode, Uri, header::AUTHORIZATION};

pub use keys::{CallerKeys, EntryFault, KeyFault, KeyFileError, NewKey};
pub use origin::{OriginError, Site};
pub use scopes::Scopes;
pub use token::LocalToken;

/// Who calls, and what this caller may do.
#[derive(Clone, Debug)]
pub struct Caller {
    id: Arc<str>,
    scopes: Arc<Scopes>,
}

impl Caller {
    /// The caller's name: the id of its key, or `local`.
    #[must_use]
    pub fn id(&self) -> &Arc<str> {
        &self.id
    }

    /// What this caller may do.
    #[must_use]
    pub fn scopes(&self) -> &Scopes {
        &self.scopes
    }

    /// Lets the caller through to this operation of this provider.
    ///
    /// # Errors
    /// [`Refusal::Scope`] where the operation is not in its scopes.
    pub fn may_call(&self, provider: &str, operation: &str) -> Result<(), Refusal> {
        if self.scopes.allow(provider, operation) { Ok(()) } else { Err(Refusal::Scope) }
    }

    /// Lets the caller through to what only administrators do, such as rotating a credential.
    ///
    /// # Errors
    /// [`Refusal::Admin`] where its key has no such scope.
    pub fn may_administer(&self) -> Result<(), Refusal> {
        if self.scopes.admin() { Ok(()) } else { Err(Refusal::Admin) }
    }
}

/// Why a caller is not let through. It never holds what the caller sent.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Refusal {
    /// The request names another host than the gateway's, or none, or two.
    #[error("the request is for another host; call the gateway by the address that it printed when it started")]
    Host,
    /// A page of an origin that is not listed, or more than one `Origin`.
    #[error("pages of this origin may not call the gateway; its operator lists the origins that may")]
    Origin,
    /// A browser says that another site asks.
    #[error("a browser sent this on behalf of another site; only listed origins may call the gateway")]
    CrossSite,
    /// No `Authorization: Bearer`.
    #[error("the gateway wants its token or a caller key; send it as `Authorization: Bearer …`")]
    Missing,
    /// `Authorization` is there twice, or is not a bearer token.
    #[error("`Authorization` must be one `Bearer` token of visible ASCII: the gateway's token or a caller key")]
    Malformed,
    /// No such token or key.
    #[error("the gateway does not know this token or key; a token lasts until the gateway is restarted")]
    Unknown,
    /// The key was right once.
    #[error("this caller key has expired; ask the gateway's operator for a new one")]
    Expired {
        /// Whose key it is, which has been proven.
        caller: Arc<str>,
    },
    /// The key is good but not for this operation.
    #[error("this caller key does not cover the operation; ask the gateway's operator to add it to the key's scopes")]
    Scope,
    /// The key is good but not for administration.
    #[error("this needs a caller key with the admin scope")]
    Admin,
}

impl Refusal {
    /// 401 where another token or key would help, else 403.
    #[must_use]
    pub const fn status(&self) -> StatusCode {
        match self {
            Self::Missing | Self::Malformed | Self::Unknown | Self::Expired { .. } => StatusCode::UNAUTHORIZED,
            Self::Host | Self::Origin | Self::CrossSite | Self::Scope | Self::Admin => StatusCode::FORBIDDEN,
        }
    }

    /// The reason in one word, for audit lines and metrics.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Host => "host",
            Self::Origin => "origin",
            Self::CrossSite => "cross_site",
            Self::Missing => "no_token",
            Self::Malformed => "malformed_token",
            Self::Unknown => "unknown_token",
            Self::Expired { .. } => "expired_key",
            Self::Scope => "scope",
            Self::Admin => "admin_scope",
        }
    }

    /// What goes into `WWW-Authenticate` beside a 401 (RFC 6750, section 3).
    #[must_use]
    pub const fn challenge(&self) -> Option<&'static str> {
        match self {
            Self::Missing => Some(r#"Bearer realm="gateway""#),
            Self::Malformed | Self::Unknown | Self::Expired { .. } => {
                Some(r#"Bearer realm="gateway", error="invalid_token""#)
            }
            _ => None,
        }
    }
}

/// The callers of one gateway.
#[derive(Debug)]
pub struct Callers {
    site: Site,
    proof: Proof,
}

#[derive(Clone, Debug)]
enum Proof {
    Token { token: Arc<LocalToken>, caller: Caller },
    Keys(Arc<CallerKeys>),
}

/// A gateway that anyone could use, or that nobody could reach by name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CallersError {
    /// The local token is for loopback addresses.
    #[error("{address} is reached from other machines; give caller keys, or listen on 127.0.0.1")]
    KeysWanted {
        /// Where the gateway was to listen.
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
    /// Whoever knows the token, at the loopback address that the gateway has bound, from its own pages and those of the
    /// listed origins.
    ///
    /// # Errors
    /// An address that is not loopback, an origin that no browser sends, or no random bytes.
    pub fn local<O: AsRef<str>>(bound: SocketAddr, origins: &[O]) -> Result<Self, CallersError> {
        if !bound.ip().is_loopback() {
            return Err(CallersError::KeysWanted { address: bound });
        }
        let site = Site::loopback(bound, origins)?;
        let token = Arc::new(LocalToken::generate().map_err(|_| CallersError::Random)?);
        let caller = Caller { id: "local".into(), scopes: Arc::new(Scopes::everything()) };
        Ok(Self { site, proof: Proof::Token { token, caller } })
    }

    /// The same where a loopback address speaks TLS, so that the gateway's own pages come from `https`.
    #[must_use]
    pub fn over_tls(mut self) -> Self {
        self.site.secure();
        self
    }

    /// Whoever has a key, at any of these hosts (`gateway.example.com`, with a port where it is not the scheme's own), from
    /// pages of the listed origins. Without hosts any name will do: a key is never sent by a browser on its own, so that
    /// a rebound name gains nothing.
    ///
    /// # Errors
    /// An origin that no browser sends.
    pub fn keys<O: AsRef<str>>(keys: CallerKeys, hosts: &[O], origins: &[O]) -> Result<Self, CallersError> {
        Ok(Self { site: Site::listed(hosts, origins)?, proof: Proof::Keys(Arc::new(keys)) })
    }

    /// The same callers, from pages of other origins.
    ///
    /// # Errors
    /// An origin that no browser sends.
    pub fn listing<O: AsRef<str>>(&self, origins: &[O]) -> Result<Self, CallersError> {
        Ok(Self { site: self.site.listing(origins)?, proof: self.proof.clone() })
    }

    /// The checks of `Host` and `Origin`, which also answer preflights.
    #[must_use]
    pub fn site(&self) -> &Site {
        &self.site
    }

    /// The token of a local gateway.
    #[must_use]
    pub fn token(&self) -> Option<&LocalToken> {
        match &self.proof {
            Proof::Token { token, .. } => Some(token),
            Proof::Keys(_) => None,
        }
    }

    /// The keys, to be replaced while the gateway runs.
    #[must_use]
    pub fn caller_keys(&self) -> Option<&CallerKeys> {
        match &self.proof {
            Proof::Token { .. } => None,
            Proof::Keys(keys) => Some(keys),
        }
    }

    /// Who sent this request.
    ///
    /// # Errors
    /// Why it is not let through: where it comes from first, then what it holds.
    pub fn admit(&self, uri: &Uri, headers: &HeaderMap, now: SystemTime) -> Result<Caller, Refusal> {
        self.site.check(uri, headers)?;
        let sent = bearer(headers)?;
        match &self.proof {
            Proof::Token { token, caller } if token.matches(sent) => Ok(caller.clone()),
            Proof::Token { .. } => Err(Refusal::Unknown),
            Proof::Keys(keys) => keys.admit(sent, now),
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
