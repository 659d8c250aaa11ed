//! `/v1/b2b/discovery/organizations`

use crate::b2b::discovery::DiscoveredOrganization;
use crate::b2b::organizations::EmailImplicitRoleAssignment;
use crate::b2b::sessions::AuthenticationResponse;
use crate::connected_apps::AllowedApps;
use crate::prelude::*;

/// Organizations that somebody can sign in to, join or create after discovery.
#[endpoints(
    defaults = crate::api,
    tag = "Discovery: Organizations",
    path = "/v1/b2b/discovery/organizations",
    id = "api_discovery_v1_discovery_organizations_",
)]
pub trait Organizations {
    /// Lists the Organizations that somebody is a Member of, is invited to, or may join.
    ///
    /// Exactly one proof of the person's e-mail address is needed: an intermediate session token, or the token or the
    /// JWT of a session in any Organization. The call does not use the proof up, so that it can be repeated.
    ///
    /// # Errors
    /// `intermediate_session_not_found` and `session_not_found` (404); `no_session_arguments` and
    /// `too_many_session_arguments` (400).
    #[endpoint(POST, id = "List", idempotent)]
    async fn list(
        &self,
        #[sensitive] intermediate_session_token: Option<IntermediateSessionToken>,
        #[sensitive] session_token: Option<SessionToken>,
        #[sensitive] session_jwt: Option<SessionJwt>,
    ) -> Result<ListResponse>;

    /// Creates an Organization for somebody who has completed discovery, and signs that person in as its first Member.
    ///
    /// The first Member has the role `stytch_admin`. If the new Organization's settings require another first factor or
    /// a second one, `member_authenticated` is `false` and there is no session yet: the response contains an
    /// intermediate session token to pass with the missing factor.
    ///
    /// # Errors
    /// `intermediate_session_not_found` (404); `action_not_allowed_email_domain_is_claimed`,
    /// `organization_slug_already_used`, `organization_external_id_already_used`, `invalid_organization_slug`,
    /// `invalid_organization_external_id`, `organization_settings_domain_too_common`,
    /// `allowed_auth_methods_required_for_restricted`, `allowed_mfa_methods_required_for_restricted` and
    /// `invalid_session_duration_minutes` (400).
    #[endpoint(POST "/create", id = "Create")]
    async fn create(
        &self,
        #[sensitive] intermediate_session_token: IntermediateSessionToken,
        /// The session's lifetime in minutes, counted from now: 5 to 527040, or 60 when left out.
        session_duration_minutes: Option<i32>,
        /// The application's own claims in the session and its JWT, at most 4 KB; null removes a key.
        session_custom_claims: Option<JsonMap>,
        /// The display name; when left out, made from the e-mail address.
        organization_name: Option<String>,
        /// A name for URLs, unique in the project: 2 to 128 letters, digits, `-`, `.`, `_` and `~`; when left out,
        /// made from the display name.
        organization_slug: Option<String>,
        /// The application's own id of the Organization, unique in the project: up to 128 letters, digits, `.`, `_`,
        /// `-` and `|`.
        organization_external_id: Option<String>,
        /// The URL of the logo.
        organization_logo_url: Option<String>,
        /// An object of the application's own, which Members cannot change.
        trusted_metadata: Option<JsonMap>,
        /// The creation of Members at their first SSO login: `ALL_ALLOWED` (default), `RESTRICTED` to chosen
        /// connections, or `NOT_ALLOWED`.
        sso_jit_provisioning: Option<String>,
        /// The domains that `RESTRICTED` invitations and sign-ups by e-mail are limited to, such as `example.com`;
        /// domains that anybody can have an address at are refused.
        email_allowed_domains: Option<Vec<String>>,
        /// The creation of Members at their first login by e-mail or OAuth: `RESTRICTED` to `email_allowed_domains`, or
        /// `NOT_ALLOWED` (default).
        email_jit_provisioning: Option<String>,
        /// The addresses that may be invited: `ALL_ALLOWED` (default), `RESTRICTED` to `email_allowed_domains`, or
        /// `NOT_ALLOWED`.
        email_invites: Option<String>,
        /// The first factors that Members may use: `ALL_ALLOWED` (default), or `RESTRICTED` to `allowed_auth_methods`.
        auth_methods: Option<String>,
        /// The first factors if `auth_methods` is `RESTRICTED`: `sso`, `magic_link`, `email_otp`, `password`,
        /// `google_oauth`, `microsoft_oauth`, `slack_oauth`, `github_oauth`, `hubspot_oauth`.
        allowed_auth_methods: Option<Vec<String>>,
        /// The need for a second factor: `REQUIRED_FOR_ALL`, or `OPTIONAL` (default), for enrolled Members only.
        mfa_policy: Option<String>,
        /// The roles that Members have by the domain of their e-mail address.
        rbac_email_implicit_role_assignments: Option<Vec<EmailImplicitRoleAssignment>>,
        /// The second factors that Members may use: `ALL_ALLOWED` (default), or `RESTRICTED` to `allowed_mfa_methods`.
        mfa_methods: Option<String>,
        /// The second factors if `mfa_methods` is `RESTRICTED`: `sms_otp`, `totp`.
        allowed_mfa_methods: Option<Vec<String>>,
        /// The creation of Members at their first login from an OAuth tenant: `RESTRICTED` to `allowed_oauth_tenants`,
        /// or `NOT_ALLOWED` (default).
        oauth_tenant_jit_provisioning: Option<String>,
        /// The tenants' ids, as a list for each provider: `slack`, `hubspot`, `github`.
        allowed_oauth_tenants: Option<JsonMap>,
        /// The project's own Connected Apps that Members may use; all when left out.
        first_party_connected_apps_allowed_type: Option<AllowedApps>,
        /// The project's own apps that Members may use if the type is `RESTRICTED`.
        allowed_first_party_connected_apps: Option<Vec<ConnectedAppId>>,
        /// The Connected Apps of other companies that Members may use; all when left out.
        third_party_connected_apps_allowed_type: Option<AllowedApps>,
        /// The other companies' apps that Members may use if the type is `RESTRICTED`.
        allowed_third_party_connected_apps: Option<Vec<ConnectedAppId>>,
        telemetry_id: Option<TelemetryId>,
    ) -> Result<AuthenticationResponse>;
}

/// The Organizations that somebody can sign in to or join.
#[object]
pub struct ListResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The e-mail address that the proof belongs to.
    pub email_address: String,
    /// The Organizations; empty if there are none, and one can be created.
    pub discovered_organizations: Vec<DiscoveredOrganization>,
    /// The HTTP status code, repeated.
    pub status_code: u16,
    /// The id of the Organization that the intermediate session token was issued for; absent with a token of discovery
    /// by e-mail or OAuth, and with a session.
    pub organization_id_hint: Option<String>,
}
