//! `/v1/b2b/magic_links/authenticate`

pub mod discovery;
pub mod email;

use crate::b2b::mfa::MfaRequired;
use crate::b2b::organizations::{Member, Organization};
use crate::b2b::sessions::{PrimaryRequired, Session};
use crate::prelude::*;

/// Sign-in links that are sent by e-mail, for Members of one Organization.
#[endpoints(
    defaults = crate::api,
    tag = "Magic links (B2B)",
    path = "/v1/b2b/magic_links/authenticate",
    id = "api_b2b_magic_v1_",
)]
pub trait MagicLinks {
    /// Signs a Member in by the token of a link that was sent by e-mail.
    ///
    /// The token works once. A Member who was pending or invited becomes active, and the e-mail address is verified.
    /// With a session of the same Member, the factor is added to it, and no second factor is asked for. With an
    /// intermediate session, the factor is added to that.
    ///
    /// If a factor is missing, no session is started: `member_authenticated` is `false`, and the intermediate session
    /// token continues the sign-in, or joins or creates another Organization, within ten minutes.
    ///
    /// # Errors
    /// `magic_link_not_found` (404); `unable_to_auth_magic_link` (401), if the link was used or has expired;
    /// `pkce_expected_code_verifier`, `pkce_did_not_expect_code_verifier`, `pkce_mismatch` and
    /// `too_many_session_arguments` (400); `session_not_found` and `intermediate_session_not_found` (404).
    #[endpoint(POST, id = "Authenticate")]
    async fn authenticate(
        &self,
        /// The token in the link's URL.
        #[sensitive]
        magic_links_token: Token,
        #[sensitive] pkce_code_verifier: Option<CodeVerifier>,
        #[sensitive] session_token: Option<SessionToken>,
        #[sensitive] session_jwt: Option<SessionJwt>,
        /// The session's lifetime in minutes, counted from now: 5 to 527040, or 60 when left out.
        session_duration_minutes: Option<i32>,
        /// The application's own claims in the session and its JWT, at most 4 KB; null removes a key.
        session_custom_claims: Option<JsonMap>,
        /// The language of the passcode that is sent if the Member needs a second factor.
        locale: Option<EmailLocale>,
        #[sensitive] intermediate_session_token: Option<IntermediateSessionToken>,
        telemetry_id: Option<TelemetryId>,
    ) -> Result<AuthenticateResponse>;
}

/// The result of a sign-in by link: a session, or an intermediate session for the missing factors.
#[object]
pub struct AuthenticateResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The Member who signs in.
    pub member_id: MemberId,
    /// The id of the e-mail address that the link was sent to.
    pub method_id: EmailId,
    /// Deprecated; has no meaning any more.
    pub reset_sessions: bool,
    /// The Organization that the Member signs in to.
    pub organization_id: OrganizationId,
    /// The Member, after the sign-in.
    pub member: Member,
    /// The token of the session; empty if a factor is missing.
    #[sensitive]
    pub session_token: SessionToken,
    /// The JWT of the session; empty if a factor is missing.
    #[sensitive]
    pub session_jwt: SessionJwt,
    /// The Organization.
    pub organization: Organization,
    /// Continues the sign-in at the endpoint of the missing factor; empty if the Member is signed in.
    #[sensitive]
    pub intermediate_session_token: IntermediateSessionToken,
    /// `true` if the Member is signed in, `false` if a factor is missing.
    pub member_authenticated: bool,
    /// The HTTP status code, repeated.
    pub status_code: u16,
    /// The session; absent if a factor is missing.
    pub member_session: Option<Session>,
    /// The second factor that is missing, if one is.
    pub mfa_required: Option<MfaRequired>,
    /// The first factor that is missing, if one is.
    pub primary_required: Option<PrimaryRequired>,
    /// The Member's device, if the request had a telemetry id and the device was recognized.
    pub member_device: Option<DeviceInfo>,
    /// The time at which the intermediate session token expires.
    pub intermediate_session_token_expires_at: Option<Timestamp>,
}
