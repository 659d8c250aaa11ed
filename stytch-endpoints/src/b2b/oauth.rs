//! `/v1/b2b/oauth/authenticate`

pub mod discovery;
mod start_url;

pub use start_url::StartUrl;

use crate::b2b::mfa::MfaRequired;
use crate::b2b::organizations::{Member, Organization};
use crate::b2b::sessions::{PrimaryRequired, Session};
use crate::prelude::*;

/// Sign-ins of Members by an account at Google, Microsoft, GitHub, Slack or HubSpot.
#[endpoints(
    defaults = crate::api,
    tag = "OAuth sign-in (B2B)",
    path = "/v1/b2b/oauth/authenticate",
    id = "api_b2b_oauth_v1_",
)]
pub trait Oauth {
    /// Signs a Member in by the token of a redirect from an OAuth provider.
    ///
    /// The token works once. With a session of the same Member, the factor is added to it, and no second factor is
    /// asked for. With an intermediate session, the factor is added to that.
    ///
    /// If a factor is missing, no session is started: `member_authenticated` is `false`, and the intermediate session
    /// token continues the sign-in, or joins or creates another Organization, within ten minutes. An e-mail address
    /// that the provider does not vouch for has to be verified in addition: `primary_required` says how.
    ///
    /// # Errors
    /// `oauth_token_not_found` (404), if the token is wrong, used or expired; `pkce_expected_code_verifier`,
    /// `pkce_did_not_expect_code_verifier`, `pkce_mismatch` and `too_many_session_arguments` (400);
    /// `oauth_tenant_jit_provisioning_not_allowed` and `email_jit_provisioning_not_allowed` (400), if the person is not
    /// a Member; `session_not_found` and `intermediate_session_not_found` (404).
    #[endpoint(POST, id = "Authenticate")]
    async fn authenticate(
        &self,
        /// The token in the URL that the provider redirected to.
        #[sensitive]
        oauth_token: Token,
        #[sensitive] session_token: Option<SessionToken>,
        /// The session's lifetime in minutes, counted from now: 5 to 527040, or 60 when left out.
        session_duration_minutes: Option<i32>,
        #[sensitive] session_jwt: Option<SessionJwt>,
        /// The application's own claims in the session and its JWT, at most 4 KB; null removes a key.
        session_custom_claims: Option<JsonMap>,
        #[sensitive] pkce_code_verifier: Option<CodeVerifier>,
        /// The language of the passcode that is sent if the Member needs a second factor.
        locale: Option<Locale>,
        #[sensitive] intermediate_session_token: Option<IntermediateSessionToken>,
        telemetry_id: Option<TelemetryId>,
    ) -> Result<AuthenticateResponse>;
}

/// The result of a sign-in by OAuth: a session, or an intermediate session for the missing factors.
#[object]
pub struct AuthenticateResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The Member who signs in.
    pub member_id: MemberId,
    /// The account's id at the provider, the claim `sub`.
    pub provider_subject: String,
    /// The provider's name, such as `Google` or `Microsoft`.
    pub provider_type: String,
    /// The token of the session; empty if a factor is missing.
    #[sensitive]
    pub session_token: SessionToken,
    /// The JWT of the session; empty if a factor is missing.
    #[sensitive]
    pub session_jwt: SessionJwt,
    /// The Member, after the sign-in.
    pub member: Member,
    /// The Organization that the Member signs in to.
    pub organization_id: OrganizationId,
    /// The Organization.
    pub organization: Organization,
    /// Deprecated; has no meaning any more.
    pub reset_sessions: bool,
    /// `true` if the Member is signed in, `false` if a factor is missing.
    pub member_authenticated: bool,
    /// Continues the sign-in at the endpoint of the missing factor; empty if the Member is signed in.
    #[sensitive]
    pub intermediate_session_token: IntermediateSessionToken,
    /// The HTTP status code, repeated.
    pub status_code: u16,
    /// The session; absent if a factor is missing.
    pub member_session: Option<Session>,
    /// The provider's own tokens, for calls to its API.
    pub provider_values: Option<ProviderValues>,
    /// The second factor that is missing, if one is.
    pub mfa_required: Option<MfaRequired>,
    /// The first factor that is missing, if one is.
    pub primary_required: Option<PrimaryRequired>,
    /// The Member's device, if the request had a telemetry id and the device was recognized.
    pub member_device: Option<DeviceInfo>,
    /// The time at which the intermediate session token expires.
    pub intermediate_session_token_expires_at: Option<Timestamp>,
}

/// The tokens that an OAuth provider issued, as far as it issues them.
#[object]
pub struct ProviderValues {
    /// The scopes that the Member has granted.
    pub scopes: Vec<String>,
    /// The token for calls to the provider's API; absent after Google One Tap.
    #[sensitive]
    pub access_token: Option<AccessToken>,
    /// The token that renews the access token; absent if the provider issues none.
    #[sensitive]
    pub refresh_token: Option<RefreshToken>,
    /// The time at which the access token expires; absent if it does not.
    pub expires_at: Option<Timestamp>,
    /// The provider's statement about the Member, a JWT; absent if it does not speak OpenID Connect.
    #[sensitive]
    pub id_token: Option<IdToken>,
}
