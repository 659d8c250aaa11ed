//! `/v1/public/sso/start`

use endpoint_runtime::BaseUrl;

use crate::prelude::*;
use crate::redirect::RedirectUrl;

/// The start of a Member's sign-in at the identity provider of an Organization: the URL to which the application redirects
/// the browser.
///
/// The identity provider is that of a connection, or of the Organization's default connection. It redirects back to the
/// application, whose call of [`authenticate`](super::Sso::authenticate) signs the Member in with the token in the URL.
///
/// ```
/// use stytch_endpoints::{Stytch, b2b::sso::StartUrl};
///
/// let stytch = Stytch::new("project-test-1", "secret-test-1")?;
/// let start = StartUrl::new("public-token-test-1").connection_id("saml-connection-test-1");
/// let url = start.url(stytch.client().base_url());
/// assert!(url.ends_with("/v1/public/sso/start?public_token=public-token-test-1&connection_id=saml-connection-test-1"));
/// # Ok::<(), stytch_endpoints::ConfigError>(())
/// ```
#[object(sent)]
pub struct StartUrl {
    /// The public token of the project.
    pub public_token: String,
    /// The connection to the identity provider.
    pub connection_id: Option<ConnectionId>,
    /// The Organization whose default connection is used, in place of a connection.
    pub organization_id: Option<OrganizationId>,
    /// The URL of the application for Members who exist. Default: that of the project.
    pub login_redirect_url: Option<String>,
    /// The URL of the application for Members who are created. Default: that of the project.
    pub signup_redirect_url: Option<String>,
    /// Further scopes to ask an OpenID Connect provider for, separated by blanks.
    pub custom_scopes: Option<String>,
    /// The PKCE challenge (RFC 7636): the SHA-256 hash of the code verifier, in base64url.
    pub pkce_code_challenge: Option<String>,
}

impl StartUrl {
    /// Returns the URL at Stytch's host, or at the project's domain, which is that of
    /// [`client().base_url()`](crate::Stytch::client).
    #[must_use]
    pub fn url(&self, base: &BaseUrl) -> String {
        RedirectUrl::new(format!("{base}/v1/public/sso/start"))
            .query("public_token", Some(&self.public_token))
            .query("connection_id", self.connection_id.as_ref().map(ConnectionId::as_str))
            .query("organization_id", self.organization_id.as_ref().map(OrganizationId::as_str))
            .query("login_redirect_url", self.login_redirect_url.as_deref())
            .query("signup_redirect_url", self.signup_redirect_url.as_deref())
            .query("custom_scopes", self.custom_scopes.as_deref())
            .query("pkce_code_challenge", self.pkce_code_challenge.as_deref())
            .finish()
    }
}
