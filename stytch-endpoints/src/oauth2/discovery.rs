//! `/.well-known`

use crate::jwks::JwksResponse;
use crate::prelude::*;

/// The documents from which OAuth clients learn the addresses, the abilities and the keys of the authorization server.
///
/// They are public, so no credential is sent.
#[endpoints(
    defaults = crate::api,
    tag = "OAuth 2.0: discovery",
    id = "oauth2_",
)]
pub trait Discovery {
    /// Returns the configuration of the project as an OpenID Connect provider (OpenID Connect Discovery 1.0).
    ///
    /// # Errors
    /// `project_not_found` (404).
    #[endpoint(GET "/v1/public/<project_id>/.well-known/openid-configuration", auth = none)]
    async fn openid_configuration(&self, project_id: ProjectId) -> Result<OpenidConfigurationResponse>;

    /// Returns the metadata of the project as an authorization server (RFC 8414).
    ///
    /// It exists on the project's own domain only: set that as the client's base URL.
    ///
    /// # Errors
    /// 404 on Stytch's host.
    #[endpoint(GET "/.well-known/oauth-authorization-server", auth = none)]
    async fn authorization_server_metadata(&self) -> Result<AuthorizationServerMetadataResponse>;

    /// Returns the public keys of the project, which verify the JWTs of sessions and of OAuth.
    ///
    /// It exists on the project's own domain only: set that as the client's base URL.
    ///
    /// # Errors
    /// 404 on Stytch's host.
    #[endpoint(GET "/.well-known/jwks.json", auth = none)]
    async fn jwks(&self) -> Result<JwksResponse>;
}

/// The addresses and abilities of an OpenID Connect provider.
#[object]
pub struct OpenidConfigurationResponse {
    /// The issuer that tokens name, a URL.
    pub issuer: String,
    /// The URL of the page at which a person authorizes an app.
    pub authorization_endpoint: String,
    /// The URL at which tokens are issued.
    pub token_endpoint: String,
    /// The URL of the claims about a person.
    pub userinfo_endpoint: String,
    /// The URL of the public keys.
    pub jwks_uri: String,
    /// The grants for which tokens are issued.
    pub grant_types_supported: Vec<String>,
    /// The algorithms that sign id tokens.
    pub id_token_signing_alg_values_supported: Vec<String>,
    /// The response types of the authorization page.
    pub response_types_supported: Vec<String>,
    /// The scopes that an app can ask for.
    pub scopes_supported: Vec<String>,
    /// The kinds of `sub` in tokens, `public`.
    pub subject_types_supported: Vec<String>,
    /// The ways in which clients authenticate when they ask for tokens.
    pub token_endpoint_auth_methods_supported: Vec<String>,
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The HTTP status code, repeated.
    pub status_code: u16,
}

/// The addresses and abilities of an authorization server.
#[object]
pub struct AuthorizationServerMetadataResponse {
    /// The issuer that tokens name, a URL.
    pub issuer: String,
    /// The URL of the page at which a person authorizes an app.
    pub authorization_endpoint: Option<String>,
    /// The URL at which tokens are issued.
    pub token_endpoint: Option<String>,
    /// The URL of the public keys.
    pub jwks_uri: Option<String>,
    /// The URL at which clients register themselves.
    pub registration_endpoint: Option<String>,
    /// The URL at which tokens are checked.
    pub introspection_endpoint: Option<String>,
    /// The URL at which tokens are revoked.
    pub revocation_endpoint: Option<String>,
    /// The scopes that an app can ask for.
    pub scopes_supported: Option<Vec<String>>,
    /// The response types of the authorization page.
    pub response_types_supported: Option<Vec<String>>,
    /// The grants for which tokens are issued.
    pub grant_types_supported: Option<Vec<String>>,
    /// The ways in which clients authenticate when they ask for tokens.
    pub token_endpoint_auth_methods_supported: Option<Vec<String>>,
    /// The hashes of PKCE (RFC 7636), `S256`.
    pub code_challenge_methods_supported: Option<Vec<String>>,
    /// The other members of the document.
    #[rest]
    pub other: JsonMap,
}
