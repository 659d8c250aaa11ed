//! `/v1/b2b/discovery/intermediate_sessions`

use crate::b2b::sessions::AuthenticationResponse;
use crate::prelude::*;

/// Intermediate sessions of discovery, which prove an e-mail address before an Organization is chosen.
#[endpoints(
    defaults = crate::api,
    tag = "Discovery: intermediate sessions",
    path = "/v1/b2b/discovery/intermediate_sessions/exchange",
    id = "api_discovery_v1_discovery_intermediate_sessions_",
)]
pub trait IntermediateSessions {
    /// Signs somebody in to an Organization with the intermediate session token of discovery.
    ///
    /// Somebody who is invited, or may join by the domain of the address or an OAuth tenant, becomes a Member. If the
    /// Organization requires another first factor or a second one, `member_authenticated` is `false` and there is no
    /// session yet: the response contains an intermediate session token to pass with the missing factor. With SMS as
    /// the Member's second factor, a code is sent at once.
    ///
    /// # Errors
    /// `intermediate_session_not_found` and `organization_not_found` (404);
    /// `invalid_intermediate_session_token_for_organization`, `email_jit_provisioning_not_allowed`,
    /// `oauth_tenant_jit_provisioning_not_allowed` and `invalid_session_duration_minutes` (400).
    #[endpoint(POST, id = "Exchange")]
    async fn exchange(
        &self,
        #[sensitive] intermediate_session_token: IntermediateSessionToken,
        organization_id: OrganizationId,
        /// The session's lifetime in minutes, counted from now: 5 to 527040, or 60 when left out.
        session_duration_minutes: Option<i32>,
        /// The application's own claims in the session and its JWT, at most 4 KB; null removes a key.
        session_custom_claims: Option<JsonMap>,
        /// The language of the SMS with the code, if one is sent; English when left out.
        locale: Option<Locale>,
        telemetry_id: Option<TelemetryId>,
    ) -> Result<AuthenticationResponse>;
}
