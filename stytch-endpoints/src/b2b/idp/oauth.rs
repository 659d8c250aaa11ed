//! `/v1/b2b/idp/oauth/authorize`

use crate::b2b::organizations::{Member, Organization};
use crate::connected_apps::ConnectedAppPublic;
use crate::oauth::{AuthorizeResponse, ScopeResult};
use crate::prelude::*;

/// Authorizations of Connected Apps by Members, on a consent page of the application's own.
#[endpoints(
    defaults = crate::api,
    tag = "Connected Apps: authorization (B2B)",
    path = "/v1/b2b/idp/oauth/authorize",
    id = "api_b2b_idp_v1_b2b_idp_oauth_",
)]
pub trait Oauth {
    /// Answers a Connected App's authorization request with the Member's consent or refusal.
    ///
    /// The values are those of the app's request, after `authorize_start` has checked them. The response's URL has an
    /// authorization code, or an OAuth error, in its query; the application redirects the Member to it. The Member is
    /// named by a session, or by the ids of the Organization and the Member. Only with a session can the app's access
    /// token be exchanged for a session later.
    ///
    /// # Errors
    /// `connected_app_not_found`, `organization_not_found`, `member_not_found` and `session_not_found` (404);
    /// `connected_app_supplied_redirect_url_not_found_in_client` (401); `no_oauth_authorize_member_selector`,
    /// `pkce_required_for_idp_authorization_flow`, `oauth_invalid_scope_requested`,
    /// `oidc_prompt_none_must_be_exclusive` and `connected_app_not_allowed_for_org` (400).
    #[endpoint(POST, id = "Authorize")]
    async fn authorize(
        &self,
        /// `true` if the Member has agreed, or the app needs no consent; `false` refuses the app.
        consent_granted: bool,
        /// The scopes to grant, such as `openid` and `email`.
        scopes: Vec<String>,
        client_id: ConnectedAppId,
        /// The app's URL that the Member is redirected to; one of those that the app has registered.
        redirect_uri: String,
        /// The OAuth response type, which is `code`.
        response_type: String,
        organization_id: Option<OrganizationId>,
        member_id: Option<MemberId>,
        #[sensitive] session_token: Option<SessionToken>,
        #[sensitive] session_jwt: Option<SessionJwt>,
        /// The prompts of the app's request, separated by spaces: `consent` asks the Member even for granted scopes.
        prompt: Option<String>,
        /// The state of the app's request, which the URL returns to the app.
        state: Option<String>,
        /// The nonce of the app's request, which the id token returns to the app.
        nonce: Option<String>,
        /// The SHA-256 hash of the app's code verifier (RFC 7636), in base64url; public apps need it.
        code_challenge: Option<String>,
        /// The URLs of the APIs that the access token is for (RFC 8707), which become its audience.
        resources: Option<Vec<String>>,
    ) -> Result<AuthorizeResponse>;

    /// Checks a Connected App's authorization request, and returns what its consent page shows.
    ///
    /// The values are those of the app's request. The Member is named by a session, or by the ids of the Organization
    /// and the Member. Nothing is granted before `authorize`.
    ///
    /// # Errors
    /// `connected_app_not_found`, `organization_not_found`, `member_not_found` and `session_not_found` (404);
    /// `connected_app_supplied_redirect_url_not_found_in_client` (401); `no_oauth_authorize_member_selector`,
    /// `oauth_invalid_scope_requested`, `oidc_prompt_none_must_be_exclusive` and `connected_app_not_allowed_for_org`
    /// (400).
    #[endpoint(POST "/start", id = "AuthorizeStart", idempotent)]
    async fn authorize_start(
        &self,
        client_id: ConnectedAppId,
        /// The app's URL that the Member is redirected to; one of those that the app has registered.
        redirect_uri: String,
        /// The OAuth response type, which is `code`.
        response_type: String,
        /// The scopes that the app asks for, such as `openid` and `email`.
        scopes: Vec<String>,
        organization_id: Option<OrganizationId>,
        member_id: Option<MemberId>,
        #[sensitive] session_token: Option<SessionToken>,
        #[sensitive] session_jwt: Option<SessionJwt>,
        /// The prompts of the app's request, separated by spaces: `consent` asks the Member even for granted scopes.
        prompt: Option<String>,
    ) -> Result<AuthorizeStartResponse>;
}

/// A Connected App's authorization request, for the consent page.
#[object]
pub struct AuthorizeStartResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The Member who is asked.
    pub member_id: MemberId,
    /// The Member.
    pub member: Member,
    /// The Member's Organization.
    pub organization: Organization,
    /// The app that asks.
    pub client: ConnectedAppPublic,
    /// `false` if the app may be authorized without asking the Member.
    pub consent_required: bool,
    /// The scopes that the app asks for, and which of them the Member can grant.
    pub scope_results: Vec<ScopeResult>,
    /// The HTTP status code, repeated.
    pub status_code: u16,
}
