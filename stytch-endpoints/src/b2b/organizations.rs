//! `/v1/b2b/organizations`

mod connected_app;
mod member;
pub mod members;
mod oauth_provider;
mod organization;
mod responses;
mod search_query;

pub use connected_app::*;
pub use member::*;
pub use oauth_provider::*;
pub use organization::*;
pub use responses::*;
pub use search_query::*;

use crate::connected_apps::AllowedApps;
use crate::prelude::*;

/// Organizations, the tenants of a B2B project.
#[endpoints(
    defaults = crate::api,
    tag = "Organizations",
    path = "/v1/b2b/organizations",
    id = "api_organization_v1_",
)]
pub trait Organizations {
    /// Creates an Organization without Members.
    ///
    /// Settings that are left out have their defaults: anybody can be invited and signs in with any factor, and nobody
    /// joins by an e-mail domain or an OAuth tenant.
    ///
    /// # Errors
    /// `organization_name_missing`, `invalid_organization_name`, `invalid_organization_slug`,
    /// `organization_slug_already_used`, `invalid_organization_external_id`, `organization_external_id_already_used`,
    /// `organization_settings_invalid_domain`, `organization_settings_domain_too_common`,
    /// `organization_settings_duplicate_claimed_domain`, `allowed_auth_methods_required_for_restricted` and
    /// `allowed_mfa_methods_required_for_restricted` (400).
    #[endpoint(POST, id = "Create")]
    async fn create(
        &self,
        /// The display name, 1 to 128 characters.
        organization_name: String,
        /// A name for URLs, unique in the project: 2 to 128 letters, digits, `-`, `.`, `_` and `~`; when left out,
        /// made from the display name.
        organization_slug: Option<String>,
        /// The URL of the logo.
        organization_logo_url: Option<String>,
        /// An object of the application's own, which Members cannot change.
        trusted_metadata: Option<JsonMap>,
        /// The application's own id of the Organization, unique in the project: up to 128 letters, digits, `.`, `_`,
        /// `-` and `|`.
        organization_external_id: Option<String>,
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
        /// The domains that belong to this Organization alone: people with such an address cannot create another one.
        claimed_email_domains: Option<Vec<String>>,
        /// The project's own Connected Apps that Members may use; all when left out.
        first_party_connected_apps_allowed_type: Option<AllowedApps>,
        /// The project's own apps that Members may use if the type is `RESTRICTED`.
        allowed_first_party_connected_apps: Option<Vec<ConnectedAppId>>,
        /// The Connected Apps of other companies that Members may use; all when left out.
        third_party_connected_apps_allowed_type: Option<AllowedApps>,
        /// The other companies' apps that Members may use if the type is `RESTRICTED`.
        allowed_third_party_connected_apps: Option<Vec<ConnectedAppId>>,
    ) -> Result<OrganizationResponse>;

    /// Finds Organizations of the project by their names, domains, Members or SSO connections, page by page.
    ///
    /// Without a query, all Organizations are found.
    ///
    /// # Errors
    /// `organization_search_missing_filter_name`, `organization_search_filter_name_not_recognized`,
    /// `organization_search_missing_filter_value`, `organization_search_expected_array_of_strings` and
    /// `organization_search_organization_name_fuzzy_too_short` (400).
    #[endpoint(
        POST "/search",
        id = "Search",
        idempotent,
        paginate(cursor = cursor, next = results_metadata.next_cursor, items = organizations: Vec<Organization>, limit = limit)
    )]
    async fn search(
        &self,
        /// The `next_cursor` of the previous page; left out for the first one.
        cursor: Option<String>,
        /// The number of Organizations on a page: 1 to 1000, or 100 when left out.
        limit: Option<u32>,
        query: Option<SearchQuery>,
    ) -> Result<SearchResponse>;

    /// Deletes an Organization with all of its Members, for good.
    ///
    /// With a session, its Member needs the permission `delete` on `stytch.organization`.
    ///
    /// # Errors
    /// `organization_not_found` (404); with a session, `session_not_found` (404),
    /// `session_authorization_tenancy_error` and `session_authorization_error` (403).
    #[endpoint(DELETE "/<organization_id>", id = "Delete")]
    async fn delete(
        &self,
        organization_id: OrganizationId,
        #[headers] session: Option<MemberSession>,
    ) -> Result<DeleteResponse>;

    /// Shows an Organization: its names, and its settings for signing in.
    ///
    /// # Errors
    /// `organization_not_found` (404).
    #[endpoint(GET "/<organization_id>", id = "Get")]
    async fn get(&self, organization_id: OrganizationId) -> Result<OrganizationResponse>;

    /// Changes the names and the settings of an Organization.
    ///
    /// A field that is left out stays as it is. A list replaces the former list as a whole. When a second factor
    /// becomes required for all, sessions that exist already stay active.
    ///
    /// With a session, its Member needs a permission on `stytch.organization` for each field that is sent:
    /// `update.info.` with `name`, `slug` or `logo-url`, or `update.settings.` with `default-sso-connection`,
    /// `sso-jit-provisioning`, `allowed-domains`, `email-jit-provisioning`, `email-invites`, `allowed-auth-methods`,
    /// `mfa-policy`, `implicit-roles`, `allowed-mfa-methods`, `oauth-tenant-jit-provisioning` or
    /// `allowed-oauth-tenants`. With a session, `trusted_metadata` is refused.
    ///
    /// # Errors
    /// `organization_not_found` (404); those of a creation, `invalid_sso_default_connection_id`,
    /// `invalid_connection_for_jit_provisioning` and `cannot_update_trusted_metadata` (400); with a session,
    /// `session_not_found` (404), `session_authorization_tenancy_error` and `session_authorization_error` (403).
    #[endpoint(PUT "/<organization_id>", id = "Update")]
    async fn update(
        &self,
        organization_id: OrganizationId,
        /// The new display name, 1 to 128 characters.
        organization_name: Option<Option<String>>,
        /// The new name for URLs, unique in the project: 2 to 128 letters, digits, `-`, `.`, `_` and `~`.
        organization_slug: Option<Option<String>>,
        /// The URL of the new logo; null removes the logo.
        organization_logo_url: Option<Option<String>>,
        /// The keys to change in the application's own object; null as a value removes a key.
        trusted_metadata: Option<Option<JsonMap>>,
        /// The application's own id of the Organization, unique in the project: up to 128 letters, digits, `.`, `_`,
        /// `-` and `|`. It is removed by `delete_external_id`.
        organization_external_id: Option<Option<String>>,
        /// The SSO connection that is used when several are active and none is chosen; null removes it.
        sso_default_connection_id: Option<Option<ConnectionId>>,
        /// The creation of Members at their first SSO login: `ALL_ALLOWED`, `RESTRICTED` to
        /// `sso_jit_provisioning_allowed_connections`, or `NOT_ALLOWED`.
        sso_jit_provisioning: Option<Option<String>>,
        /// The SSO connections that create Members if `sso_jit_provisioning` is `RESTRICTED`.
        sso_jit_provisioning_allowed_connections: Option<Option<Vec<ConnectionId>>>,
        /// The domains that `RESTRICTED` invitations and sign-ups by e-mail are limited to, such as `example.com`;
        /// domains that anybody can have an address at are refused.
        email_allowed_domains: Option<Option<Vec<String>>>,
        /// The creation of Members at their first login by e-mail or OAuth: `RESTRICTED` to `email_allowed_domains`, or
        /// `NOT_ALLOWED`.
        email_jit_provisioning: Option<Option<String>>,
        /// The addresses that may be invited: `ALL_ALLOWED`, `RESTRICTED` to `email_allowed_domains`, or `NOT_ALLOWED`.
        email_invites: Option<Option<String>>,
        /// The first factors that Members may use: `ALL_ALLOWED`, or `RESTRICTED` to `allowed_auth_methods`.
        auth_methods: Option<Option<String>>,
        /// The first factors if `auth_methods` is `RESTRICTED`: `sso`, `magic_link`, `email_otp`, `password`,
        /// `google_oauth`, `microsoft_oauth`, `slack_oauth`, `github_oauth`, `hubspot_oauth`.
        allowed_auth_methods: Option<Option<Vec<String>>>,
        /// The need for a second factor: `REQUIRED_FOR_ALL`, or `OPTIONAL`, for enrolled Members only.
        mfa_policy: Option<Option<String>>,
        /// The roles that Members have by the domain of their e-mail address.
        rbac_email_implicit_role_assignments: Option<Option<Vec<EmailImplicitRoleAssignment>>>,
        /// The second factors that Members may use: `ALL_ALLOWED`, or `RESTRICTED` to `allowed_mfa_methods`.
        mfa_methods: Option<Option<String>>,
        /// The second factors if `mfa_methods` is `RESTRICTED`: `sms_otp`, `totp`.
        allowed_mfa_methods: Option<Option<Vec<String>>>,
        /// The creation of Members at their first login from an OAuth tenant: `RESTRICTED` to `allowed_oauth_tenants`,
        /// or `NOT_ALLOWED`.
        oauth_tenant_jit_provisioning: Option<Option<String>>,
        /// The tenants' ids, as a list for each provider: `slack`, `hubspot`, `github`.
        allowed_oauth_tenants: Option<Option<JsonMap>>,
        /// The domains that belong to this Organization alone: people with such an address cannot create another one.
        claimed_email_domains: Option<Option<Vec<String>>>,
        /// The project's own Connected Apps that Members may use.
        first_party_connected_apps_allowed_type: Option<Option<AllowedApps>>,
        /// The project's own apps that Members may use if the type is `RESTRICTED`.
        allowed_first_party_connected_apps: Option<Option<Vec<ConnectedAppId>>>,
        /// The Connected Apps of other companies that Members may use.
        third_party_connected_apps_allowed_type: Option<Option<AllowedApps>>,
        /// The other companies' apps that Members may use if the type is `RESTRICTED`.
        allowed_third_party_connected_apps: Option<Option<Vec<ConnectedAppId>>>,
        #[headers] session: Option<MemberSession>,
    ) -> Result<OrganizationResponse>;

    /// Lists the Connected Apps that are installed in an Organization.
    ///
    /// An app is installed as long as at least one Member has authorized it and has not revoked its access. An app that
    /// the Organization's own policy no longer allows is not listed.
    ///
    /// With a session, the Member has to belong to the Organization; no further permission is needed.
    ///
    /// # Errors
    /// `organization_not_found` (404); with a session, `session_not_found` (404) and
    /// `session_authorization_tenancy_error` (403).
    #[endpoint(GET "/<organization_id>/connected_apps", id = "ConnectedApps")]
    async fn connected_apps(
        &self,
        organization_id: OrganizationId,
        #[headers] session: Option<MemberSession>,
    ) -> Result<ConnectedAppsResponse>;

    /// Shows a Connected App, and the Members of an Organization who use it, with their scopes.
    ///
    /// With a session, the Member has to belong to the Organization; no further permission is needed.
    ///
    /// # Errors
    /// `organization_not_found` and `connected_app_not_found` (404); with a session, `session_not_found` (404) and
    /// `session_authorization_tenancy_error` (403).
    #[endpoint(GET "/<organization_id>/connected_apps/<connected_app_id>", id = "GetConnectedApp")]
    async fn get_connected_app(
        &self,
        organization_id: OrganizationId,
        connected_app_id: ConnectedAppId,
        #[headers] session: Option<MemberSession>,
    ) -> Result<GetConnectedAppResponse>;

    /// Removes the application's own id from an Organization.
    ///
    /// The Organization keeps its id and its slug. Another one can have the removed id from then on.
    ///
    /// With a session, its Member has to belong to the Organization.
    ///
    /// # Errors
    /// `organization_not_found` (404); with a session, `session_not_found` (404),
    /// `session_authorization_tenancy_error` and `session_authorization_error` (403).
    #[endpoint(DELETE "/<organization_id>/external_id", id = "DeleteExternalId")]
    async fn delete_external_id(
        &self,
        organization_id: OrganizationId,
        #[headers] session: Option<MemberSession>,
    ) -> Result<OrganizationResponse>;

    /// Counts the Members of an Organization.
    ///
    /// # Errors
    /// `organization_not_found` (404).
    #[endpoint(GET "/<organization_id>/metrics", id = "Metrics")]
    async fn metrics(&self, organization_id: OrganizationId) -> Result<MetricsResponse>;
}
