//! `/v1/otps/email`

use crate::consumer::magic_links::email::{LoginOrCreateResponse, SendResponse};
use crate::prelude::*;

/// One-time passcodes that are sent by e-mail.
#[endpoints(
    defaults = crate::api,
    tag = "One-time passcodes: e-mail (consumer)",
    path = "/v1/otps/email",
    id = "api_otp_v1_otp_email_",
)]
pub trait Email {
    /// Sends a passcode to the User of an e-mail address, or creates the User and sends it.
    ///
    /// # Errors
    /// `invalid_email`, `invalid_expiration_otp`, `invalid_template_id` and, if messages to the address bounced,
    /// `inactive_email` (400).
    #[endpoint(POST "/login_or_create", id = "LoginOrCreate")]
    async fn login_or_create(
        &self,
        /// The address to which the code is sent.
        email: String,
        /// The lifetime of the code in minutes: 1 to 10. The default is 2.
        expiration_minutes: Option<i32>,
        attributes: Option<Attributes>,
        /// `true` to create the User as pending until the code is used. The default is `false`: active at once.
        create_user_as_pending: Option<bool>,
        locale: Option<EmailLocale>,
        /// The e-mail template of the dashboard for sign-ins. The default is the project's.
        login_template_id: Option<String>,
        /// The e-mail template of the dashboard for sign-ups. The default is the project's.
        signup_template_id: Option<String>,
    ) -> Result<LoginOrCreateResponse>;

    /// Sends a passcode by e-mail to a User who exists, or adds an e-mail address to one by it.
    ///
    /// Without `user_id` and session, the address has to be a User's. With one of `user_id`, `session_token` and
    /// `session_jwt`, it is added to that User, and counts as verified once the code is used.
    ///
    /// # Errors
    /// `email_not_found`, `user_not_found` and `session_not_found` (404); `invalid_email`, `duplicate_email` (the
    /// address is another User's), `invalid_expiration_otp`, `too_many_unverified_factors`,
    /// `too_many_user_selection_arguments` and `inactive_email` (400).
    #[endpoint(POST "/send", id = "Send")]
    async fn send(
        &self,
        /// The address to which the code is sent.
        email: String,
        /// The lifetime of the code in minutes: 1 to 10. The default is 2.
        expiration_minutes: Option<i32>,
        attributes: Option<Attributes>,
        locale: Option<EmailLocale>,
        /// The User to whom the address is added.
        user_id: Option<UserId>,
        #[sensitive] session_token: Option<SessionToken>,
        #[sensitive] session_jwt: Option<SessionJwt>,
        /// The e-mail template of the dashboard for sign-ins. The default is the project's.
        login_template_id: Option<String>,
        /// The e-mail template of the dashboard for sign-ups. The default is the project's.
        signup_template_id: Option<String>,
    ) -> Result<SendResponse>;
}
