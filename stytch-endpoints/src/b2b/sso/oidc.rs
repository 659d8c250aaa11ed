//! `/v1/b2b/sso/oidc/<organization_id>`

use crate::b2b::sso::{OidcConnection, SsoIdentityProvider};
use crate::prelude::*;

/// SSO connections that speak OpenID Connect.
#[endpoints(
    defaults = crate::api,
    tag = "SSO: OIDC",
    path = "/v1/b2b/sso/oidc/<organization_id>",
    id = "api_sso_v1_sso_oidc_",
)]
pub trait Oidc {
    /// Creates an OpenID Connect connection, which is pending until an update completes it.
    ///
    /// The response holds the callback URL, which is registered at the identity provider.
    ///
    /// With a session, its Member needs the permission `create` on `stytch.sso`.
    ///
    /// # Errors
    /// `organization_not_found` (404); `invalid_sso_idp`, `too_many_sso_connections` and
    /// `too_many_sso_connections_for_billing_tier` (400); with a session, `session_not_found` (404),
    /// `session_authorization_tenancy_error` and `session_authorization_error` (403).
    #[endpoint(POST, id = "CreateConnection")]
    async fn create_connection(
        &self,
        organization_id: OrganizationId,
        /// The name of the connection for people.
        display_name: Option<String>,
        /// Default: `generic`.
        identity_provider: Option<SsoIdentityProvider>,
        #[headers] session: Option<MemberSession>,
    ) -> Result<CreateConnectionResponse>;

    /// Changes settings of an OpenID Connect connection; once all are there, the connection is active.
    ///
    /// Settings that are left out stay as they are; null removes one.
    ///
    /// An active connection has a client id, a client secret, an issuer and the four endpoint URLs. When the issuer
    /// changes, Stytch reads the provider's discovery document and takes the URLs from it; URLs in the call win over
    /// those. If the document cannot be read, the update succeeds all the same, and the response has a warning.
    ///
    /// With a session, its Member needs the permission `update` on `stytch.sso`.
    ///
    /// # Errors
    /// `organization_not_found` and `oidc_connection_not_found` (404); `oidc_connection_issuer_url_invalid_format`,
    /// `oidc_connection_authorization_url_invalid_format`, `oidc_connection_token_url_invalid_format`,
    /// `oidc_connection_userinfo_url_invalid_format` and `oidc_connection_jwks_url_invalid_format` (400); if an active
    /// connection loses a setting, `oidc_connection_client_id_required` and its siblings (400); with a session,
    /// `session_not_found` (404), `session_authorization_tenancy_error` and `session_authorization_error` (403).
    #[endpoint(PUT "/connections/<connection_id>", id = "UpdateConnection")]
    async fn update_connection(
        &self,
        organization_id: OrganizationId,
        connection_id: ConnectionId,
        /// The new name for people.
        display_name: Option<Option<String>>,
        /// The id of Stytch's OAuth client at the identity provider.
        client_id: Option<Option<String>>,
        /// The secret of that client.
        #[sensitive]
        client_secret: Option<Option<ClientSecret>>,
        /// The `https` URL that identifies the provider in its tokens, without `/.well-known/…`.
        issuer: Option<Option<String>>,
        /// The URL of the provider's authorization endpoint. Default: from the discovery document.
        authorization_url: Option<Option<String>>,
        /// The URL of the provider's token endpoint. Default: from the discovery document.
        token_url: Option<Option<String>>,
        /// The URL of the provider's UserInfo endpoint. Default: from the discovery document.
        userinfo_url: Option<Option<String>>,
        /// The URL of the provider's keys. Default: from the discovery document.
        jwks_url: Option<Option<String>>,
        identity_provider: Option<Option<SsoIdentityProvider>>,
        /// The scopes of every sign-in, separated by blanks, in place of `openid email profile`.
        custom_scopes: Option<Option<String>>,
        /// The claims that are copied to a Member's `trusted_metadata`: from the key there to the name of the claim.
        attribute_mapping: Option<Option<JsonMap>>,
        #[headers] session: Option<MemberSession>,
    ) -> Result<UpdateConnectionResponse>;
}

/// A new OpenID Connect connection.
#[object]
pub struct CreateConnectionResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The HTTP status code, repeated.
    pub status_code: u16,
    /// The connection, which is pending.
    pub connection: Option<OidcConnection>,
}

/// An OpenID Connect connection that was changed.
#[object]
pub struct UpdateConnectionResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The HTTP status code, repeated.
    pub status_code: u16,
    /// The connection, after the change.
    pub connection: Option<OidcConnection>,
    /// The reason why the issuer's discovery document could not be read; the change is stored nevertheless.
    pub warning: Option<String>,
}
