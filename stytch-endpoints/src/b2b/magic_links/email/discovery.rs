//! `/v1/b2b/magic_links/email/discovery/send`

use crate::prelude::*;

/// E-mails with a link for a person who has not chosen an Organization yet.
#[endpoints(
    defaults = crate::api,
    tag = "Magic links (B2B): discovery e-mail",
    path = "/v1/b2b/magic_links/email/discovery/send",
    id = "api_b2b_magic_v1_b2b_magic_links_email_discovery_",
)]
pub trait Discovery {
    /// Sends a discovery link, by which a person signs in before choosing an Organization.
    ///
    /// The person need not be a Member of any Organization.
    ///
    /// # Errors
    /// `invalid_email`, `inactive_email`, `no_match_for_provided_magic_link_url` and
    /// `no_default_discovery_redirect_url_set` (400).
    #[endpoint(POST, id = "Send")]
    async fn send(
        &self,
        /// The address to send the link to.
        email_address: String,
        /// The URL that the link opens, with the token in its query: one of the project's; its default when left out.
        discovery_redirect_url: Option<String>,
        /// The SHA-256 hash of a code verifier (RFC 7636), in base64url. Only who has the verifier can use the link.
        pkce_code_challenge: Option<String>,
        /// The id of a template of the kind "Magic Links - Login"; the project's default when left out.
        login_template_id: Option<String>,
        /// The e-mail's language; English when left out.
        locale: Option<EmailLocale>,
        /// The minutes until the link expires: 5 to 10080, or 60 when left out.
        discovery_expiration_minutes: Option<u32>,
    ) -> Result<Acknowledgement>;
}
