//! `/v1/magic_links`

pub mod email;

use crate::consumer::sessions::Session;
use crate::consumer::users::User;
use crate::prelude::*;

/// Magic links: links with a token that signs a User in.
#[endpoints(
    defaults = crate::api,
    tag = "Magic links (consumer)",
    path = "/v1/magic_links",
    id = "api_magic_v1_",
)]
pub trait MagicLinks {
    /// Creates a token that signs a User in, for a link in a message of the application's own.
    ///
    /// Nothing is sent. The project has to be approved for this by Stytch, since whoever holds the token is signed in.
    ///
    /// # Errors
    /// `user_not_found` (404); `invalid_expiration` (400).
    #[endpoint(POST, id = "Create")]
    async fn create(
        &self,
        user_id: UserId,
        /// The lifetime of the token in minutes: 5 to 10080, which is a week. The default is 60.
        expiration_minutes: Option<i32>,
        attributes: Option<Attributes>,
    ) -> Result<CreateResponse>;

    /// Signs a User in by the token of a magic link, of an e-mail or of the application's own.
    ///
    /// The address to which the link was sent counts as verified from then on. With `session_token` or `session_jwt`,
    /// the link becomes a factor of that session; a session is started if `session_duration_minutes` is given. If this
    /// verifies an address that was not verified before, the User's other sessions are revoked, as a stranger may have
    /// signed up with it.
    ///
    /// # Errors
    /// `unable_to_auth_magic_link` (401) if the token is used, expired or revoked; `magic_link_not_found` (404);
    /// `attribute_mismatch` (401) by the options; `pkce_expected_code_verifier`, `pkce_did_not_expect_code_verifier`
    /// and `pkce_mismatch` (400); with a session, `session_not_found` (404).
    #[endpoint(POST "/authenticate", id = "Authenticate")]
    async fn authenticate(
        &self,
        #[sensitive] token: Token,
        attributes: Option<Attributes>,
        options: Option<Options>,
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

/// The response to a valid magic link or one-time passcode.
#[object]
pub struct AuthenticateResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The User who signed in.
    pub user_id: UserId,
    /// The id of the e-mail address or telephone number that received the link or code.
    pub method_id: MethodId,
    /// The session's token; empty without a session.
    #[sensitive]
    pub session_token: SessionToken,
    /// The session's JWT; empty without a session.
    #[sensitive]
    pub session_jwt: SessionJwt,
    /// The User after the sign-in.
    pub user: User,
    /// `true` if the User's other sessions have to end. Stytch has revoked its own; an application with sessions of its
    /// own ends those.
    pub reset_sessions: bool,
    /// The HTTP status code, repeated.
    pub status_code: u16,
    /// The session; absent if none was started or given.
    pub session: Option<Session>,
    /// The device and its history, if the call had a telemetry id.
    pub user_device: Option<DeviceInfo>,
}

/// A new token for a magic link of the application's own.
#[object]
pub struct CreateResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The User whom the token signs in.
    pub user_id: UserId,
    /// The token, to be put into the link.
    #[sensitive]
    pub token: Token,
    /// The HTTP status code, repeated.
    pub status_code: u16,
}

/// Conditions under which a link or code is accepted. They compare the `attributes` of both calls.
#[object(sent)]
pub struct Options {
    /// `true` to demand that the sign-in comes from the IP address that requested the link or code.
    pub ip_match_required: bool,
    /// `true` to demand that the sign-in comes from a browser with the `User-Agent` that requested the link or code.
    pub user_agent_match_required: bool,
}
