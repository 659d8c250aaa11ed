//! The claims of tokens, as they are in the payload.

use endpoint_runtime::{Json, JsonMap, object};

use crate::{
    attributes::Attributes,
    factors::AuthenticationFactor,
    ids::{RoleId, SessionId},
    timestamp::Timestamp,
};

/// The claim that all session JWTs have.
pub(super) const SESSION: &str = "https://stytch.com/session";
/// The claim that Members' JWTs have.
pub(super) const ORGANIZATION: &str = "https://stytch.com/organization";

/// The header of a JWT (RFC 7515, section 4.1), as far as it matters.
#[object]
pub(super) struct Header {
    pub(super) alg: String,
    pub(super) kid: String,
    pub(super) crit: Option<Json>,
}

/// The claims that every token has (RFC 7519, section 4.1).
#[object]
pub(super) struct RegisteredClaims {
    pub(super) iss: String,
    /// A text, or a list of texts.
    pub(super) aud: Json,
    pub(super) sub: String,
    pub(super) exp: Json,
    pub(super) iat: Json,
    pub(super) nbf: Json,
}

impl RegisteredClaims {
    /// The names of the registered claims, which are not claims of the application.
    const NAMES: [&str; 7] = ["aud", "exp", "iat", "iss", "jti", "nbf", "sub"];

    pub(super) fn remove_from(claims: &mut JsonMap) {
        for name in Self::NAMES {
            claims.remove(name);
        }
    }
}

/// The claims of a session JWT.
#[object]
pub(super) struct SessionClaims {
    #[field("https://stytch.com/session")]
    pub(super) session: Option<SessionClaim>,
    #[rest]
    pub(super) custom: JsonMap,
}

/// The session of a JWT.
#[object]
pub(super) struct SessionClaim {
    pub(super) id: SessionId,
    pub(super) started_at: Timestamp,
    pub(super) last_accessed_at: Timestamp,
    /// Older JWTs do not have it.
    pub(super) expires_at: Option<Timestamp>,
    pub(super) attributes: Option<Attributes>,
    pub(super) authentication_factors: Vec<AuthenticationFactor>,
    pub(super) roles: Vec<RoleId>,
}

impl SessionClaim {
    pub(super) fn has_id(&self) -> bool {
        !self.id.as_str().is_empty()
    }
}

/// The claims of an access token.
#[object]
pub(super) struct AccessTokenClaims {
    /// The scopes, separated by spaces.
    pub(super) scope: String,
    /// The client of a Connected App's token.
    pub(super) client_id: Option<String>,
    #[rest]
    pub(super) custom: JsonMap,
}
