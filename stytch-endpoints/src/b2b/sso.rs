//! `/v1/b2b/sso`

pub mod external;
mod external_connection;
mod identity_provider;
pub mod oidc;
mod oidc_connection;
mod role_assignment;
pub mod saml;
mod saml_connection;
mod start_url;

pub use external_connection::ExternalConnection;
pub use identity_provider::SsoIdentityProvider;
pub use oidc_connection::OidcConnection;
pub use role_assignment::{GroupImplicitRoleAssignment, ImplicitRoleAssignment};
pub use saml_connection::{EncryptionPrivateKey, SamlConnection, X509Certificate};
pub use start_url::StartUrl;

use crate::b2b::mfa::MfaRequired;
use crate::b2b::organizations::{Member, Organization};
use crate::b2b::sessions::{PrimaryRequired, Session};
use crate::prelude::*;

/// Sign-ins at the identity providers of Organizations, and the connections to them.
#[endpoints(
    defaults = crate::api,
    tag = "SSO",
    path = "/v1/b2b/sso",
    id = "api_sso_v1_",
)]
pub trait Sso {
    /// Signs a Member in with the token that the redirect back from the identity provider carries.
    ///
    /// The Member is created if there is none and the Organization lets new Members in through this connection. The
    /// result is a session, or an intermediate session if the Organization demands more: a second factor
    /// (`mfa_required`), or another primary factor (`primary_required`). If a second factor is missing and the Member
    /// has a telephone number, a one-time passcode is sent to it at once.
    ///
    /// The token works once, so the call cannot be repeated. With a session or an intermediate session, the sign-in is
    /// added to that one; at most one of the three credentials may be given.
    ///
    /// # Errors
    /// `sso_token_not_found` (404) for a token that is unknown, used or expired; `invalid_session_duration_minutes`,
    /// `too_many_session_arguments`, and `pkce_expected_code_verifier` or `pkce_mismatch` if the flow was opened with
    /// PKCE (400); with a session or an intermediate session, `session_not_found` and `intermediate_session_not_found`
    /// (404).
    #[endpoint(POST "/authenticate", id = "Authenticate")]
    async fn authenticate(
        &self,
        #[sensitive] sso_token: Token,
        #[sensitive] pkce_code_verifier: Option<CodeVerifier>,
        /// The token of a session that the sign-in is added to.
        #[sensitive]
        session_token: Option<SessionToken>,
        /// The JWT of a session that the sign-in is added to.
        #[sensitive]
        session_jwt: Option<SessionJwt>,
        /// The lifetime of the session from now on, from 5 to 527040 minutes. Default: 60 for a new session; an
        /// existing one is not extended.
        session_duration_minutes: Option<i32>,
        /// Claims of the application's own for the session and its JWTs, 4 KiB at most; null removes a claim.
        /// Registered claims such as `sub` are ignored.
        session_custom_claims: Option<JsonMap>,
        /// The language of the passcode that is sent for the second factor. Default: English.
        locale: Option<Locale>,
        /// The intermediate session that the sign-in is added to. It is used up if nothing is missing any more.
        #[sensitive]
        intermediate_session_token: Option<IntermediateSessionToken>,
        telemetry_id: Option<TelemetryId>,
    ) -> Result<AuthenticateResponse>;

    /// Lists the SSO connections of an Organization, of all three kinds.
    ///
    /// With a session, its Member needs the permission `get` on `stytch.sso`.
    ///
    /// # Errors
    /// `organization_not_found` (404); with a session, `session_not_found` (404), `session_authorization_tenancy_error`
    /// and `session_authorization_error` (403).
    #[endpoint(GET "/<organization_id>", id = "GetConnections")]
    async fn get_connections(
        &self,
        organization_id: OrganizationId,
        #[headers] session: Option<MemberSession>,
    ) -> Result<GetConnectionsResponse>;

    /// Deletes an SSO connection of any kind.
    ///
    /// Members can no longer sign in through it. The Organization's default connection cannot be deleted.
    ///
    /// With a session, its Member needs the permission `delete` on `stytch.sso`.
    ///
    /// # Errors
    /// `organization_not_found` and `sso_connection_not_found` (404); `cannot_delete_default_sso_connection` (400);
    /// with a session, `session_not_found` (404), `session_authorization_tenancy_error` and
    /// `session_authorization_error` (403).
    #[endpoint(DELETE "/<organization_id>/connections/<connection_id>", id = "DeleteConnection")]
    async fn delete_connection(
        &self,
        organization_id: OrganizationId,
        connection_id: ConnectionId,
        #[headers] session: Option<MemberSession>,
    ) -> Result<DeleteConnectionResponse>;
}

/// The response to the deletion of a connection.
#[object]
pub struct DeleteConnectionResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The connection that is gone.
    pub connection_id: ConnectionId,
    /// The HTTP status code, repeated.
    pub status_code: u16,
}

/// A sign-in by SSO: the Member, and a session or an intermediate session.
#[object]
pub struct AuthenticateResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The Member who has signed in, who may be a new one.
    pub member_id: MemberId,
    /// The Organization that the connection belongs to.
    pub organization_id: OrganizationId,
    /// The Member, after the sign-in.
    pub member: Member,
    /// The session's token; empty if a factor is missing.
    #[sensitive]
    pub session_token: SessionToken,
    /// The session's JWT; empty if a factor is missing.
    #[sensitive]
    pub session_jwt: SessionJwt,
    /// `true` if the Member's earlier sessions have to end. Stytch has revoked its own.
    pub reset_session: bool,
    /// The Organization, with its settings.
    pub organization: Organization,
    /// The token to go on with if a factor is missing; otherwise empty.
    #[sensitive]
    pub intermediate_session_token: IntermediateSessionToken,
    /// `true` if the Member is signed in, `false` if a factor is missing.
    pub member_authenticated: bool,
    /// The HTTP status code, repeated.
    pub status_code: u16,
    /// The session, unless a factor is missing.
    pub member_session: Option<Session>,
    /// The ways to pass the second factor, if it is missing.
    pub mfa_required: Option<MfaRequired>,
    /// The ways to pass a primary factor that the Organization accepts, if this one is not enough.
    pub primary_required: Option<PrimaryRequired>,
    /// The Member's device, if a telemetry id was given.
    pub member_device: Option<DeviceInfo>,
    /// The end of the intermediate session, if there is one.
    pub intermediate_session_token_expires_at: Option<Timestamp>,
}

/// The SSO connections of an Organization.
#[object]
pub struct GetConnectionsResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The connections that speak SAML.
    pub saml_connections: Vec<SamlConnection>,
    /// The connections that speak OpenID Connect.
    pub oidc_connections: Vec<OidcConnection>,
    /// The connections that borrow one of another Organization.
    pub external_connections: Vec<ExternalConnection>,
    /// The HTTP status code, repeated.
    pub status_code: u16,
}
