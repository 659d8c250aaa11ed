//! `/v1/b2b/public/oauth/{provider}/start`

use std::collections::BTreeMap;

use endpoint_runtime::BaseUrl;

use crate::prelude::*;
use crate::redirect::{ProviderName, RedirectError, RedirectUrl};

/// The start of a Member's sign-in at an OAuth provider: the URL to which the application redirects the browser.
///
/// The Organization is named by its id or its slug. The provider redirects back to the application, whose call of
/// [`authenticate`](super::Oauth::authenticate) signs the Member in with the token in the URL.
///
/// ```
/// use stytch_endpoints::{Stytch, b2b::oauth::StartUrl};
///
/// let stytch = Stytch::new("project-test-1", "secret-test-1")?;
/// let url = StartUrl::new("google", "public-token-test-1").slug("acme").url(stytch.client().base_url())?;
/// assert!(url.ends_with("/v1/b2b/public/oauth/google/start?public_token=public-token-test-1&slug=acme"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[object(sent)]
pub struct StartUrl {
    /// The provider.
    pub provider: ProviderName,
    /// The public token of the project.
    pub public_token: String,
    /// The Organization to sign in to.
    pub organization_id: Option<OrganizationId>,
    /// The slug of the Organization, in place of its id.
    pub slug: Option<String>,
    /// The URL of the application for Members who exist. Default: that of the project.
    pub login_redirect_url: Option<String>,
    /// The URL of the application for Members who are created. Default: that of the project.
    pub signup_redirect_url: Option<String>,
    /// Further scopes to ask the provider for, separated by blanks.
    pub custom_scopes: Option<String>,
    /// The PKCE challenge (RFC 7636): the SHA-256 hash of the code verifier, in base64url.
    pub pkce_code_challenge: Option<String>,
    /// Parameters that the provider gets, by its own names: `prompt`, `login_hint`.
    #[field(default)]
    pub provider_parameters: BTreeMap<String, String>,
}

impl StartUrl {
    /// Adds a parameter that the provider gets, such as `prompt` with the value `consent`.
    #[must_use]
    pub fn provider_parameter(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.provider_parameters.insert(name.into(), value.into());
        self
    }

    /// Returns the URL at Stytch's host, or at the project's domain, which is that of
    /// [`client().base_url()`](crate::Stytch::client).
    ///
    /// # Errors
    /// The provider is empty, `.` or `..`.
    pub fn url(&self, base: &BaseUrl) -> std::result::Result<String, RedirectError> {
        let url = RedirectUrl::of_provider(base, "/v1/b2b/public/oauth/", &self.provider, "/start")?
            .query("public_token", Some(&self.public_token))
            .query("organization_id", self.organization_id.as_ref().map(OrganizationId::as_str))
            .query("slug", self.slug.as_deref())
            .query("login_redirect_url", self.login_redirect_url.as_deref())
            .query("signup_redirect_url", self.signup_redirect_url.as_deref())
            .query("custom_scopes", self.custom_scopes.as_deref())
            .query("pkce_code_challenge", self.pkce_code_challenge.as_deref())
            .queries("provider_", &self.provider_parameters);
        Ok(url.finish())
    }
}
