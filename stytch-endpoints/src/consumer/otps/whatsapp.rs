//! `/v1/otps/whatsapp`

use crate::consumer::otps::sms::{LoginOrCreateResponse, SendResponse};
use crate::prelude::*;

/// One-time passcodes that are sent by WhatsApp.
#[endpoints(
    defaults = crate::api,
    tag = "One-time passcodes: WhatsApp (consumer)",
    path = "/v1/otps/whatsapp",
    id = "api_otp_v1_otp_whatsapp_",
)]
pub trait Whatsapp {
    /// Sends a passcode by WhatsApp to the User of a telephone number, or creates the User and sends it.
    ///
    /// # Errors
    /// `invalid_phone_number`, `invalid_phone_number_country_code` (the country is not enabled for the project),
    /// `invalid_expiration_otp`, `unsubscribed_phone_number` and `downstream_carrier_error` (400).
    #[endpoint(POST "/login_or_create", id = "LoginOrCreate")]
    async fn login_or_create(
        &self,
        /// The number to which the code is sent, in E.164 format: `+12025550123`.
        phone_number: String,
        /// The lifetime of the code in minutes: 1 to 10. The default is 2.
        expiration_minutes: Option<i32>,
        attributes: Option<Attributes>,
        /// `true` to create the User as pending until the code is used. The default is `false`: active at once.
        create_user_as_pending: Option<bool>,
        locale: Option<Locale>,
    ) -> Result<LoginOrCreateResponse>;

    /// Sends a passcode by WhatsApp to a User who exists, or adds a telephone number to one by it.
    ///
    /// Without `user_id` and session, the number has to be a User's. With one of `user_id`, `session_token` and
    /// `session_jwt`, it is added to that User, and counts as verified once the code is used.
    ///
    /// # Errors
    /// `phone_number_not_found`, `user_not_found` and `session_not_found` (404); `invalid_phone_number`,
    /// `invalid_phone_number_country_code`, `duplicate_phone_number` (the number is another User's),
    /// `too_many_unverified_factors`, `too_many_user_selection_arguments`, `unsubscribed_phone_number` and
    /// `downstream_carrier_error` (400).
    #[endpoint(POST "/send", id = "Send")]
    async fn send(
        &self,
        /// The number to which the code is sent, in E.164 format: `+12025550123`.
        phone_number: String,
        /// The lifetime of the code in minutes: 1 to 10. The default is 2.
        expiration_minutes: Option<i32>,
        attributes: Option<Attributes>,
        locale: Option<Locale>,
        /// The User to whom the number is added.
        user_id: Option<UserId>,
        #[sensitive] session_token: Option<SessionToken>,
        #[sensitive] session_jwt: Option<SessionJwt>,
    ) -> Result<SendResponse>;
}
