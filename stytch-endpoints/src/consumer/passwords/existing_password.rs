//! `/v1/passwords/existing_password/reset`

use crate::consumer::sessions::SessionResponse;
use crate::prelude::*;

/// Changes of passwords by Users who know the old one.
#[endpoints(
    defaults = crate::api,
    tag = "Passwords: reset by existing password (consumer)",
    path = "/v1/passwords/existing_password/reset",
    id = "api_password_v1_passwords_existing_password_",
)]
pub trait ExistingPassword {
    /// Replaces a User's password, if the old one is right.
    ///
    /// The User's other sessions are revoked. With `session_token` or `session_jwt`, the password becomes a factor of
    /// that session; a session is started if `session_duration_minutes` is given.
    ///
    /// # Errors
    /// `unauthorized_credentials` (401) if the old password is wrong; `reset_password` (401) if it has to be reset by
    /// e-mail; `weak_password` and `breached_password` (400); `email_not_found` and `no_user_password` (404);
    /// `user_lock_limit_reached` (429) after too many failures; with a session, `session_not_found` (404).
    #[endpoint(POST, id = "Reset")]
    async fn reset(
        &self,
        /// The address of the User.
        email: String,
        /// The password that is valid now.
        #[sensitive]
        existing_password: Password,
        /// The password that takes its place.
        #[sensitive]
        new_password: Password,
        #[sensitive] session_token: Option<SessionToken>,
        /// The length of the session from now, in minutes: 5 to 527040. Without it, no session is started or extended.
        session_duration_minutes: Option<i32>,
        #[sensitive] session_jwt: Option<SessionJwt>,
        /// The application's own claims of the session, at most 4 KB; null removes a key of an existing session.
        session_custom_claims: Option<JsonMap>,
        telemetry_id: Option<TelemetryId>,
    ) -> Result<SessionResponse>;
}
