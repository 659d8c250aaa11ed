//! `/v1/b2b/passwords/session/reset`

use crate::b2b::mfa::MfaRequired;
use crate::b2b::organizations::{Member, Organization};
use crate::prelude::*;

/// Changes of Members' passwords by a recent sign-in.
#[endpoints(
    defaults = crate::api,
    tag = "Passwords (B2B): reset by session",
    path = "/v1/b2b/passwords/session/reset",
    id = "api_b2b_password_v1_b2b_passwords_session_",
)]
pub trait Session {
    /// Sets a new password of the Member who is signed in.
    ///
    /// Exactly one of the session's token and JWT is needed. A factor of the session must have been proved within the
    /// last five minutes. All other sessions of the Member are revoked; this one stays.
    ///
    /// # Errors
    /// `session_too_old_to_reset_password`, if no factor is recent enough; `organization_not_found` and
    /// `session_not_found` (404); `weak_password`, `breached_password`, `no_session_arguments` and
    /// `too_many_session_arguments` (400).
    #[endpoint(POST, id = "Reset")]
    async fn reset(
        &self,
        organization_id: OrganizationId,
        /// The new password, which the project's policy has to accept.
        #[sensitive]
        password: Password,
        #[sensitive] session_token: Option<SessionToken>,
        #[sensitive] session_jwt: Option<SessionJwt>,
        /// The session's new lifetime in minutes, counted from now: 5 to 527040, or 60 when left out.
        session_duration_minutes: Option<i32>,
        /// The application's own claims to add or replace, at most 4 KB in total; null removes a key.
        session_custom_claims: Option<JsonMap>,
        /// The language of the passcode that is sent if the Member needs a second factor.
        locale: Option<EmailLocale>,
        telemetry_id: Option<TelemetryId>,
    ) -> Result<ResetResponse>;
}

/// The result of a reset by session: the session, or an intermediate session for the missing factors.
#[object]
pub struct ResetResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The Member who is signed in.
    pub member_id: MemberId,
    /// The Member, with the new password's id.
    pub member: Member,
    /// The Organization that the Member is signed in to.
    pub organization: Organization,
    /// The token of the session; empty if a factor is missing.
    #[sensitive]
    pub session_token: SessionToken,
    /// The JWT of the session; empty if a factor is missing.
    #[sensitive]
    pub session_jwt: SessionJwt,
    /// Continues the sign-in at the endpoint of the missing factor; empty if the Member is signed in.
    #[sensitive]
    pub intermediate_session_token: IntermediateSessionToken,
    /// `true` if the Member is signed in, `false` if a factor is missing.
    pub member_authenticated: bool,
    /// The HTTP status code, repeated.
    pub status_code: u16,
    /// The session; absent if a factor is missing.
    pub member_session: Option<crate::b2b::sessions::Session>,
    /// The second factor that is missing, if one is.
    pub mfa_required: Option<MfaRequired>,
    /// The Member's device, if the request had a telemetry id and the device was recognized.
    pub member_device: Option<DeviceInfo>,
    /// The time at which the intermediate session token expires.
    pub intermediate_session_token_expires_at: Option<Timestamp>,
}
