//! `/v1/otps/authenticate`

pub mod email;
pub mod sms;
pub mod whatsapp;

use crate::consumer::magic_links::{AuthenticateResponse, Options};
use crate::prelude::*;

/// One-time passcodes that Users type in.
#[endpoints(
    defaults = crate::api,
    tag = "One-time passcodes (consumer)",
    path = "/v1/otps/authenticate",
    id = "api_otp_v1_",
)]
pub trait Otps {
    /// Signs a User in by a one-time passcode that was sent by e-mail, SMS or WhatsApp.
    ///
    /// The address or number counts as verified from then on. With `session_token` or `session_jwt`, the passcode
    /// becomes a factor of that session; a session is started if `session_duration_minutes` is given.
    ///
    /// # Errors
    /// `unable_to_auth_otp_code` (401) if the code is wrong, used or expired; `otp_code_not_found` (404) if none was
    /// sent; `invalid_method_id` and `invalid_code` (400); `attribute_mismatch` (401) by the options;
    /// `user_lock_limit_reached` (429) after too many failures; with a session, `session_not_found` (404).
    #[endpoint(POST, id = "Authenticate")]
    async fn authenticate(
        &self,
        /// The id of the e-mail address or telephone number to which the code was sent: the `email_id` or `phone_id` of
        /// the send call.
        method_id: MethodId,
        #[sensitive] code: Code,
        attributes: Option<Attributes>,
        options: Option<Options>,
        #[sensitive] session_token: Option<SessionToken>,
        /// The length of the session from now, in minutes: 5 to 527040. Without it, no session is started or extended.
        session_duration_minutes: Option<i32>,
        #[sensitive] session_jwt: Option<SessionJwt>,
        /// The application's own claims of the session, at most 4 KB; null removes a key of an existing session.
        session_custom_claims: Option<JsonMap>,
        telemetry_id: Option<TelemetryId>,
    ) -> Result<AuthenticateResponse>;
}
