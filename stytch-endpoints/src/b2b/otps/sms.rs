//! `/v1/b2b/otps/sms`

use crate::b2b::organizations::members::MemberResponse;
use crate::b2b::sessions::SessionResponse;
use crate::prelude::*;

/// One-time passcodes that are sent to a Member's telephone, as a second factor.
#[endpoints(
    defaults = crate::api,
    tag = "Passcodes (B2B): SMS",
    path = "/v1/b2b/otps/sms",
    id = "api_b2b_otp_v1_b2b_otp_sms_",
)]
pub trait Sms {
    /// Completes a Member's sign-in by the passcode that was sent to the telephone.
    ///
    /// Exactly one of an intermediate session, which the call consumes, and a session, to which the factor is added, is
    /// needed: a passcode is not a first factor. It works once, and for two minutes. The telephone number is verified
    /// by it.
    ///
    /// # Errors
    /// `organization_not_found` and `member_not_found` (404); `otp_code_not_found` (404), if the passcode is wrong;
    /// `unable_to_auth_otp_code` (401), if it was used or has expired; `session_not_found` and
    /// `intermediate_session_not_found` (404); `no_session_arguments`, `too_many_session_arguments` and
    /// `action_available_only_once_primary_authentication_is_met` (400).
    #[endpoint(POST "/authenticate", id = "Authenticate")]
    async fn authenticate(
        &self,
        organization_id: OrganizationId,
        member_id: MemberId,
        #[sensitive] code: Code,
        #[sensitive] intermediate_session_token: Option<IntermediateSessionToken>,
        #[sensitive] session_token: Option<SessionToken>,
        #[sensitive] session_jwt: Option<SessionJwt>,
        /// The session's lifetime in minutes, counted from now: 5 to 527040, or 60 when left out.
        session_duration_minutes: Option<i32>,
        /// The application's own claims in the session and its JWT, at most 4 KB; null removes a key.
        session_custom_claims: Option<JsonMap>,
        /// `enroll` or `unenroll`: if later sign-ins need a second factor. Left out, it stays as it is. It is ignored
        /// if the Organization requires a second factor of all Members.
        set_mfa_enrollment: Option<String>,
        /// `true` to make SMS the Member's default second factor. The first one that a Member uses becomes it anyway.
        set_default_mfa: Option<bool>,
        telemetry_id: Option<TelemetryId>,
    ) -> Result<SessionResponse>;

    /// Sends a passcode to a Member's telephone.
    ///
    /// It is valid for two minutes, and replaces the one before. If the Member has no number yet, the one in the call
    /// becomes it. At a sign-in, a Member with a number who needs a second factor has already been sent a passcode;
    /// this call sends another one.
    ///
    /// A Member who already has a second factor must have proved it: the call then needs a session or an intermediate
    /// session with that factor. Otherwise none is needed.
    ///
    /// # Errors
    /// `organization_not_found`, `member_not_found`, `session_not_found` and `intermediate_session_not_found` (404);
    /// `member_phone_number_not_found` (404), if there is no number; `duplicate_member_phone_number_for_member`,
    /// `invalid_phone_number`, `invalid_phone_number_country_code`, `unsubscribed_phone_number` and
    /// `too_many_session_arguments` (400).
    #[endpoint(POST "/send", id = "Send")]
    async fn send(
        &self,
        organization_id: OrganizationId,
        member_id: MemberId,
        /// The telephone number, as E.164 (`+12025550162`), of a Member who has none. Another than the Member's is
        /// refused.
        mfa_phone_number: Option<String>,
        /// The language of the message; English when left out.
        locale: Option<Locale>,
        #[sensitive] intermediate_session_token: Option<IntermediateSessionToken>,
        #[sensitive] session_token: Option<SessionToken>,
        #[sensitive] session_jwt: Option<SessionJwt>,
    ) -> Result<MemberResponse>;
}
