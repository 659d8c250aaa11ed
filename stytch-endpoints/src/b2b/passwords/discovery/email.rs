//! `/v1/b2b/passwords/discovery/email/reset`

use crate::b2b::discovery::DiscoveryResponse;
use crate::prelude::*;

/// Resets by e-mail of passwords that all Organizations of a project share.
#[endpoints(
    defaults = crate::api,
    tag = "Passwords (B2B): discovery, reset by e-mail",
    path = "/v1/b2b/passwords/discovery/email/reset",
    id = "api_b2b_password_v1_b2b_passwords_discovery_email_",
)]
pub trait Email {
    /// Sets a new shared password by the token of a reset link, and lists the Organizations to enter.
    ///
    /// The token works once. The response's intermediate session token signs the person in to one of the
    /// Organizations, or creates a new one, within ten minutes.
    ///
    /// # Errors
    /// `unable_to_auth_password_reset_token` (401), if the link was used or has expired; `weak_password`,
    /// `breached_password`, `cross_org_passwords_not_enabled`, `pkce_expected_code_verifier`,
    /// `pkce_did_not_expect_code_verifier` and `pkce_mismatch` (400).
    #[endpoint(POST, id = "Reset")]
    async fn reset(
        &self,
        /// The token in the link's URL.
        #[sensitive]
        password_reset_token: Token,
        /// The new password.
        #[sensitive]
        password: Password,
        #[sensitive] pkce_code_verifier: Option<CodeVerifier>,
    ) -> Result<DiscoveryResponse>;

    /// Sends a link by which a person sets a new shared password.
    ///
    /// The project has to share passwords between its Organizations.
    ///
    /// # Errors
    /// `invalid_email`, `inactive_email`, `cross_org_passwords_not_enabled`, `invalid_password_reset_redirect_url`,
    /// `no_password_reset_redirect_url` and `invalid_discovery_redirect_url` (400).
    #[endpoint(POST "/start", id = "ResetStart")]
    async fn reset_start(
        &self,
        /// The address to send the link to.
        email_address: String,
        /// The URL of the page that asks for the new password; the link opens it with the token in its query. The
        /// project's default when left out.
        reset_password_redirect_url: Option<String>,
        /// The URL that the e-mail's "sign in without a password" opens, with the token of a discovery link in its
        /// query; the project's default when left out.
        discovery_redirect_url: Option<String>,
        /// The id of a template of the kind "Passwords - Reset Password"; the project's default when left out.
        reset_password_template_id: Option<String>,
        /// The minutes until the link expires: 5 to 10080, or 30 when left out.
        reset_password_expiration_minutes: Option<i32>,
        /// The SHA-256 hash of a code verifier (RFC 7636), in base64url. Only who has the verifier can use the link.
        pkce_code_challenge: Option<String>,
        /// The e-mail's language: `en`, `es`, `pt-br` or `fr`; English when left out.
        locale: Option<String>,
        /// The id of a template of the kind "Passwords - Email Verification", for a person's first password; the
        /// project's default when left out.
        verify_email_template_id: Option<String>,
    ) -> Result<Acknowledgement>;
}
