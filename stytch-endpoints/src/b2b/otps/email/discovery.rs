//! `/v1/b2b/otps/email/discovery`

use crate::b2b::discovery::DiscoveryResponse;
use crate::prelude::*;

/// One-time passcodes that are sent by e-mail, for a person who has not chosen an Organization yet.
#[endpoints(
    defaults = crate::api,
    tag = "Passcodes (B2B): discovery",
    path = "/v1/b2b/otps/email/discovery",
    id = "api_b2b_otp_v1_b2b_otp_email_discovery_",
)]
pub trait Discovery {
    /// Verifies an e-mail address by a discovery passcode, and lists the Organizations that the person can enter.
    ///
    /// The passcode works once. The response's intermediate session token signs the person in to one of the
    /// Organizations, or creates a new one, within ten minutes.
    ///
    /// # Errors
    /// `otp_code_not_found` (404), if the passcode is wrong; `unable_to_auth_otp_code` (401), if it was used or has
    /// expired.
    #[endpoint(POST "/authenticate", id = "Authenticate")]
    async fn authenticate(
        &self,
        /// The address that the passcode was sent to.
        email_address: String,
        #[sensitive] code: Code,
    ) -> Result<DiscoveryResponse>;

    /// Sends a discovery passcode, by which a person signs in before choosing an Organization.
    ///
    /// The person need not be a Member of any Organization. The newest passcode replaces all others that were sent to
    /// the address.
    ///
    /// # Errors
    /// `invalid_email` and `inactive_email` (400).
    #[endpoint(POST "/send", id = "Send")]
    async fn send(
        &self,
        /// The address to send the passcode to.
        email_address: String,
        /// The id of a template of the kind "OTP - Login"; the project's default when left out.
        login_template_id: Option<String>,
        /// The e-mail's language; English when left out.
        locale: Option<EmailLocale>,
        /// The minutes until the passcode expires: 2 to 15, or 10 when left out.
        discovery_expiration_minutes: Option<u32>,
    ) -> Result<Acknowledgement>;
}
