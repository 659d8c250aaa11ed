//! Organizations.

use crate::connected_apps::AllowedApps;
use crate::prelude::*;
use crate::rbac::PolicyRole;

/// An Organization: its names, and its settings for signing in.
#[object]
pub struct Organization {
    /// The id that Stytch gave to it.
    pub organization_id: OrganizationId,
    /// The display name.
    pub organization_name: String,
    /// The URL of the logo; may be empty.
    pub organization_logo_url: String,
    /// The name for URLs, unique in the project.
    pub organization_slug: String,
    /// The creation of Members at their first SSO login: `ALL_ALLOWED`, `RESTRICTED` to
    /// `sso_jit_provisioning_allowed_connections`, or `NOT_ALLOWED`.
    pub sso_jit_provisioning: String,
    /// The SSO connections that create Members if `sso_jit_provisioning` is `RESTRICTED`.
    pub sso_jit_provisioning_allowed_connections: Vec<ConnectionId>,
    /// The SSO connections that Members can sign in with now.
    pub sso_active_connections: Vec<ActiveSsoConnection>,
    /// The domains that `RESTRICTED` invitations and sign-ups by e-mail are limited to.
    pub email_allowed_domains: Vec<String>,
    /// The creation of Members at their first login by e-mail or OAuth: `RESTRICTED` to `email_allowed_domains`, or
    /// `NOT_ALLOWED`.
    pub email_jit_provisioning: String,
    /// The addresses that may be invited: `ALL_ALLOWED`, `RESTRICTED` to `email_allowed_domains`, or `NOT_ALLOWED`.
    pub email_invites: String,
    /// The first factors that Members may use: `ALL_ALLOWED`, or `RESTRICTED` to `allowed_auth_methods`.
    pub auth_methods: String,
    /// The first factors if `auth_methods` is `RESTRICTED`, such as `sso`, `magic_link` and `google_oauth`.
    pub allowed_auth_methods: Vec<String>,
    /// The need for a second factor: `REQUIRED_FOR_ALL`, or `OPTIONAL`, for Members with `mfa_enrolled` only.
    pub mfa_policy: String,
    /// The roles that Members have by the domain of their e-mail address.
    pub rbac_email_implicit_role_assignments: Vec<EmailImplicitRoleAssignment>,
    /// The second factors that Members may use: `ALL_ALLOWED`, or `RESTRICTED` to `allowed_mfa_methods`.
    pub mfa_methods: String,
    /// The second factors if `mfa_methods` is `RESTRICTED`: `sms_otp`, `totp`.
    pub allowed_mfa_methods: Vec<String>,
    /// The creation of Members at their first login from an OAuth tenant: `RESTRICTED` to `allowed_oauth_tenants`, or
    /// `NOT_ALLOWED`.
    pub oauth_tenant_jit_provisioning: String,
    /// The domains that belong to this Organization alone: people with such an address cannot create another one.
    pub claimed_email_domains: Vec<String>,
    /// The project's own Connected Apps that Members may use.
    pub first_party_connected_apps_allowed_type: AllowedApps,
    /// The project's own apps that Members may use if the type is `RESTRICTED`.
    pub allowed_first_party_connected_apps: Vec<ConnectedAppId>,
    /// The Connected Apps of other companies that Members may use.
    pub third_party_connected_apps_allowed_type: AllowedApps,
    /// The other companies' apps that Members may use if the type is `RESTRICTED`.
    pub allowed_third_party_connected_apps: Vec<ConnectedAppId>,
    /// The roles that the Organization has defined for itself.
    pub custom_roles: Vec<PolicyRole>,
    /// The application's own object, which Members cannot change.
    pub trusted_metadata: Option<JsonMap>,
    /// The time of its creation.
    pub created_at: Option<Timestamp>,
    /// The time of the last change.
    pub updated_at: Option<Timestamp>,
    /// The application's own id of the Organization, unique in the project.
    pub organization_external_id: Option<String>,
    /// The SSO connection that is used when several are active and none is chosen.
    pub sso_default_connection_id: Option<ConnectionId>,
    /// The SCIM connection, through which an identity provider manages Members; absent without one.
    pub scim_active_connection: Option<ActiveScimConnection>,
    /// The OAuth tenants' ids, as a list for each provider: `slack`, `hubspot`, `github`.
    pub allowed_oauth_tenants: Option<JsonMap>,
}

/// A SCIM connection that is in use.
#[object]
pub struct ActiveScimConnection {
    /// The connection's id.
    pub connection_id: ConnectionId,
    /// The connection's name, for people.
    pub display_name: String,
    /// The last four characters of the token that the identity provider calls with.
    pub bearer_token_last_four: String,
    /// The end of that token.
    pub bearer_token_expires_at: Option<Timestamp>,
}

/// An SSO connection that Members can sign in with.
#[object]
pub struct ActiveSsoConnection {
    /// The connection's id.
    pub connection_id: ConnectionId,
    /// The connection's name, for people.
    pub display_name: String,
    /// The product at the other end, such as `okta`, or `generic`.
    pub identity_provider: String,
}

/// A role that every Member with an e-mail address of a domain has.
#[object(sent)]
pub struct EmailImplicitRoleAssignment {
    /// The part after `@`, such as `example.com`.
    pub domain: String,
    /// The role that these Members have, however they sign in.
    pub role_id: RoleId,
}
