//! `/v1/public/{project_id}/oauth2`

mod authorization_url;
pub mod clients;
pub mod discovery;
mod token_request;

pub use authorization_url::AuthorizationUrl;

use crate::prelude::*;

/// OAuth 2.0 and OpenID Connect, as Connected Apps and machine-to-machine clients speak them.
///
/// A call carries the credentials of the OAuth client, and not those of the project. On the project's own domain the same
/// endpoints are at `/v1/oauth2`.
#[endpoints(
    defaults = crate::api,
    tag = "OAuth 2.0",
    path = "/v1/public/<project_id>/oauth2",
    id = "oauth2_",
)]
pub trait Oauth2 {
    /// Issues an access token for one of three grants (RFC 6749).
    ///
    /// * `client_credentials`: a machine-to-machine client gets a token for itself with its `client_secret`. `scope`
    ///   limits the token.
    /// * `authorization_code`: a Connected App exchanges the `code` of a person's consent, and repeats the
    ///   `redirect_uri`. An app without a secret proves by its `code_verifier` that it opened the flow.
    /// * `refresh_token`: a Connected App exchanges its `refresh_token` for a new access token. An app without a
    ///   secret gets a new refresh token each time, and the old one is void.
    ///
    /// Codes, and refresh tokens of apps without a secret, work once, so the call cannot be repeated.
    ///
    /// # Errors
    /// `invalid_client_id`, `invalid_client_secret`, `pkce_expected_code_verifier`, `pkce_mismatch` and
    /// `invalid_m2m_client_scope` (400); `connected_app_consent_revoked` (401); `m2m_client_not_found`,
    /// `connected_app_not_found`, `idp_auth_code_not_found` and `idp_refresh_token_not_found` (404);
    /// `idp_auth_code_expired`, `idp_refresh_token_expired` and `idp_refresh_token_already_used`.
    #[endpoint(POST "/token", form, auth = none)]
    async fn token(
        &self,
        project_id: ProjectId,
        grant_type: GrantType,
        client_id: OAuthClientId,
        /// The client's secret; apps without one leave it out.
        #[sensitive]
        client_secret: Option<ClientSecret>,
        /// The requested scopes, separated by blanks, for `client_credentials`. Default: all of the client.
        scope: Option<String>,
        #[sensitive] code: Option<AuthorizationCode>,
        /// The URL that the code was sent to, for `authorization_code`.
        redirect_uri: Option<String>,
        #[sensitive] code_verifier: Option<CodeVerifier>,
        #[sensitive] refresh_token: Option<RefreshToken>,
    ) -> Result<TokenResponse>;

    /// Checks a token, and returns what it stands for (RFC 7662).
    ///
    /// A token that is expired, revoked or unknown is no error: its `active` is `false`, and little else is known.
    ///
    /// # Errors
    /// `invalid_client_id` and `invalid_client_secret` (400); `m2m_client_not_found` and `connected_app_not_found`
    /// (404).
    #[endpoint(POST "/introspect", form, auth = none, idempotent)]
    async fn introspect(
        &self,
        project_id: ProjectId,
        #[sensitive] token: OAuthToken,
        client_id: OAuthClientId,
        /// The client's secret; apps without one leave it out.
        #[sensitive]
        client_secret: Option<ClientSecret>,
        token_type_hint: Option<TokenTypeHint>,
    ) -> Result<IntrospectResponse>;

    /// Revokes a token (RFC 7009). A token that is unknown or revoked already is no error.
    ///
    /// The person's consent stays: the app can ask for new tokens. To take the consent back, revoke the Connected App
    /// of the Member or User.
    ///
    /// # Errors
    /// `invalid_client_id` and `invalid_client_secret` (400); `connected_app_not_found` (404).
    #[endpoint(POST "/revoke", form, auth = none, idempotent, destructive)]
    async fn revoke(
        &self,
        project_id: ProjectId,
        #[sensitive] token: OAuthToken,
        client_id: OAuthClientId,
        /// The client's secret; apps without one leave it out.
        #[sensitive]
        client_secret: Option<ClientSecret>,
        token_type_hint: Option<TokenTypeHint>,
    ) -> Result<Acknowledgement>;

    /// Returns the claims about the person who authorized an access token, as far as its scopes allow.
    ///
    /// # Errors
    /// `idp_access_token_expired` (401); `idp_access_token_not_found` (404).
    #[endpoint(GET "/userinfo", auth = none)]
    async fn userinfo(
        &self,
        project_id: ProjectId,
        #[header("Authorization")]
        #[sensitive]
        authorization: BearerAuthorization,
    ) -> Result<UserinfoResponse>;
}

/// The grant for which an access token is issued (RFC 6749).
#[open_enum(rename_all = "snake_case")]
pub enum GrantType {
    /// A machine-to-machine client acts for itself.
    ClientCredentials,
    /// A Connected App exchanges the code of a person's consent.
    AuthorizationCode,
    /// A Connected App exchanges a refresh token.
    RefreshToken,
}

/// The kind of a token, where the caller knows it. Stytch finds a token of the other kind all the same.
#[open_enum(rename_all = "snake_case")]
pub enum TokenTypeHint {
    /// An access token.
    AccessToken,
    /// A refresh token.
    RefreshToken,
}

/// The issued tokens.
#[object]
pub struct TokenResponse {
    /// The access token, a JWT.
    #[sensitive]
    pub access_token: AccessToken,
    /// The way in which the access token is presented, `bearer`.
    pub token_type: String,
    /// The lifetime of the access token, in seconds.
    pub expires_in: i32,
    /// The refresh token; absent without the scope `offline_access`.
    #[sensitive]
    pub refresh_token: Option<RefreshToken>,
    /// The id token; absent without the scope `openid`.
    #[sensitive]
    pub id_token: Option<IdToken>,
    /// The granted scopes, separated by blanks.
    pub scope: Option<String>,
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The HTTP status code, repeated.
    pub status_code: u16,
}

/// The meaning of a token.
#[object]
pub struct IntrospectResponse {
    /// `true` if the token is valid now. Of other tokens, the remaining members are absent.
    pub active: bool,
    /// The id of the Member, User or machine-to-machine client that the token stands for.
    pub sub: Option<String>,
    /// The granted scopes, separated by blanks.
    pub scope: Option<String>,
    /// The audience: the project, and further APIs.
    pub aud: Option<Vec<String>>,
    /// The end of the token's lifetime, in seconds since 1970.
    pub exp: Option<i64>,
    /// The time of issue, in seconds since 1970.
    pub iat: Option<i64>,
    /// The begin of the token's lifetime, in seconds since 1970.
    pub nbf: Option<i64>,
    /// The issuer: the URL of the project's domain, or `stytch.com/` and the project's id.
    pub iss: Option<String>,
    /// The client to which the token was issued.
    pub client_id: Option<OAuthClientId>,
    /// The kind of the token, `access_token` or `refresh_token`.
    pub token_type: Option<String>,
    /// The Organization of the Member, in a B2B project.
    #[field("https://stytch.com/organization")]
    pub organization: Option<OrganizationClaim>,
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The HTTP status code, repeated.
    pub status_code: u16,
    /// The token's other claims, such as those of the app's own template.
    #[rest]
    pub claims: JsonMap,
}

impl IntrospectResponse {
    /// Returns the granted OAuth scopes, one by one.
    pub fn scopes(&self) -> impl Iterator<Item = &str> {
        self.scope.as_deref().unwrap_or_default().split_ascii_whitespace()
    }
}

/// The Organization for which a Member's token is valid.
#[object]
pub struct OrganizationClaim {
    /// The Organization's id.
    pub organization_id: OrganizationId,
    /// The Organization's slug.
    pub slug: String,
}

/// The claims about a person (OpenID Connect Core, section 5.1). Those of scopes that were not granted are absent.
#[object]
pub struct UserinfoResponse {
    /// The id of the Member or User.
    pub sub: String,
    /// The full name. Scope `profile`, as are the other parts of the name, the picture and the locale.
    pub name: Option<String>,
    /// The first name.
    pub given_name: Option<String>,
    /// The middle name.
    pub middle_name: Option<String>,
    /// The family name.
    pub family_name: Option<String>,
    /// The URL of a picture of the person.
    pub picture: Option<String>,
    /// The person's language, such as `en`.
    pub locale: Option<String>,
    /// The e-mail address. Scope `email`.
    pub email: Option<String>,
    /// The telephone number. Scope `phone`.
    pub phone_number: Option<String>,
    /// `true` if the person has proved the e-mail address.
    pub email_verified: Option<bool>,
    /// `true` if the person has proved the telephone number.
    pub phone_number_verified: Option<bool>,
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The HTTP status code, repeated.
    pub status_code: u16,
    /// Further claims.
    #[rest]
    pub claims: JsonMap,
}
