//! `/v1/oauth`

mod start_url;

pub use start_url::StartUrl;

use crate::consumer::sessions::Session;
use crate::consumer::users::User;
use crate::prelude::*;
use crate::redirect::ProviderName;

/// Logins of Users at other providers, such as Google or GitHub.
#[endpoints(
    defaults = crate::api,
    tag = "OAuth (consumer)",
    path = "/v1/oauth",
    id = "api_oauth_v1_",
)]
pub trait Oauth {
    /// Creates a token that ties the next OAuth flow to a User who exists, instead of signing up a new one.
    ///
    /// It is passed to the start URL of the same provider. The User is named by one of `user_id`, `session_token` and
    /// `session_jwt`.
    ///
    /// # Errors
    /// `invalid_oauth_provider`, `no_user_selection_arguments` and `too_many_user_selection_arguments` (400);
    /// `user_not_found` and `session_not_found` (404).
    #[endpoint(POST "/attach", id = "Attach")]
    async fn attach(
        &self,
        provider: ProviderName,
        user_id: Option<UserId>,
        #[sensitive] session_token: Option<SessionToken>,
        #[sensitive] session_jwt: Option<SessionJwt>,
    ) -> Result<AttachResponse>;

    /// Signs a User in by the token with which an OAuth flow returned to the application.
    ///
    /// A login of a new person creates a User, unless the provider vouches for an e-mail address that a User has
    /// verified: then the login is linked to that User. With `session_token` or `session_jwt`, the login becomes a
    /// factor of that session; a session is started if `session_duration_minutes` is given.
    ///
    /// # Errors
    /// `oauth_token_not_found` (404) if the token is unknown, used or expired; `pkce_expected_code_verifier`,
    /// `pkce_did_not_expect_code_verifier` and `pkce_mismatch` (400); `user_id_mismatch` (400) if the session is
    /// another User's; with a session, `session_not_found` (404).
    #[endpoint(POST "/authenticate", id = "Authenticate")]
    async fn authenticate(
        &self,
        #[sensitive] token: Token,
        #[sensitive] session_token: Option<SessionToken>,
        /// The length of the session from now, in minutes: 5 to 527040. Without it, no session is started or extended.
        session_duration_minutes: Option<i32>,
        #[sensitive] session_jwt: Option<SessionJwt>,
        /// The application's own claims of the session, at most 4 KB; null removes a key of an existing session.
        session_custom_claims: Option<JsonMap>,
        #[sensitive] code_verifier: Option<CodeVerifier>,
        telemetry_id: Option<TelemetryId>,
    ) -> Result<AuthenticateResponse>;
}

/// A token that ties an OAuth flow to a User.
#[object]
pub struct AttachResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The token, for the parameter of the same name in the provider's start URL.
    #[sensitive]
    pub oauth_attach_token: Token,
    /// The HTTP status code, repeated.
    pub status_code: u16,
}

/// The response to a login at another provider.
#[object]
pub struct AuthenticateResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The User who signed in.
    pub user_id: UserId,
    /// The provider's id of the person, the `sub` of OpenID Connect.
    pub provider_subject: String,
    /// The provider's name, such as `Google`.
    pub provider_type: String,
    /// The session's token; empty without a session.
    #[sensitive]
    pub session_token: SessionToken,
    /// The session's JWT; empty without a session.
    #[sensitive]
    pub session_jwt: SessionJwt,
    /// The tokens and scopes that the provider issued.
    pub provider_values: ProviderValues,
    /// The User after the sign-in.
    pub user: User,
    /// `true` if the User's other sessions have to end. Stytch has revoked its own; an application with sessions of its
    /// own ends those.
    pub reset_sessions: bool,
    /// The registration that links the login to the User.
    pub oauth_user_registration_id: OAuthRegistrationId,
    /// The HTTP status code, repeated.
    pub status_code: u16,
    /// The session, by another name than elsewhere; absent if none was started or given.
    pub user_session: Option<Session>,
    /// The device and its history, if the call had a telemetry id.
    pub user_device: Option<DeviceInfo>,
}

/// Tokens of another provider, for calls to its API on the User's behalf.
#[object]
pub struct ProviderValues {
    /// The provider's access token.
    #[sensitive]
    pub access_token: AccessToken,
    /// The provider's refresh token; empty if it issues none.
    #[sensitive]
    pub refresh_token: RefreshToken,
    /// The provider's id token; empty if it does not speak OpenID Connect.
    #[sensitive]
    pub id_token: IdToken,
    /// The scopes that the person granted at the provider.
    pub scopes: Vec<String>,
    /// The time at which the access token expires; absent if the provider does not say.
    pub expires_at: Option<Timestamp>,
}
