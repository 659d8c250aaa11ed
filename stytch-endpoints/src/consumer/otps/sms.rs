//! `/v1/otps/sms`

use crate::prelude::*;

/// One-time passcodes that are sent by SMS.
#[endpoints(
    defaults = crate::api,
    tag = "One-time passcodes: SMS (consumer)",
    path = "/v1/otps/sms",
    id = "api_otp_v1_otp_sms_",
)]
pub trait Sms {
    /// Sends a passcode by SMS to the User of a telephone number, or creates the User and sends it.
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

    /// Sends a passcode by SMS to a User who exists, or adds a telephone number to one by it.
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

/// The response after a passcode was sent to the telephone of a User, who may be new.
#[object]
pub struct LoginOrCreateResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The User who gets the code.
    pub user_id: UserId,
    /// The number to which it was sent: the `method_id` of the authenticate call.
    pub phone_id: PhoneId,
    /// `true` if this call created the User.
    pub user_created: bool,
    /// The HTTP status code, repeated.
    pub status_code: u16,
}

/// The response after a passcode was sent to the telephone of a User.
#[object]
pub struct SendResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The User who gets the code.
    pub user_id: UserId,
    /// The number to which it was sent: the `method_id` of the authenticate call.
    pub phone_id: PhoneId,
    /// The HTTP status code, repeated.
    pub status_code: u16,
}
