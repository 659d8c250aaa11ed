//! `/v1/b2b/public/oauth/{provider}/discovery/start`

use std::collections::BTreeMap;

use endpoint_runtime::BaseUrl;

use crate::prelude::*;
use crate::redirect::{ProviderName, RedirectError, RedirectUrl};

/// The start of a sign-in at an OAuth provider, for a person who has not chosen an Organization yet: the URL to which the
/// application redirects the browser.
///
/// The provider redirects back to the application, whose call of [`authenticate`](super::Discovery::authenticate) lists
/// the Organizations to enter.
///
/// ```
/// use stytch_endpoints::{Stytch, b2b::oauth::discovery::StartUrl};
///
/// let stytch = Stytch::new("project-test-1", "secret-test-1")?;
/// let url = StartUrl::new("google", "public-token-test-1").url(stytch.client().base_url())?;
/// assert!(url.ends_with("/v1/b2b/public/oauth/google/discovery/start?public_token=public-token-test-1"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[object(sent)]
pub struct StartUrl {
    /// The provider.
    pub provider: ProviderName,
    /// The public token of the project.
    pub public_token: String,
    /// The URL of the application to return to. Default: that of the project.
    pub discovery_redirect_url: Option<String>,
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
        let url = RedirectUrl::of_provider(base, "/v1/b2b/public/oauth/", &self.provider, "/discovery/start")?
            .query("public_token", Some(&self.public_token))
            .query("discovery_redirect_url", self.discovery_redirect_url.as_deref())
            .query("custom_scopes", self.custom_scopes.as_deref())
            .query("pkce_code_challenge", self.pkce_code_challenge.as_deref())
            .queries("provider_", &self.provider_parameters);
        Ok(url.finish())
    }
}
