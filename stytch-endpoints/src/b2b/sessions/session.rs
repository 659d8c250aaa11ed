//! Sessions, and what they are checked for.

use crate::factors::AuthenticationFactor;
use crate::prelude::*;

/// A Member's session.
#[object]
pub struct Session {
    /// The session's id.
    pub member_session_id: SessionId,
    /// The Member who is signed in.
    pub member_id: MemberId,
    /// The time of the sign-in.
    pub started_at: Timestamp,
    /// The time at which the session was last authenticated.
    pub last_accessed_at: Timestamp,
    /// The time at which the session ends, unless it is extended.
    pub expires_at: Timestamp,
    /// The factors that the Member has proved in this session.
    pub authentication_factors: Vec<AuthenticationFactor>,
    /// The Organization that the Member is signed in to.
    pub organization_id: OrganizationId,
    /// The Member's roles in this session: assigned directly, and implied by the e-mail domain or the factors.
    pub roles: Vec<RoleId>,
    /// The Organization's slug: 2 to 128 letters, digits and `-._~`.
    pub organization_slug: String,
    /// The application's own claims, which are also in the JWT.
    pub custom_claims: Option<JsonMap>,
}

/// An action that the session's Member needs the permission for.
#[object(sent)]
pub struct AuthorizationCheck {
    /// The Organization that the resource belongs to; it has to be the Member's own.
    pub organization_id: OrganizationId,
    /// The id of a resource of the policy, such as `documents` or `stytch.member`.
    pub resource_id: String,
    /// An action of that resource, such as `update`.
    pub action: String,
}

/// A first factor that is missing: the Organization does not accept those that were proved.
#[object]
pub struct PrimaryRequired {
    /// The methods of which the Member has to use one, such as `magic_link` or `sso`.
    pub allowed_auth_methods: Vec<String>,
}
