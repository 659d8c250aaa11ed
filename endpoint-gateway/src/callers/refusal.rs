//! The reasons for which a caller is not admitted.

use std::sync::Arc;

use http::StatusCode;

/// A caller that is refused. The error never holds what the caller sent.
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

    /// The value of `WWW-Authenticate` beside a 401 (RFC 6750, section 3).
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
