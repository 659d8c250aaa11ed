//! `/v1/sessions`

use crate::consumer::users::User;
use crate::factors::AuthenticationFactor;
use crate::jwks::JwksResponse;
use crate::prelude::*;
use crate::rbac::AuthorizationVerdict;

/// Sessions of Users.
#[endpoints(
    defaults = crate::api,
    tag = "Sessions (consumer)",
    path = "/v1/sessions",
    id = "api_session_v1_",
)]
pub trait Sessions {
    /// Lists the active sessions of a User.
    ///
    /// The list has no tokens: a session in it can be revoked by its id, and not be used.
    ///
    /// # Errors
    /// `user_not_found` (404).
    #[endpoint(GET "?<user_id>", id = "Get")]
    async fn get(&self, user_id: UserId) -> Result<GetResponse>;

    /// Signs a User in by a token of an identity provider that the project trusts.
    ///
    /// The provider is described by a profile of the dashboard, which says how the token is verified and how its User
    /// is found. With `session_token` or `session_jwt`, the token becomes a factor of that session; a session is
    /// started if `session_duration_minutes` is given.
    ///
    /// # Errors
    /// `trusted_token_profile_not_found` (404); `invalid_trusted_auth_token` (401); `jwt_invalid_audience`,
    /// `jwt_invalid_issuer` and `jwt_invalid_claims` (400); with a session, `session_not_found` (404).
    #[endpoint(POST "/attest", id = "Attest")]
    async fn attest(
        &self,
        /// The id of the provider's profile in the dashboard.
        profile_id: String,
        /// The JWT that the provider issued.
        #[sensitive]
        token: Token,
        /// The length of the session from now, in minutes: 5 to 527040. Without it, no session is started or extended.
        session_duration_minutes: Option<i32>,
        /// The application's own claims of the session, at most 4 KB; null removes a key of an existing session.
        session_custom_claims: Option<JsonMap>,
        #[sensitive] session_token: Option<SessionToken>,
        #[sensitive] session_jwt: Option<SessionJwt>,
        telemetry_id: Option<TelemetryId>,
    ) -> Result<SessionResponse>;

    /// Checks that a session is active, and returns it with a fresh JWT; extends it on request.
    ///
    /// One of `session_token` and `session_jwt` is required. A JWT that has expired is accepted as long as its session
    /// is active. With `authorization_check`, the session's roles are checked as well.
    ///
    /// # Errors
    /// `session_not_found` (404) if the session is expired, revoked or unknown; `unable_to_parse_session_jwt`,
    /// `no_session_arguments` and `too_many_session_arguments` (400); `session_not_mutable` (400) if an impersonator's
    /// session is to be extended; `consumer_session_authorization_error` (403) if the check fails.
    #[endpoint(POST "/authenticate", id = "Authenticate")]
    async fn authenticate(
        &self,
        #[sensitive] session_token: Option<SessionToken>,
        /// The new length of the session from now, in minutes: 5 to 527040. Without it, the session is not extended.
        session_duration_minutes: Option<i32>,
        #[sensitive] session_jwt: Option<SessionJwt>,
        /// The application's own claims of the session, at most 4 KB. Keys that are left out remain; null removes a
        /// key.
        session_custom_claims: Option<JsonMap>,
        authorization_check: Option<AuthorizationCheck>,
    ) -> Result<AuthenticateResponse>;

    /// Exchanges the access token of a Connected App for the session in which the User authorized the app.
    ///
    /// The token needs the scope `full_access`, which only the project's own apps can get, must be at most five minutes
    /// old, and can be exchanged once.
    ///
    /// # Errors
    /// `idp_access_token_not_found` and `idp_access_token_could_not_be_exchanged` (404); `idp_access_token_expired`
    /// (401); `oauth_access_token_exchange_missing_full_access`, `oauth_access_token_exchange_token_too_old` and
    /// `oauth_access_token_exchange_token_invalid_grant` (400).
    #[endpoint(POST "/exchange_access_token", id = "ExchangeAccessToken")]
    async fn exchange_access_token(
        &self,
        #[sensitive] access_token: AccessToken,
        /// The length of the session from now, in minutes: 5 to 527040. Without it, no session is started or extended.
        session_duration_minutes: Option<i32>,
        /// The application's own claims of the session, at most 4 KB; null removes a key of an existing session.
        session_custom_claims: Option<JsonMap>,
        telemetry_id: Option<TelemetryId>,
    ) -> Result<SessionResponse>;

    /// Lists the public keys that verify the session JWTs of a project's Users.
    ///
    /// Stytch replaces the key about twice a year, and lists both for a month. A program keeps the keys, and asks again
    /// when it meets the id of an unknown key. The endpoint also answers without a credential.
    ///
    /// # Errors
    /// `project_not_found` (404).
    #[endpoint(GET "/jwks/<project_id>", id = "GetJWKS")]
    async fn get_jwks(&self, project_id: ProjectId) -> Result<JwksResponse>;

    /// Exchanges a session of another system for one of Stytch.
    ///
    /// Stytch calls the other system's userinfo endpoint, which is set in the dashboard, with the token. The e-mail
    /// address in the response has to be that of a User.
    ///
    /// # Errors
    /// `migrate_from_external_email_does_not_exist`, `migrate_from_external_missing_userinfo` (no endpoint is set) and
    /// `migrate_from_external_unexpected_response` (400).
    #[endpoint(POST "/migrate", id = "Migrate")]
    async fn migrate(
        &self,
        /// The token of the session in the other system, which its userinfo endpoint accepts.
        #[sensitive]
        session_token: SessionToken,
        /// The length of the new session in minutes: 5 to 527040. Without it, no session is started.
        session_duration_minutes: Option<i32>,
        /// The application's own claims of the new session, at most 4 KB.
        session_custom_claims: Option<JsonMap>,
        telemetry_id: Option<TelemetryId>,
    ) -> Result<SessionResponse>;

    /// Ends a session at once.
    ///
    /// It is named by one of the three arguments. Its token is refused from then on; a JWT that is checked locally
    /// remains valid until it expires, for five minutes at most.
    ///
    /// # Errors
    /// `no_session_revoke_arguments` and `too_many_session_revoke_arguments` (400); `session_not_found` (404).
    #[endpoint(POST "/revoke", id = "Revoke", idempotent, destructive)]
    async fn revoke(
        &self,
        session_id: Option<SessionId>,
        #[sensitive] session_token: Option<SessionToken>,
        #[sensitive] session_jwt: Option<SessionJwt>,
    ) -> Result<Acknowledgement>;
}

/// The response to a sign-in, with the session.
#[object]
pub struct SessionResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The User who signed in.
    pub user_id: UserId,
    /// The session's token; empty without a session.
    #[sensitive]
    pub session_token: SessionToken,
    /// The session's JWT; empty without a session.
    #[sensitive]
    pub session_jwt: SessionJwt,
    /// The User after the sign-in.
    pub user: User,
    /// The HTTP status code, repeated.
    pub status_code: u16,
    /// The session; absent if none was started or given.
    pub session: Option<Session>,
    /// The device and its history, if the call had a telemetry id.
    pub user_device: Option<DeviceInfo>,
}

/// An active session, with its credentials.
#[object]
pub struct AuthenticateResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The session after this call.
    pub session: Session,
    /// The session's token, which is not changed by the check.
    #[sensitive]
    pub session_token: SessionToken,
    /// A JWT of the session that is valid for another five minutes.
    #[sensitive]
    pub session_jwt: SessionJwt,
    /// The User of the session.
    pub user: User,
    /// The HTTP status code, repeated.
    pub status_code: u16,
    /// The result of the authorization check, if the call had one.
    pub verdict: Option<AuthorizationVerdict>,
}

/// The active sessions of a User.
#[object]
pub struct GetResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The sessions, without their tokens; empty if the User is signed in nowhere.
    pub sessions: Vec<Session>,
    /// The HTTP status code, repeated.
    pub status_code: u16,
}

/// An action that the User of a session has to be allowed, by the project's RBAC policy.
#[object(sent)]
pub struct AuthorizationCheck {
    /// The resource's name in the policy, such as `documents`.
    pub resource_id: String,
    /// The action on it, such as `read`.
    pub action: String,
}

/// A session of a User.
#[object]
pub struct Session {
    /// The session's id, by which it can be revoked.
    pub session_id: SessionId,
    /// The User who is signed in.
    pub user_id: UserId,
    /// The proofs of identity, one for each method.
    pub authentication_factors: Vec<AuthenticationFactor>,
    /// The User's roles, those that everybody has included.
    pub roles: Vec<RoleId>,
    /// The time of the sign-in.
    pub started_at: Option<Timestamp>,
    /// The time of the latest call that checked the session at Stytch.
    pub last_accessed_at: Option<Timestamp>,
    /// The time at which the session ends unless it is extended.
    pub expires_at: Option<Timestamp>,
    /// The IP address and browser of the sign-in, as far as the application passed them on.
    pub attributes: Option<Attributes>,
    /// The application's own claims, which the JWT contains, too.
    pub custom_claims: Option<JsonMap>,
}
