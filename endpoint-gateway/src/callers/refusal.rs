//! The reasons to refuse a caller.

use std::sync::Arc;

use http::StatusCode;

/// The refusal of a caller. The error never contains anything that the caller sent.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Refusal {
    /// `Host` is not the gateway's, missing, or there twice.
    #[error("`Host` is not one of the gateway's; call the gateway by the address that it printed when it started")]
    Host,
    /// `Origin` is not listed, or there twice.
    #[error("pages of this origin may not call the gateway; ask its operator to list the origin")]
    Origin,
    /// `Sec-Fetch-Site` names another site.
    #[error("a browser sent this on behalf of another site; only listed origins may call the gateway")]
    CrossSite,
    /// `Authorization` is missing.
    #[error("the request has no token; send the gateway's token or a caller key as `Authorization: Bearer …`")]
    Missing,
    /// `Authorization` is there twice, or is not a bearer token.
    #[error("`Authorization` must be one `Bearer` token of visible ASCII: the gateway's token or a caller key")]
    Malformed,
    /// The token or key is unknown.
    #[error("the gateway does not know this token or key; a token lasts until the gateway is restarted")]
    Unknown,
    /// The key has expired.
    #[error("this caller key has expired; ask the gateway's operator for a new one")]
    Expired {
        /// The caller, whose key is otherwise valid.
        caller: Arc<str>,
    },
    /// The key's scopes do not cover the operation.
    #[error("this caller key does not cover the operation; ask the gateway's operator to add it to the key's scopes")]
    Scope,
    /// The key does not have the admin scope.
    #[error("this caller key does not have the admin scope; use one that has it")]
    Admin,
}

impl Refusal {
    /// Returns the status: 401 where another token or key would help, else 403.
    #[must_use]
    pub const fn status(&self) -> StatusCode {
        match self {
            Self::Missing | Self::Malformed | Self::Unknown | Self::Expired { .. } => StatusCode::UNAUTHORIZED,
            Self::Host | Self::Origin | Self::CrossSite | Self::Scope | Self::Admin => StatusCode::FORBIDDEN,
        }
    }

    /// Returns the reason in one word, for audit lines and metrics.
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

    /// Returns the value of `WWW-Authenticate` in a 401 response (RFC 6750, section 3).
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
