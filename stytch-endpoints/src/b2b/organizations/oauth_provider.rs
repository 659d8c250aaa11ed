//! Tokens that a Member's login at another provider has left with Stytch.

use crate::prelude::*;

/// A Member's login at GitHub.
#[object]
pub struct GithubProviderInfo {
    /// GitHub's id of the person.
    pub provider_subject: String,
    /// GitHub's ids of the organizations that the person belongs to, as far as they were shared.
    pub provider_tenant_ids: Vec<String>,
    /// The token with which GitHub's API is called for the Member.
    #[sensitive]
    pub access_token: AccessToken,
    /// The OAuth scopes that the Member has granted.
    pub scopes: Vec<String>,
}

/// A Member's login at HubSpot.
#[object]
pub struct HubspotProviderInfo {
    /// HubSpot's id of the person.
    pub provider_subject: String,
    /// HubSpot's id of the account, the hub.
    pub provider_tenant_id: String,
    /// The token with which HubSpot's API is called for the Member.
    #[sensitive]
    pub access_token: AccessToken,
    /// The seconds until the access token expires.
    pub access_token_expires_in: i32,
    /// The OAuth scopes that the Member has granted.
    pub scopes: Vec<String>,
    /// The refresh token; absent unless the call asks for it.
    #[sensitive]
    pub refresh_token: Option<RefreshToken>,
}

/// A Member's login through an OpenID Connect connection of the Organization.
#[object]
pub struct OidcProviderInfo {
    /// The provider's id of the person.
    pub provider_subject: String,
    /// The id token of the last login.
    #[sensitive]
    pub id_token: IdToken,
    /// The token with which the provider's API is called for the Member.
    #[sensitive]
    pub access_token: AccessToken,
    /// The seconds until the access token expires.
    pub access_token_expires_in: i32,
    /// The OAuth scopes that the Member has granted.
    pub scopes: Vec<String>,
    /// The connection that the Member signed in with.
    pub connection_id: ConnectionId,
    /// The refresh token; absent unless the call asks for it.
    #[sensitive]
    pub refresh_token: Option<RefreshToken>,
}

/// A Member's login at Slack.
#[object]
pub struct SlackProviderInfo {
    /// Slack's id of the person.
    pub provider_subject: String,
    /// Slack's id of the workspace.
    pub provider_tenant_id: String,
    /// The token with which Slack's API is called for the Member.
    #[sensitive]
    pub access_token: AccessToken,
    /// The OAuth scopes that the Member has granted.
    pub scopes: Vec<String>,
    /// The token with which Slack's API is called as the project's bot; empty if no bot was installed.
    #[sensitive]
    pub bot_access_token: AccessToken,
    /// The OAuth scopes of the bot.
    pub bot_scopes: Vec<String>,
}
