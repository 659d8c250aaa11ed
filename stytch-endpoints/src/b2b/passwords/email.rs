//! `/v1/b2b/passwords/email`

use crate::b2b::mfa::MfaRequired;
use crate::b2b::organizations::{Member, Organization};
use crate::b2b::sessions::{PrimaryRequired, Session};
use crate::prelude::*;

/// Resets of Members' passwords by e-mail.
#[endpoints(
    defaults = crate::api,
    tag = "Passwords (B2B): reset by e-mail",
    path = "/v1/b2b/passwords/email",
    id = "api_b2b_password_v1_b2b_passwords_email_",
)]
pub trait Email {
    /// Makes the password of an e-mail address unusable until it is reset by e-mail.
    ///
    /// The project has to share passwords between its Organizations. If only one active Member has the address, the
    /// password is deleted. No e-mail is sent by this. Repeating the call changes nothing more.
    ///
    /// With a session, the call has the permissions of its Member.
    ///
    /// # Errors
    /// `organization_not_found` and `member_not_found` (404); `invalid_email` and `cross_org_passwords_not_enabled`
    /// (400); with a session, `session_not_found` (404), `session_authorization_error` and
    /// `session_authorization_tenancy_error` (403).
    #[endpoint(POST "/require_reset", id = "RequireReset", idempotent, destructive)]
    async fn require_reset(
        &self,
        /// The e-mail address whose password has to be reset.
        email_address: String,
        /// The Organization to look for the Member in.
        organization_id: Option<OrganizationId>,
        /// The Member with the address, in that Organization.
        member_id: Option<MemberId>,
        #[headers] session: Option<MemberSession>,
    ) -> Result<RequireResetResponse>;

    /// Sets a Member's new password by the token of a reset link, and signs the Member in.
    ///
    /// The token works once. All other sessions of the Member are revoked. With a session of the same Member, no second
    /// factor is asked for; with an intermediate session, the factor is added to that.
    ///
    /// If a factor is missing, no session is started: `member_authenticated` is `false`, and the intermediate session
    /// token continues the sign-in within ten minutes.
    ///
    /// # Errors
    /// `unable_to_auth_password_reset_token` (401), if the link was used or has expired; `weak_password`,
    /// `breached_password`, `pkce_expected_code_verifier`, `pkce_did_not_expect_code_verifier`, `pkce_mismatch` and
    /// `too_many_session_arguments` (400); `session_not_found` and `intermediate_session_not_found` (404).
    #[endpoint(POST "/reset", id = "Reset")]
    async fn reset(
        &self,
        /// The token in the link's URL.
        #[sensitive]
        password_reset_token: Token,
        /// The new password.
        #[sensitive]
        password: Password,
        /// A session to extend; ignored if it is another Member's.
        #[sensitive]
        session_token: Option<SessionToken>,
        /// The session's lifetime in minutes, counted from now: 5 to 527040, or 60 when left out.
        session_duration_minutes: Option<i32>,
        /// The JWT of a session to extend; ignored if it is another Member's.
        #[sensitive]
        session_jwt: Option<SessionJwt>,
        #[sensitive] code_verifier: Option<CodeVerifier>,
        /// The application's own claims in the session and its JWT, at most 4 KB; null removes a key.
        session_custom_claims: Option<JsonMap>,
        /// The language of the passcode that is sent if the Member needs a second factor.
        locale: Option<EmailLocale>,
        #[sensitive] intermediate_session_token: Option<IntermediateSessionToken>,
        telemetry_id: Option<TelemetryId>,
    ) -> Result<ResetResponse>;

    /// Sends a link by which a Member sets a new password.
    ///
    /// The old password keeps working until then.
    ///
    /// # Errors
    /// `organization_not_found` and `member_not_found` (404); `invalid_email`, `inactive_email`,
    /// `invalid_password_reset_redirect_url`, `no_password_reset_redirect_url` and `no_login_redirect_url` (400).
    #[endpoint(POST "/reset/start", id = "ResetStart")]
    async fn reset_start(
        &self,
        organization_id: OrganizationId,
        /// The Member's e-mail address.
        email_address: String,
        /// The URL of the page that asks for the new password; the link opens it with the token in its query. The
        /// project's default when left out.
        reset_password_redirect_url: Option<String>,
        /// The minutes until the link expires: 5 to 10080, or 30 when left out.
        reset_password_expiration_minutes: Option<i32>,
        /// The SHA-256 hash of a code verifier (RFC 7636), in base64url. Only who has the verifier can use the link.
        code_challenge: Option<String>,
        /// The URL that the e-mail's "sign in without a password" opens, with the token of a magic link in its query;
        /// the project's default when left out.
        login_redirect_url: Option<String>,
        /// The e-mail's language; English when left out.
        locale: Option<EmailLocale>,
        /// The id of a template of the kind "Passwords - Reset Password"; the project's default when left out.
        reset_password_template_id: Option<String>,
        /// The id of a template of the kind "Passwords - Email Verification", for the first password of a person in a
        /// project whose Organizations share passwords; the project's default when left out.
        verify_email_template_id: Option<String>,
    ) -> Result<ResetStartResponse>;
}

/// The Member whose password has to be reset.
#[object]
pub struct RequireResetResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The HTTP status code, repeated.
    pub status_code: u16,
    /// The Member's id; absent if the request named no Member.
    pub member_id: Option<MemberId>,
    /// The Member; absent if the request named none.
    pub member: Option<Member>,
    /// The Member's Organization; absent if the request named none.
    pub organization: Option<Organization>,
}

/// The result of a reset by e-mail: a session, or an intermediate session for the missing factors.
#[object]
pub struct ResetResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The Member who signs in.
    pub member_id: MemberId,
    /// The id of the e-mail address that the link was sent to.
    pub member_email_id: EmailId,
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

/// The Member to whom a reset link was sent.
#[object]
pub struct ResetStartResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The Member's id.
    pub member_id: MemberId,
    /// The id of the e-mail address that the link was sent to.
    pub member_email_id: EmailId,
    /// The Member, whose password is unchanged.
    pub member: Member,
    /// The HTTP status code, repeated.
    pub status_code: u16,
}
