//! `/v1/b2b/organizations/<organization_id>/members/<member_id>/oauth_providers`

use crate::b2b::organizations::{GithubProviderInfo, HubspotProviderInfo, SlackProviderInfo};
use crate::prelude::*;

/// Tokens of other OAuth providers, which a Member's logins there have left with Stytch.
#[endpoints(
    defaults = crate::api,
    tag = "Members: OAuth providers",
    path = "/v1/b2b/organizations/<organization_id>/members/<member_id>/oauth_providers",
    id = "api_organization_v1_organizations_members_oauth_providers_",
)]
pub trait OauthProviders {
    /// Shows the tokens of a Member's logins at GitHub.
    ///
    /// # Errors
    /// `organization_not_found`, `member_not_found` and `member_oauth_token_not_found` (404).
    #[endpoint(GET "/github?<include_refresh_token>", id = "Github")]
    async fn github(
        &self,
        organization_id: OrganizationId,
        member_id: MemberId,
        /// Without effect on the response, which has no refresh tokens.
        include_refresh_token: Option<bool>,
    ) -> Result<GithubResponse>;

    /// Shows the tokens of a Member's login at Google.
    ///
    /// Stytch renews an access token that has expired, if it has a refresh token.
    ///
    /// # Errors
    /// `organization_not_found`, `member_not_found` and `member_oauth_token_not_found` (404);
    /// `missing_oauth_refresh_token` and `unable_to_refresh_oauth_token` (400).
    #[endpoint(GET "/google?<include_refresh_token>", id = "Google")]
    async fn google(
        &self,
        organization_id: OrganizationId,
        member_id: MemberId,
        /// `true` to return the refresh token as well; `false` when left out. Once the application has redeemed it,
        /// Stytch may be unable to renew access tokens.
        include_refresh_token: Option<bool>,
    ) -> Result<GoogleResponse>;

    /// Shows the tokens of a Member's logins at HubSpot.
    ///
    /// Stytch renews an access token that has expired.
    ///
    /// # Errors
    /// `organization_not_found`, `member_not_found` and `member_oauth_token_not_found` (404);
    /// `missing_oauth_refresh_token` and `unable_to_refresh_oauth_token` (400).
    #[endpoint(GET "/hubspot?<include_refresh_token>", id = "Hubspot")]
    async fn hubspot(
        &self,
        organization_id: OrganizationId,
        member_id: MemberId,
        /// `true` to return the refresh token as well; `false` when left out. Once the application has redeemed it,
        /// Stytch may be unable to renew access tokens.
        include_refresh_token: Option<bool>,
    ) -> Result<HubspotResponse>;

    /// Shows the tokens of a Member's login at Microsoft.
    ///
    /// Stytch renews an access token that has expired.
    ///
    /// # Errors
    /// `organization_not_found`, `member_not_found` and `member_oauth_token_not_found` (404);
    /// `missing_oauth_refresh_token` and `unable_to_refresh_oauth_token` (400).
    #[endpoint(GET "/microsoft?<include_refresh_token>", id = "Microsoft")]
    async fn microsoft(
        &self,
        organization_id: OrganizationId,
        member_id: MemberId,
        /// `true` to return the refresh token as well; `false` when left out. Once the application has redeemed it,
        /// Stytch may be unable to renew access tokens.
        include_refresh_token: Option<bool>,
    ) -> Result<MicrosoftResponse>;

    /// Shows the tokens of a Member's logins at Slack, and those of the project's bot there.
    ///
    /// # Errors
    /// `organization_not_found`, `member_not_found` and `member_oauth_token_not_found` (404).
    #[endpoint(GET "/slack", id = "Slack")]
    async fn slack(&self, organization_id: OrganizationId, member_id: MemberId) -> Result<SlackResponse>;
}

/// A Member's logins at GitHub.
#[object]
pub struct GithubResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The provider's name: `Github`.
    pub provider_type: String,
    /// The logins, each with its token.
    pub registrations: Vec<GithubProviderInfo>,
    /// The HTTP status code, repeated.
    pub status_code: u16,
}

/// A Member's login at Google.
#[object]
pub struct GoogleResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The provider's name: `Google`.
    pub provider_type: String,
    /// Google's id of the person.
    pub provider_subject: String,
    /// The id token of the last login.
    #[sensitive]
    pub id_token: IdToken,
    /// The OAuth scopes that the Member has granted.
    pub scopes: Vec<String>,
    /// The HTTP status code, repeated.
    pub status_code: u16,
    /// The token with which Google's API is called for the Member; absent if it has expired and cannot be renewed.
    #[sensitive]
    pub access_token: Option<AccessToken>,
    /// The seconds until the access token expires.
    pub access_token_expires_in: Option<i32>,
    /// The refresh token; absent unless the call asks for it and Google has issued one.
    #[sensitive]
    pub refresh_token: Option<RefreshToken>,
}

/// A Member's logins at HubSpot.
#[object]
pub struct HubspotResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The provider's name: `Hubspot`.
    pub provider_type: String,
    /// The logins, each with its tokens.
    pub registrations: Vec<HubspotProviderInfo>,
    /// The HTTP status code, repeated.
    pub status_code: u16,
}

/// A Member's login at Microsoft.
#[object]
pub struct MicrosoftResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The provider's name: `Microsoft`.
    pub provider_type: String,
    /// Microsoft's id of the person.
    pub provider_subject: String,
    /// The token with which Microsoft's API is called for the Member.
    #[sensitive]
    pub access_token: AccessToken,
    /// The seconds until the access token expires.
    pub access_token_expires_in: i32,
    /// The id token of the last login.
    #[sensitive]
    pub id_token: IdToken,
    /// The OAuth scopes that the Member has granted.
    pub scopes: Vec<String>,
    /// The HTTP status code, repeated.
    pub status_code: u16,
    /// The refresh token; absent unless the call asks for it.
    #[sensitive]
    pub refresh_token: Option<RefreshToken>,
}

/// A Member's logins at Slack.
#[object]
pub struct SlackResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The provider's name: `Slack`.
    pub provider_type: String,
    /// The logins, each with its tokens.
    pub registrations: Vec<SlackProviderInfo>,
    /// The HTTP status code, repeated.
    pub status_code: u16,
}
