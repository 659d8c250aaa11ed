//! `/v1/passwords/email/reset`

use crate::consumer::magic_links::Options;
use crate::consumer::magic_links::email::SendResponse;
use crate::consumer::sessions::SessionResponse;
use crate::prelude::*;

/// Resets of forgotten passwords by a link in an e-mail.
#[endpoints(
    defaults = crate::api,
    tag = "Passwords: reset by e-mail (consumer)",
    path = "/v1/passwords/email/reset",
    id = "api_password_v1_passwords_email_",
)]
pub trait Email {
    /// Sets a User's new password by the token of a reset e-mail.
    ///
    /// The User's other sessions are revoked, and the address counts as verified. With `session_token` or
    /// `session_jwt`, the link becomes a factor of that session; a session is started if `session_duration_minutes` is
    /// given.
    ///
    /// # Errors
    /// `unable_to_auth_password_reset_token` (401) if the token is used or expired; `weak_password` and
    /// `breached_password` (400), after which the token can be used again; `attribute_mismatch` (401) by the options;
    /// `pkce_expected_code_verifier`, `pkce_did_not_expect_code_verifier` and `pkce_mismatch` (400); with a session,
    /// `session_not_found` (404).
    #[endpoint(POST, id = "Reset")]
    async fn reset(
        &self,
        #[sensitive] token: Token,
        /// The new password.
        #[sensitive]
        password: Password,
        #[sensitive] session_token: Option<SessionToken>,
        /// The length of the session from now, in minutes: 5 to 527040. Without it, no session is started or extended.
        session_duration_minutes: Option<i32>,
        #[sensitive] session_jwt: Option<SessionJwt>,
        #[sensitive] code_verifier: Option<CodeVerifier>,
        /// The application's own claims of the session, at most 4 KB; null removes a key of an existing session.
        session_custom_claims: Option<JsonMap>,
        attributes: Option<Attributes>,
        options: Option<Options>,
        telemetry_id: Option<TelemetryId>,
    ) -> Result<SessionResponse>;

    /// Sends an e-mail with a link by which a User sets a new password.
    ///
    /// The old password remains valid until then. The User need not have a password yet.
    ///
    /// # Errors
    /// `email_not_found` (404); `no_password_reset_redirect_url`, `invalid_password_reset_redirect_url`,
    /// `invalid_expiration`, `invalid_template_id` and, if messages to the address bounced, `inactive_email` (400).
    #[endpoint(POST "/start", id = "ResetStart")]
    async fn reset_start(
        &self,
        /// The address of the User, to which the e-mail is sent.
        email: String,
        /// The URL of the application's page for a new password, to which the token is added. The default is the
        /// project's redirect URL for password resets.
        reset_password_redirect_url: Option<String>,
        /// The lifetime of the link in minutes: 5 to 10080, which is a week. The default is 30.
        reset_password_expiration_minutes: Option<i32>,
        /// The PKCE challenge (RFC 7636): the SHA-256 hash of the code verifier, in base64url.
        code_challenge: Option<String>,
        attributes: Option<Attributes>,
        /// The URL behind the e-mail's button that signs in without a new password, to which a magic link's token is
        /// added. The default is the project's redirect URL for logins.
        login_redirect_url: Option<String>,
        locale: Option<EmailLocale>,
        /// The e-mail template of the dashboard, of the kind password reset. The default is the project's.
        reset_password_template_id: Option<String>,
    ) -> Result<SendResponse>;
}
