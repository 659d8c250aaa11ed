//! `/v1/passwords/session/reset`

use crate::consumer::sessions::SessionResponse;
use crate::prelude::*;

/// Changes of passwords by Users who have just signed in.
#[endpoints(
    defaults = crate::api,
    tag = "Passwords: reset by session (consumer)",
    path = "/v1/passwords/session/reset",
    id = "api_password_v1_passwords_session_",
)]
pub trait Session {
    /// Replaces the password of a session's User, without the old one.
    ///
    /// One of `session_token` and `session_jwt` is required. The session needs a factor of the last five minutes that
    /// proves the e-mail address: a password, a magic link or a one-time passcode by e-mail. The User's other sessions
    /// are revoked.
    ///
    /// # Errors
    /// `session_not_found` (404); `session_too_old_to_reset_password` (400) without a recent factor;
    /// `no_session_arguments`, `too_many_session_arguments`, `weak_password` and `breached_password` (400).
    #[endpoint(POST, id = "Reset")]
    async fn reset(
        &self,
        /// The new password.
        #[sensitive]
        password: Password,
        #[sensitive] session_token: Option<SessionToken>,
        #[sensitive] session_jwt: Option<SessionJwt>,
        /// The length of the session from now, in minutes: 5 to 527040. Without it, the session is not extended.
        session_duration_minutes: Option<i32>,
        /// The application's own claims of the session, at most 4 KB; null removes a key.
        session_custom_claims: Option<JsonMap>,
        telemetry_id: Option<TelemetryId>,
    ) -> Result<SessionResponse>;
}
