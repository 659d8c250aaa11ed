//! OpenID Connect connections.

use crate::prelude::*;

/// A connection of an Organization to an identity provider that speaks OpenID Connect. Stytch is a client there.
#[object]
pub struct OidcConnection {
    /// The Organization whose Members sign in through it.
    pub organization_id: OrganizationId,
    /// The connection's id: `oidc-connection-…`.
    pub connection_id: ConnectionId,
    /// `pending` until all settings are there, then `active`.
    pub status: String,
    /// The name of the connection for people.
    pub display_name: String,
    /// The callback URL at Stytch, which is registered at the identity provider.
    pub redirect_url: String,
    /// The id of the OAuth client that the identity provider issued; empty while it is not set.
    pub client_id: String,
    /// The secret of that client; empty while it is not set.
    #[sensitive]
    pub client_secret: ClientSecret,
    /// The `https` URL that identifies the provider in its tokens; compared case-sensitively.
    pub issuer: String,
    /// The URL of the provider's authorization endpoint.
    pub authorization_url: String,
    /// The URL of the provider's token endpoint.
    pub token_url: String,
    /// The URL of the provider's UserInfo endpoint.
    pub userinfo_url: String,
    /// The URL of the keys that verify the provider's tokens.
    pub jwks_url: String,
    /// The kind of identity provider, such as `okta`; `generic` if it is not a known one.
    pub identity_provider: String,
    /// The scopes of every sign-in, separated by blanks. Empty for `openid email profile`.
    pub custom_scopes: String,
    /// The claims that are copied to a Member's `trusted_metadata`: from the key there to the name of the claim.
    pub attribute_mapping: Option<JsonMap>,
}
