//! `/v1/b2b/passwords/discovery/authenticate`

pub mod email;

use crate::b2b::discovery::DiscoveryResponse;
use crate::prelude::*;

/// Passwords that all Organizations of a project share, for a person who has not chosen an Organization yet.
#[endpoints(
    defaults = crate::api,
    tag = "Passwords (B2B): discovery",
    path = "/v1/b2b/passwords/discovery/authenticate",
    id = "api_b2b_password_v1_b2b_passwords_discovery_",
)]
pub trait Discovery {
    /// Verifies a person's e-mail address and password, and lists the Organizations that the person can enter.
    ///
    /// The project has to share passwords between its Organizations. The response's intermediate session token signs
    /// the person in to one of them within ten minutes. If the project looks for breaches at sign-in, even a correct
    /// password is refused once it has appeared in one.
    ///
    /// # Errors
    /// `unauthorized_credentials` (401), if the password is wrong; `member_reset_password`, if it has to be reset;
    /// `cross_org_passwords_not_enabled` (400).
    #[endpoint(POST, id = "Authenticate")]
    async fn authenticate(
        &self,
        /// The person's e-mail address.
        email_address: String,
        #[sensitive] password: Password,
    ) -> Result<DiscoveryResponse>;
}
