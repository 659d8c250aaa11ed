//! `/v1/b2b/oauth/discovery/authenticate`

mod start_url;

pub use start_url::StartUrl;

use crate::b2b::discovery::DiscoveredOrganization;
use crate::prelude::*;

/// Sign-ins by an account at an OAuth provider, for a person who has not chosen an Organization yet.
#[endpoints(
    defaults = crate::api,
    tag = "OAuth sign-in (B2B): discovery",
    path = "/v1/b2b/oauth/discovery/authenticate",
    id = "api_b2b_oauth_v1_b2b_oauth_discovery_",
)]
pub trait Discovery {
    /// Verifies a person by the token of a redirect from an OAuth provider, and lists the Organizations to enter.
    ///
    /// The token works once. The response's intermediate session token signs the person in to one of the
    /// Organizations, or creates a new one, within ten minutes.
    ///
    /// # Errors
    /// `oauth_token_not_found` (404), if the token is wrong, used or expired; `pkce_expected_code_verifier`,
    /// `pkce_did_not_expect_code_verifier`, `pkce_mismatch` and `too_many_session_arguments` (400);
    /// `session_not_found` (404).
    #[endpoint(POST, id = "Authenticate")]
    async fn authenticate(
        &self,
        /// The token in the URL that the provider redirected to.
        #[sensitive]
        discovery_oauth_token: Token,
        #[sensitive] session_token: Option<SessionToken>,
        /// The lifetime in minutes, counted from now, of the session in the call: 5 to 527040. When left out, its
        /// expiry stays.
        session_duration_minutes: Option<i32>,
        #[sensitive] session_jwt: Option<SessionJwt>,
        /// The application's own claims to add or replace in that session, at most 4 KB in total; null removes a key.
        session_custom_claims: Option<JsonMap>,
        #[sensitive] pkce_code_verifier: Option<CodeVerifier>,
    ) -> Result<AuthenticateResponse>;
}

/// A person whom an OAuth provider knows, and the Organizations that the person can enter.
#[object]
pub struct AuthenticateResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// Signs the person in to one of the Organizations, or creates a new one.
    #[sensitive]
    pub intermediate_session_token: IntermediateSessionToken,
    /// The person's e-mail address at the provider.
    pub email_address: String,
    /// The Organizations where the person is a Member, is invited, or may join by e-mail domain or tenant.
    pub discovered_organizations: Vec<DiscoveredOrganization>,
    /// The provider's name, such as `Google` or `Microsoft`.
    pub provider_type: String,
    /// The account's tenant, such as a Slack workspace; empty if there is none, or more than one. The list is better.
    pub provider_tenant_id: String,
    /// The account's tenants: GitHub organizations, a Slack workspace, a HubSpot hub. Empty if the provider names none.
    pub provider_tenant_ids: Vec<String>,
    /// The person's full name at the provider; may be empty.
    pub full_name: String,
    /// The HTTP status code, repeated.
    pub status_code: u16,
    /// The time at which the intermediate session token expires.
    pub intermediate_session_token_expires_at: Option<Timestamp>,
}
