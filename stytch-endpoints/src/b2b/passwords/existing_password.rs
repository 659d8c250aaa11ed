//! `/v1/b2b/passwords/existing_password/reset`

use crate::b2b::sessions::AuthenticationResponse;
use crate::prelude::*;

/// Changes of Members' passwords by the old password.
#[endpoints(
    defaults = crate::api,
    tag = "Passwords (B2B): reset by the old password",
    path = "/v1/b2b/passwords/existing_password/reset",
    id = "api_b2b_password_v1_b2b_passwords_existing_password_",
)]
pub trait ExistingPassword {
    /// Replaces a Member's password, proved by the old one, and signs the Member in.
    ///
    /// All other sessions of the Member are revoked. With a session of the same Member, no second factor is asked for.
    /// If a factor is missing, no session is started: `member_authenticated` is `false`, and the intermediate session
    /// token continues the sign-in within ten minutes.
    ///
    /// # Errors
    /// `unauthorized_credentials` (401), if the old password is wrong; `organization_not_found`, `member_not_found`,
    /// `member_password_not_found` and `session_not_found` (404); `weak_password`, `breached_password`,
    /// `cannot_reset_password_with_existing_password` and `too_many_session_arguments` (400).
    #[endpoint(POST, id = "Reset")]
    async fn reset(
        &self,
        /// The Member's e-mail address.
        email_address: String,
        /// The old password.
        #[sensitive]
        existing_password: Password,
        /// The new password, which the project's policy has to accept.
        #[sensitive]
        new_password: Password,
        organization_id: OrganizationId,
        #[sensitive] session_token: Option<SessionToken>,
        /// The session's lifetime in minutes, counted from now: 5 to 527040, or 60 when left out.
        session_duration_minutes: Option<i32>,
        #[sensitive] session_jwt: Option<SessionJwt>,
        /// The application's own claims in the session and its JWT, at most 4 KB; null removes a key.
        session_custom_claims: Option<JsonMap>,
        /// The language of the passcode that is sent if the Member needs a second factor.
        locale: Option<EmailLocale>,
        telemetry_id: Option<TelemetryId>,
    ) -> Result<AuthenticationResponse>;
}
