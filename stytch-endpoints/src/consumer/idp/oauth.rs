//! `/v1/idp/oauth/authorize`

use crate::connected_apps::ConnectedAppPublic;
use crate::consumer::users::User;
use crate::oauth::{AuthorizeResponse, ScopeResult};
use crate::prelude::*;

/// OAuth authorizations of Connected Apps by Users, for applications with a consent page of their own.
#[endpoints(
    defaults = crate::api,
    tag = "Connected Apps: authorization (consumer)",
    path = "/v1/idp/oauth/authorize",
    id = "api_idp_v1_idp_oauth_",
)]
pub trait Oauth {
    /// Completes an authorization of a Connected App with the User's decision, and returns the URL to redirect to.
    ///
    /// The User is named by one of `user_id`, `session_token` and `session_jwt`. With consent, the URL holds an
    /// authorization code, which the app exchanges once for tokens, and the granted scopes are remembered. Without it,
    /// the URL holds the error `access_denied`.
    ///
    /// # Errors
    /// `connected_app_not_found`, `user_not_found` and `session_not_found` (404);
    /// `connected_app_supplied_redirect_url_not_found_in_client` (401); `no_oauth_authorize_user_selector`,
    /// `oauth_invalid_scope_requested`, `third_party_clients_cannot_use_full_access`,
    /// `third_party_clients_require_consent_for_offline_access` and, for an app without a secret,
    /// `pkce_required_for_idp_authorization_flow` (400).
    #[endpoint(POST, id = "Authorize")]
    async fn authorize(
        &self,
        /// `true` if the User grants the scopes, `false` if the User refuses.
        consent_granted: bool,
        /// The OAuth scopes that the app requested, such as `openid` and `email`.
        scopes: Vec<String>,
        client_id: ConnectedAppId,
        /// The URL of the app to which the browser returns. It has to be one of those registered for the app.
        redirect_uri: String,
        /// The OAuth response type; always `code`.
        response_type: String,
        user_id: Option<UserId>,
        #[sensitive] session_token: Option<SessionToken>,
        #[sensitive] session_jwt: Option<SessionJwt>,
        /// `consent` if the app demanded that the User is asked again, as in its request.
        prompt: Option<String>,
        /// The app's own value, which is returned in the redirect unchanged.
        state: Option<String>,
        /// The app's value against replay, which the id token repeats.
        nonce: Option<String>,
        /// The PKCE challenge (RFC 7636): the SHA-256 hash of the app's code verifier, in base64url.
        code_challenge: Option<String>,
        /// The URIs of the APIs for which the app wants its access token (RFC 8707).
        resources: Option<Vec<String>>,
    ) -> Result<AuthorizeResponse>;

    /// Checks an authorization request of a Connected App, and says whether the User has to be asked for consent.
    ///
    /// This is the first step of a consent page: it shows the app and the scopes by this response, and passes the
    /// decision to the authorize call. Nothing is changed, so the call may be repeated. The User is named by one of
    /// `user_id`, `session_token` and `session_jwt`.
    ///
    /// # Errors
    /// `connected_app_not_found`, `user_not_found` and `session_not_found` (404);
    /// `connected_app_supplied_redirect_url_not_found_in_client` (401); `no_oauth_authorize_user_selector` and
    /// `oauth_invalid_scope_requested` (400).
    #[endpoint(POST "/start", id = "AuthorizeStart", idempotent)]
    async fn authorize_start(
        &self,
        client_id: ConnectedAppId,
        /// The URL of the app to which the browser returns. It has to be one of those registered for the app.
        redirect_uri: String,
        /// The OAuth response type; always `code`.
        response_type: String,
        /// The OAuth scopes that the app requests, such as `openid` and `email`.
        scopes: Vec<String>,
        user_id: Option<UserId>,
        #[sensitive] session_token: Option<SessionToken>,
        #[sensitive] session_jwt: Option<SessionJwt>,
        /// `consent` if the app demands that the User is asked again. Without it, the User is asked for new scopes
        /// only.
        prompt: Option<String>,
    ) -> Result<AuthorizeStartResponse>;
}

/// The content of a consent page.
#[object]
pub struct AuthorizeStartResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The User who is asked.
    pub user_id: UserId,
    /// The User's data, to be shown on the page.
    pub user: User,
    /// The app that asks.
    pub client: ConnectedAppPublic,
    /// `false` if the User need not be asked, since the scopes were granted before or the app is the project's own.
    pub consent_required: bool,
    /// The requested scopes, and which of them the User can grant.
    pub scope_results: Vec<ScopeResult>,
    /// The HTTP status code, repeated.
    pub status_code: u16,
}
