//! `/v1/b2b/otps/email`

pub mod discovery;

use crate::b2b::magic_links::email::LoginOrSignupResponse;
use crate::b2b::mfa::MfaRequired;
use crate::b2b::organizations::{Member, Organization};
use crate::b2b::sessions::{PrimaryRequired, Session};
use crate::prelude::*;

/// One-time passcodes that are sent by e-mail, for Members of one Organization.
#[endpoints(
    defaults = crate::api,
    tag = "Passcodes (B2B): e-mail",
    path = "/v1/b2b/otps/email",
    id = "api_b2b_otp_v1_b2b_otp_email_",
)]
pub trait Email {
    /// Signs a Member in by the passcode that was sent to an e-mail address.
    ///
    /// The passcode works once. A Member who was pending or invited becomes active, and the e-mail address is verified.
    /// With a session of the same Member, the factor is added to it, and no second factor is asked for. With an
    /// intermediate session, the factor is added to that.
    ///
    /// If a factor is missing, no session is started: `member_authenticated` is `false`, and the intermediate session
    /// token continues the sign-in, or joins or creates another Organization, within ten minutes.
    ///
    /// # Errors
    /// `organization_not_found` and `member_not_found` (404); `otp_code_not_found` (404), if the passcode is wrong;
    /// `unable_to_auth_otp_code` (401), if it was used or has expired; `too_many_session_arguments` (400);
    /// `session_not_found` and `intermediate_session_not_found` (404).
    #[endpoint(POST "/authenticate", id = "Authenticate")]
    async fn authenticate(
        &self,
        organization_id: OrganizationId,
        /// The address that the passcode was sent to.
        email_address: String,
        #[sensitive] code: Code,
        #[sensitive] session_token: Option<SessionToken>,
        #[sensitive] session_jwt: Option<SessionJwt>,
        #[sensitive] intermediate_session_token: Option<IntermediateSessionToken>,
        /// The session's lifetime in minutes, counted from now: 5 to 527040, or 60 when left out.
        session_duration_minutes: Option<i32>,
        /// The application's own claims in the session and its JWT, at most 4 KB; null removes a key.
        session_custom_claims: Option<JsonMap>,
        /// The language of the passcode that is sent if the Member needs a second factor.
        locale: Option<EmailLocale>,
        telemetry_id: Option<TelemetryId>,
    ) -> Result<AuthenticateResponse>;

    /// Sends a sign-in passcode to a Member by e-mail, or signs a new one up by a passcode.
    ///
    /// An active Member gets the sign-in e-mail. A person who is pending, invited or unknown gets the sign-up e-mail;
    /// the unknown one becomes a pending Member, if the Organization provisions Members by e-mail domain. The newest
    /// passcode replaces all others that were sent to the address.
    ///
    /// # Errors
    /// `organization_not_found` (404); `email_jit_provisioning_not_allowed`, `invalid_email_for_jit_provisioning`,
    /// `invalid_email` and `inactive_email` (400).
    #[endpoint(POST "/login_or_signup", id = "LoginOrSignup")]
    async fn login_or_signup(
        &self,
        organization_id: OrganizationId,
        /// The address to send the passcode to.
        email_address: String,
        /// The id of a template of the kind "OTP - Login"; the project's default when left out.
        login_template_id: Option<String>,
        /// The id of a template of the kind "OTP - Signup"; the project's default when left out.
        signup_template_id: Option<String>,
        /// The e-mail's language; English when left out.
        locale: Option<EmailLocale>,
        /// The minutes until a sign-in passcode expires: 2 to 15, or 10 when left out.
        login_expiration_minutes: Option<u32>,
        /// The minutes until a sign-up passcode expires: 2 to 15, or 10 when left out.
        signup_expiration_minutes: Option<u32>,
    ) -> Result<LoginOrSignupResponse>;
}

/// The result of a sign-in by passcode: a session, or an intermediate session for the missing factors.
#[object]
pub struct AuthenticateResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The Member who signs in.
    pub member_id: MemberId,
    /// The id of the e-mail address that the passcode was sent to.
    pub method_id: EmailId,
    /// The Organization that the Member signs in to.
    pub organization_id: OrganizationId,
    /// The Member, after the sign-in.
    pub member: Member,
    /// The token of the session; empty if a factor is missing.
    #[sensitive]
    pub session_token: SessionToken,
    /// The JWT of the session; empty if a factor is missing.
    #[sensitive]
    pub session_jwt: SessionJwt,
    /// The Organization.
    pub organization: Organization,
    /// Continues the sign-in at the endpoint of the missing factor; empty if the Member is signed in.
    #[sensitive]
    pub intermediate_session_token: IntermediateSessionToken,
    /// `true` if the Member is signed in, `false` if a factor is missing.
    pub member_authenticated: bool,
    /// The HTTP status code, repeated.
    pub status_code: u16,
    /// The session; absent if a factor is missing.
    pub member_session: Option<Session>,
    /// The second factor that is missing, if one is.
    pub mfa_required: Option<MfaRequired>,
    /// The first factor that is missing, if one is.
    pub primary_required: Option<PrimaryRequired>,
    /// The Member's device, if the request had a telemetry id and the device was recognized.
    pub member_device: Option<DeviceInfo>,
    /// The time at which the intermediate session token expires.
    pub intermediate_session_token_expires_at: Option<Timestamp>,
}
