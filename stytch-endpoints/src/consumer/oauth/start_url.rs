//! `/v1/public/oauth/{provider}/start`

use std::collections::BTreeMap;

use endpoint_runtime::BaseUrl;

use crate::prelude::*;
use crate::redirect::{ProviderName, RedirectError, RedirectUrl};

/// The start of a User's login at another provider: the URL to which the application redirects the browser.
///
/// The provider redirects back to the application, whose call of [`authenticate`](super::Oauth::authenticate) signs the
/// User in with the token in the URL.
///
/// ```
/// use stytch_endpoints::{Stytch, consumer::oauth::StartUrl, redirect::ProviderName};
///
/// let stytch = Stytch::new("project-test-1", "secret-test-1")?;
/// let start = StartUrl::new(ProviderName::Google, "public-token-test-1")
///     .login_redirect_url("https://app.example.com/callback")
///     .custom_scopes("openid calendar");
/// let url = start.url(stytch.client().base_url())?;
/// assert!(url.starts_with("https://test.stytch.com/v1/public/oauth/google/start?public_token=public-token-test-1&"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[object(sent)]
pub struct StartUrl {
    /// The provider.
    pub provider: ProviderName,
    /// The public token of the project.
    pub public_token: String,
    /// The URL of the application for Users who exist. Default: that of the project.
    pub login_redirect_url: Option<String>,
    /// The URL of the application for Users who are created. Default: that of the project.
    pub signup_redirect_url: Option<String>,
    /// Further scopes to ask the provider for, separated by blanks.
    pub custom_scopes: Option<String>,
    /// The PKCE challenge (RFC 7636): the SHA-256 hash of the code verifier, in base64url.
    pub code_challenge: Option<String>,
    /// The token of an `attach` call, which links the login to a User who exists.
    #[sensitive]
    pub oauth_attach_token: Option<Token>,
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
        let url = RedirectUrl::of_provider(base, "/v1/public/oauth/", &self.provider, "/start")?
            .query("public_token", Some(&self.public_token))
            .query("login_redirect_url", self.login_redirect_url.as_deref())
            .query("signup_redirect_url", self.signup_redirect_url.as_deref())
            .query("custom_scopes", self.custom_scopes.as_deref())
            .query("code_challenge", self.code_challenge.as_deref())
            .query("oauth_attach_token", self.oauth_attach_token.as_ref().map(Token::expose_secret))
            .queries("provider_", &self.provider_parameters);
        Ok(url.finish())
    }
}
