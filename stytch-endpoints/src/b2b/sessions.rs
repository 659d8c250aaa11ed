//! `/v1/b2b/sessions`

mod responses;
mod session;

use crate::jwks::JwksResponse;
use crate::prelude::*;

pub use responses::*;
pub use session::*;

/// Sessions of Members.
#[endpoints(
    defaults = crate::api,
    tag = "Sessions (B2B)",
    path = "/v1/b2b/sessions",
    id = "api_b2b_session_v1_",
)]
pub trait Sessions {
    /// Lists the active sessions of a Member.
    ///
    /// Their tokens and JWTs are not shown. A session that has expired or was revoked is not listed.
    ///
    /// # Errors
    /// `organization_not_found` and `member_not_found` (404).
    #[endpoint(GET "?<organization_id>&<member_id>", id = "Get")]
    async fn get(&self, organization_id: OrganizationId, member_id: MemberId) -> Result<GetResponse>;

    /// Starts a Member's session from a token of another issuer, which the project trusts.
    ///
    /// The dashboard holds a profile of each such issuer: its keys, and the claims that identify the Member. A Member
    /// who does not exist yet is created if the profile provisions Members. With a session of the same Member, the
    /// token is added to it as a factor.
    ///
    /// # Errors
    /// `trusted_token_profile_not_found`, `organization_not_found` and `member_not_found` (404);
    /// `invalid_trusted_auth_token` (401); `token_missing_organization_id_claim` and `too_many_session_arguments`
    /// (400).
    #[endpoint(POST "/attest", id = "Attest")]
    async fn attest(
        &self,
        /// The id of the issuer's profile in the dashboard.
        profile_id: String,
        /// The issuer's token, a JWT. If Members are provisioned, a claim has to name the Organization.
        #[sensitive]
        token: Token,
        /// The Organization to sign in to, if the token does not name it.
        organization_id: Option<OrganizationId>,
        /// The session's lifetime in minutes, counted from now: 5 to 527040, or 60 when left out.
        session_duration_minutes: Option<i32>,
        /// The application's own claims in the session and its JWT, at most 4 KB; null removes a key.
        session_custom_claims: Option<JsonMap>,
        #[sensitive] session_token: Option<SessionToken>,
        #[sensitive] session_jwt: Option<SessionJwt>,
        telemetry_id: Option<TelemetryId>,
    ) -> Result<AttestResponse>;

    /// Checks that a Member's session is active, and returns it with a new JWT.
    ///
    /// Exactly one of the token and the JWT is needed. A JWT whose five minutes are over is accepted as long as its
    /// session is active. With a duration, the session's expiry moves, which is why the call is not repeated
    /// automatically. With an authorization check, the call fails if none of the session's roles permits the action.
    ///
    /// # Errors
    /// `session_not_found` (404); `no_session_arguments`, `too_many_session_arguments`,
    /// `invalid_session_duration_minutes` and `unable_to_parse_session_jwt` (400); with an authorization check,
    /// `session_authorization_error` and `session_authorization_tenancy_error` (403).
    #[endpoint(POST "/authenticate", id = "Authenticate")]
    async fn authenticate(
        &self,
        #[sensitive] session_token: Option<SessionToken>,
        /// The new lifetime in minutes, counted from now: 5 to 527040. When left out, the expiry stays.
        session_duration_minutes: Option<i32>,
        #[sensitive] session_jwt: Option<SessionJwt>,
        /// The application's own claims to add or replace, at most 4 KB in total; null removes a key.
        session_custom_claims: Option<JsonMap>,
        authorization_check: Option<AuthorizationCheck>,
    ) -> Result<AuthenticateResponse>;

    /// Switches a Member to another Organization: starts a session there from the one here.
    ///
    /// The person has to be a Member of the other Organization already, or invited to it: nobody joins by their e-mail
    /// domain this way. If that Organization asks for factors that the session does not have, no session is started,
    /// and the response has an intermediate session token. The first session stays active.
    ///
    /// # Errors
    /// `session_not_found`, `organization_not_found` and `member_not_found` (404); `no_session_arguments`,
    /// `too_many_session_arguments` and `insufficient_factors_for_session_exchange` (400).
    #[endpoint(POST "/exchange", id = "Exchange")]
    async fn exchange(
        &self,
        /// The Organization to switch to.
        organization_id: OrganizationId,
        #[sensitive] session_token: Option<SessionToken>,
        #[sensitive] session_jwt: Option<SessionJwt>,
        /// The new session's lifetime in minutes: 5 to 527040, or 60 when left out. Ignored if a factor is missing.
        session_duration_minutes: Option<i32>,
        /// The application's own claims in the new session and its JWT, at most 4 KB. Ignored if a factor is missing.
        session_custom_claims: Option<JsonMap>,
        /// The language of the passcode that is sent if the Member needs a second factor.
        locale: Option<Locale>,
        telemetry_id: Option<TelemetryId>,
    ) -> Result<AuthenticationResponse>;

    /// Starts a Member's session from the access token of a Connected App.
    ///
    /// The token needs the scope `full_access`, which only first-party apps can have, is at most five minutes old, and
    /// works once. The Member proved every factor when the app was authorized, so that none can be missing here.
    ///
    /// # Errors
    /// `idp_access_token_not_found` and `idp_access_token_could_not_be_exchanged` (404);
    /// `oauth_access_token_exchange_missing_full_access`, `oauth_access_token_exchange_token_too_old` and
    /// `oauth_access_token_exchange_token_invalid_grant` (400).
    #[endpoint(POST "/exchange_access_token", id = "ExchangeAccessToken")]
    async fn exchange_access_token(
        &self,
        #[sensitive] access_token: AccessToken,
        /// The session's lifetime in minutes, counted from now: 5 to 527040, or 60 when left out.
        session_duration_minutes: Option<i32>,
        /// The application's own claims in the session and its JWT, at most 4 KB.
        session_custom_claims: Option<JsonMap>,
        telemetry_id: Option<TelemetryId>,
    ) -> Result<SessionResponse>;

    /// Returns the public keys that verify the JWTs of Members' sessions.
    ///
    /// The keys change about twice a year; the old key is listed for another month. The key of a JWT is the one with
    /// its `kid`. The endpoint is public: it also responds without the project's secret.
    ///
    /// # Errors
    /// `project_not_found` (404).
    #[endpoint(GET "/jwks/<project_id>", id = "GetJWKS")]
    async fn get_jwks(&self, project_id: ProjectId) -> Result<JwksResponse>;

    /// Starts a Member's session from a session of the system that the application used before.
    ///
    /// Stytch calls the userinfo endpoint that the project's settings name, with the other system's token, and looks
    /// for a Member with the e-mail address that it returns. The Member has to exist.
    ///
    /// # Errors
    /// `organization_not_found` (404); `migrate_from_external_missing_userinfo`,
    /// `migrate_from_external_unexpected_response` and `migrate_from_external_email_does_not_exist` (400).
    #[endpoint(POST "/migrate", id = "Migrate")]
    async fn migrate(
        &self,
        /// The other system's token, which is passed on to its userinfo endpoint.
        #[sensitive]
        session_token: SessionToken,
        organization_id: OrganizationId,
        /// The session's lifetime in minutes, counted from now: 5 to 527040, or 60 when left out.
        session_duration_minutes: Option<i32>,
        /// The application's own claims in the session and its JWT, at most 4 KB.
        session_custom_claims: Option<JsonMap>,
    ) -> Result<MigrateResponse>;

    /// Revokes one session of a Member, or all of them.
    ///
    /// Exactly one argument says which: the id, the token or the JWT of the session, or the id of the Member whose
    /// sessions end. The tokens stop working at once. A JWT that is verified by the public keys alone passes until its
    /// five minutes are over.
    ///
    /// With an acting session, the call has the permissions of its Member.
    ///
    /// # Errors
    /// `session_not_found` and `member_not_found` (404); `no_session_revoke_arguments` and
    /// `too_many_session_revoke_arguments` (400); with an acting session, `session_authorization_error` and
    /// `session_authorization_tenancy_error` (403).
    #[endpoint(POST "/revoke", id = "Revoke", idempotent, destructive)]
    async fn revoke(
        &self,
        /// The session to revoke.
        member_session_id: Option<SessionId>,
        /// The token of the session to revoke.
        #[sensitive]
        session_token: Option<SessionToken>,
        /// The JWT of the session to revoke.
        #[sensitive]
        session_jwt: Option<SessionJwt>,
        /// The Member whose sessions are all revoked.
        member_id: Option<MemberId>,
        #[headers(prefix = "acting_")] session: Option<MemberSession>,
    ) -> Result<Acknowledgement>;
}
