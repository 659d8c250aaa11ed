//! `/v1/b2b/recovery_codes`

use crate::b2b::organizations::{Member, Organization};
use crate::b2b::sessions::Session;
use crate::prelude::*;

/// Codes that replace a Member's authenticator app.
#[endpoints(
    defaults = crate::api,
    tag = "Recovery codes (B2B)",
    path = "/v1/b2b/recovery_codes",
    id = "api_b2b_recovery_codes_v1_",
)]
pub trait RecoveryCodes {
    /// Completes a Member's sign-in by a recovery code, which is used up by it.
    ///
    /// Exactly one of an intermediate session, which the call consumes, and a session, to which the factor is added, is
    /// needed.
    ///
    /// # Errors
    /// `organization_not_found`, `member_not_found`, `recovery_codes_not_found`, `session_not_found` and
    /// `intermediate_session_not_found` (404); `unable_to_authenticate_recovery_code` (401), if the code is wrong or
    /// used; `totp_code_used_as_recovery_code`, `no_session_arguments` and `too_many_session_arguments` (400).
    #[endpoint(POST "/recover", id = "Recover")]
    async fn recover(
        &self,
        organization_id: OrganizationId,
        member_id: MemberId,
        #[sensitive] recovery_code: RecoveryCode,
        #[sensitive] intermediate_session_token: Option<IntermediateSessionToken>,
        #[sensitive] session_token: Option<SessionToken>,
        #[sensitive] session_jwt: Option<SessionJwt>,
        /// The session's lifetime in minutes, counted from now: 5 to 527040, or 60 when left out.
        session_duration_minutes: Option<i32>,
        /// The application's own claims in the session and its JWT, at most 4 KB; null removes a key.
        session_custom_claims: Option<JsonMap>,
        telemetry_id: Option<TelemetryId>,
    ) -> Result<RecoverResponse>;

    /// Replaces all recovery codes of a Member by new ones.
    ///
    /// The old codes stop working at once. A repeated call makes yet other codes.
    ///
    /// # Errors
    /// `organization_not_found`, `member_not_found` and `recovery_codes_not_found` (404);
    /// `no_active_recovery_code_backed_factor` (400), if the Member has no authenticator app.
    #[endpoint(POST "/rotate", id = "Rotate", destructive)]
    async fn rotate(&self, organization_id: OrganizationId, member_id: MemberId) -> Result<RecoveryCodesResponse>;

    /// Shows the recovery codes that a Member has left.
    ///
    /// # Errors
    /// `organization_not_found`, `member_not_found` and `recovery_codes_not_found` (404).
    #[endpoint(GET "/<organization_id>/<member_id>", id = "Get")]
    async fn get(&self, organization_id: OrganizationId, member_id: MemberId) -> Result<RecoveryCodesResponse>;
}

/// The recovery codes of a Member.
#[object]
pub struct RecoveryCodesResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The Member to whom the codes belong.
    pub member_id: MemberId,
    /// The Member.
    pub member: Member,
    /// The Organization.
    pub organization: Organization,
    /// The codes that have not been used.
    #[sensitive]
    pub recovery_codes: Vec<RecoveryCode>,
    /// The HTTP status code, repeated.
    pub status_code: u16,
}

/// A sign-in that a recovery code completed, and its session.
#[object]
pub struct RecoverResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The Member who is signed in.
    pub member_id: MemberId,
    /// The Member, after the sign-in.
    pub member: Member,
    /// The Organization that the Member is signed in to.
    pub organization: Organization,
    /// The token of the session.
    #[sensitive]
    pub session_token: SessionToken,
    /// The JWT of the session.
    #[sensitive]
    pub session_jwt: SessionJwt,
    /// The number of codes that the Member has left; at 0, they have to be rotated.
    pub recovery_codes_remaining: i32,
    /// The HTTP status code, repeated.
    pub status_code: u16,
    /// The session.
    pub member_session: Option<Session>,
    /// The Member's device, if the request had a telemetry id and the device was recognized.
    pub member_device: Option<DeviceInfo>,
}
