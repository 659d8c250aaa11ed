//! `/v1/b2b/impersonation/authenticate`

use crate::b2b::mfa::MfaRequired;
use crate::b2b::organizations::{Member, Organization};
use crate::b2b::sessions::Session;
use crate::prelude::*;

/// Sign-ins of the project's staff in the place of a Member.
#[endpoints(
    defaults = crate::api,
    tag = "Impersonation (B2B)",
    path = "/v1/b2b/impersonation/authenticate",
    id = "api_b2b_impersonation_v1_",
)]
pub trait Impersonation {
    /// Starts a session in the place of a Member, by a token from the dashboard.
    ///
    /// The token works once, for five minutes. The session lasts 60 minutes, cannot be extended, and names the
    /// impersonator in a factor of its own. No second factor is asked for.
    ///
    /// # Errors
    /// `unable_to_auth_impersonation_token` (401), if the token was used or has expired;
    /// `member_impersonation_not_allowed`, by the project's settings; `member_not_found` (404).
    #[endpoint(POST, id = "Authenticate")]
    async fn authenticate(
        &self,
        /// The token that the dashboard made.
        #[sensitive]
        impersonation_token: Token,
    ) -> Result<AuthenticateResponse>;
}

/// The session in the place of a Member.
#[object]
pub struct AuthenticateResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The Member who is impersonated.
    pub member_id: MemberId,
    /// The Member's Organization.
    pub organization_id: OrganizationId,
    /// The Member.
    pub member: Member,
    /// The token of the session.
    #[sensitive]
    pub session_token: SessionToken,
    /// The JWT of the session.
    #[sensitive]
    pub session_jwt: SessionJwt,
    /// The Organization.
    pub organization: Organization,
    /// Always empty: an impersonation is complete at once.
    #[sensitive]
    pub intermediate_session_token: IntermediateSessionToken,
    /// Always `true`.
    pub member_authenticated: bool,
    /// The HTTP status code, repeated.
    pub status_code: u16,
    /// The session, which ends after 60 minutes.
    pub member_session: Option<Session>,
    /// Always absent.
    pub mfa_required: Option<MfaRequired>,
    /// Always absent.
    pub intermediate_session_token_expires_at: Option<Timestamp>,
}
