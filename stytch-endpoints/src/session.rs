//! The session of a Member as the authorization of a call.

use endpoint_runtime::by_feature::Headers;

use crate::secrets::{SessionJwt, SessionToken};

/// The session of the Member who makes a call. Without one, the call has the rights of the project. Either of the two
/// credentials is enough.
#[derive(Clone, Default, Headers)]
#[non_exhaustive]
pub struct MemberSession {
    /// The session's token. The call then has the rights of its Member.
    #[header("X-Stytch-Member-Session")]
    #[sensitive]
    pub session_token: Option<SessionToken>,
    /// The session's JWT, in place of the token.
    #[header("X-Stytch-Member-SessionJWT")]
    #[sensitive]
    pub session_jwt: Option<SessionJwt>,
}
