//! The authorization request of an app (RFC 6749, section 4.1.1).

use endpoint_runtime::BaseUrl;

use crate::prelude::*;
use crate::redirect::{RedirectError, RedirectUrl};

/// The start of an authorization: the URL to which an app redirects the browser, so that the person grants it access.
///
/// The page is the application's own, the `authorization_endpoint` of the
/// [OpenID configuration](super::discovery::OpenidConfigurationResponse). With the person's consent it redirects back to the
/// app, which exchanges the code in the URL by [`TokenRequest::authorization_code`](super::TokenRequest).
///
/// ```
/// use stytch_endpoints::oauth2::AuthorizationUrl;
///
/// let page = "https://app.example.com/oauth/authorize";
/// let url = AuthorizationUrl::new(page, "connected-app-test-1", "https://calendar.example.com/callback")
///     .scope("openid email")
///     .state("state-1")
///     .url()?;
/// assert_eq!(
///     url,
///     "https://app.example.com/oauth/authorize?response_type=code&client_id=connected-app-test-1\
///      &redirect_uri=https%3A%2F%2Fcalendar.example.com%2Fcallback&scope=openid%20email&state=state-1"
/// );
/// # Ok::<(), stytch_endpoints::redirect::RedirectError>(())
/// ```
#[object(sent)]
pub struct AuthorizationUrl {
    /// The URL of the page, which may have a query.
    pub authorization_endpoint: String,
    /// The app.
    pub client_id: OAuthClientId,
    /// The URL of the app to return to. It has to be one of those registered for the app.
    pub redirect_uri: String,
    /// The OAuth scopes to ask for, separated by blanks, such as `openid email`.
    pub scope: Option<String>,
    /// The app's own value against forged redirects, which is returned unchanged.
    pub state: Option<String>,
    /// The app's value against replay, which the id token repeats.
    pub nonce: Option<String>,
    /// The PKCE challenge (RFC 7636): the SHA-256 hash of the code verifier, in base64url.
    pub code_challenge: Option<String>,
    /// `consent` to ask the person again.
    pub prompt: Option<String>,
    /// The URIs of the APIs for which the app wants its access token (RFC 8707).
    pub resources: Option<Vec<String>>,
}

impl AuthorizationUrl {
    /// Returns the URL.
    ///
    /// # Errors
    /// The authorization endpoint has another scheme than https (http for a loopback address, as in tests), or a fragment.
    pub fn url(&self) -> std::result::Result<String, RedirectError> {
        let page = &self.authorization_endpoint;
        let (address, _) = page.split_once('?').unwrap_or((page, ""));
        if page.contains('#') || page.chars().any(char::is_control) || address.parse::<BaseUrl>().is_err() {
            return Err(RedirectError::AuthorizationEndpoint);
        }
        let method = self.code_challenge.as_ref().map(|_| "S256");
        let url = RedirectUrl::new(page.clone())
            .query("response_type", Some("code"))
            .query("client_id", Some(self.client_id.as_str()))
            .query("redirect_uri", Some(&self.redirect_uri))
            .query("scope", self.scope.as_deref())
            .query("state", self.state.as_deref())
            .query("nonce", self.nonce.as_deref())
            .query("code_challenge", self.code_challenge.as_deref())
            .query("code_challenge_method", method)
            .query("prompt", self.prompt.as_deref());
        let resources = self.resources.iter().flatten();
        Ok(resources.fold(url, |url, resource| url.query("resource", Some(resource))).finish())
    }
}
