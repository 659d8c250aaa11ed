//! The requests for tokens, one constructor for each grant.

use super::{GrantType, TokenRequest};
use crate::prelude::*;

impl TokenRequest {
    /// Makes a request of a machine-to-machine client for a token of its own.
    ///
    /// ```
    /// use stytch_endpoints::oauth2::TokenRequest;
    ///
    /// let request = TokenRequest::client_credentials("project-test-1", "m2m-client-test-1", "secret").scope("read:logs");
    /// # assert_eq!(request.scope.as_deref(), Some("read:logs"));
    /// ```
    #[must_use]
    pub fn client_credentials(
        project_id: impl Into<ProjectId>,
        client_id: impl Into<OAuthClientId>,
        client_secret: impl Into<ClientSecret>,
    ) -> Self {
        Self::new(project_id, GrantType::ClientCredentials, client_id).client_secret(client_secret.into())
    }

    /// Makes a request of a Connected App that exchanges the code of an authorization.
    ///
    /// An app with a secret adds it. An app without one adds the verifier with whose hash it opened the flow:
    ///
    /// ```
    /// use stytch_endpoints::oauth2::TokenRequest;
    ///
    /// let callback = "https://app.example.com/callback";
    /// let request = TokenRequest::authorization_code("project-test-1", "connected-app-test-1", "code", callback)
    ///     .code_verifier("a-verifier-of-at-least-forty-three-characters");
    /// # assert!(request.client_secret.is_none());
    /// ```
    #[must_use]
    pub fn authorization_code(
        project_id: impl Into<ProjectId>,
        client_id: impl Into<OAuthClientId>,
        code: impl Into<AuthorizationCode>,
        redirect_uri: impl Into<String>,
    ) -> Self {
        Self::new(project_id, GrantType::AuthorizationCode, client_id)
            .code(code.into())
            .redirect_uri(redirect_uri.into())
    }

    /// Makes a request of a Connected App that exchanges a refresh token. An app with a secret adds it.
    ///
    /// ```
    /// use stytch_endpoints::oauth2::TokenRequest;
    ///
    /// let request = TokenRequest::refresh("project-test-1", "connected-app-test-1", "refresh-token").client_secret("secret");
    /// # assert!(request.code.is_none());
    /// ```
    #[must_use]
    pub fn refresh(
        project_id: impl Into<ProjectId>,
        client_id: impl Into<OAuthClientId>,
        refresh_token: impl Into<RefreshToken>,
    ) -> Self {
        Self::new(project_id, GrantType::RefreshToken, client_id).refresh_token(refresh_token.into())
    }
}
