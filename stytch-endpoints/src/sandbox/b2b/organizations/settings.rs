//! The settings of an Organization, which its creation, its update and discovery have in common.

use endpoint_runtime::JsonMap;

use crate::{
    b2b::organizations::{EmailImplicitRoleAssignment, Organization},
    connected_apps::AllowedApps,
    ids::{ConnectedAppId, ConnectionId, OrganizationId},
    sandbox::{
        added_entities::MEMBER_ROLE,
        api_error::ApiError,
        formats::{change_metadata, is_common_domain, is_domain},
        state::State,
    },
};

/// The names that a call gives to an Organization; `None` leaves one as it is.
#[derive(Default)]
pub(in crate::sandbox::b2b) struct NewNames {
    pub(in crate::sandbox::b2b) name: Option<String>,
    pub(in crate::sandbox::b2b) slug: Option<String>,
    pub(in crate::sandbox::b2b) external_id: Option<String>,
    pub(in crate::sandbox::b2b) logo_url: Option<String>,
}

macro_rules! settings {
    ($($name:ident: $type:ty,)+) => {
        /// The settings that a call changes; `None` leaves one as it is.
        #[derive(Default)]
        pub(in crate::sandbox::b2b) struct Settings {
            $(pub(in crate::sandbox::b2b) $name: Option<$type>,)+
            pub(in crate::sandbox::b2b) sso_default_connection_id: Option<Option<ConnectionId>>,
            pub(in crate::sandbox::b2b) sso_jit_provisioning_allowed_connections: Option<Vec<ConnectionId>>,
        }
    };
}

settings! {
    trusted_metadata: JsonMap,
    sso_jit_provisioning: String,
    email_allowed_domains: Vec<String>,
    email_jit_provisioning: String,
    email_invites: String,
    auth_methods: String,
    allowed_auth_methods: Vec<String>,
    mfa_policy: String,
    rbac_email_implicit_role_assignments: Vec<EmailImplicitRoleAssignment>,
    mfa_methods: String,
    allowed_mfa_methods: Vec<String>,
    oauth_tenant_jit_provisioning: String,
    allowed_oauth_tenants: JsonMap,
    claimed_email_domains: Vec<String>,
    first_party_connected_apps_allowed_type: AllowedApps,
    allowed_first_party_connected_apps: Vec<ConnectedAppId>,
    third_party_connected_apps_allowed_type: AllowedApps,
    allowed_third_party_connected_apps: Vec<ConnectedAppId>,
}

/// Moves the settings that all requests have out of one. Those of an update are flattened: null leaves one as it is.
macro_rules! settings_of {
    ($request:ident $(, $flatten:ident)?) => {
        $crate::sandbox::b2b::organizations::Settings {
            trusted_metadata: $request.trusted_metadata$(.$flatten())?,
            sso_jit_provisioning: $request.sso_jit_provisioning$(.$flatten())?,
            email_allowed_domains: $request.email_allowed_domains$(.$flatten())?,
            email_jit_provisioning: $request.email_jit_provisioning$(.$flatten())?,
            email_invites: $request.email_invites$(.$flatten())?,
            auth_methods: $request.auth_methods$(.$flatten())?,
            allowed_auth_methods: $request.allowed_auth_methods$(.$flatten())?,
            mfa_policy: $request.mfa_policy$(.$flatten())?,
            rbac_email_implicit_role_assignments: $request.rbac_email_implicit_role_assignments$(.$flatten())?,
            mfa_methods: $request.mfa_methods$(.$flatten())?,
            allowed_mfa_methods: $request.allowed_mfa_methods$(.$flatten())?,
            oauth_tenant_jit_provisioning: $request.oauth_tenant_jit_provisioning$(.$flatten())?,
            allowed_oauth_tenants: $request.allowed_oauth_tenants$(.$flatten())?,
            first_party_connected_apps_allowed_type: $request.first_party_connected_apps_allowed_type$(.$flatten())?,
            allowed_first_party_connected_apps: $request.allowed_first_party_connected_apps$(.$flatten())?,
            third_party_connected_apps_allowed_type: $request.third_party_connected_apps_allowed_type$(.$flatten())?,
            allowed_third_party_connected_apps: $request.allowed_third_party_connected_apps$(.$flatten())?,
            claimed_email_domains: None,
            sso_default_connection_id: None,
            sso_jit_provisioning_allowed_connections: None,
        }
    };
}
pub(in crate::sandbox::b2b) use settings_of;

const ALL_OR_SOME: [&str; 2] = ["ALL_ALLOWED", "RESTRICTED"];
const SOME_OR_NONE: [&str; 2] = ["RESTRICTED", "NOT_ALLOWED"];
const ALL_SOME_OR_NONE: [&str; 3] = ["ALL_ALLOWED", "RESTRICTED", "NOT_ALLOWED"];
const AUTH_METHODS: [&str; 9] = [
    "sso",
    "magic_link",
    "email_otp",
    "password",
    "google_oauth",
    "microsoft_oauth",
    "slack_oauth",
    "github_oauth",
    "hubspot_oauth",
];
const MFA_METHODS: [&str; 2] = ["sms_otp", "totp"];

impl State {
    /// Changes the settings of an Organization, which is not in the state yet or a copy of the one that is.
    pub(super) fn change_settings(&self, changed: &mut Organization, settings: Settings) -> Result<(), ApiError> {
        change_metadata(&mut changed.trusted_metadata, settings.trusted_metadata)?;
        self.change_email_settings(
            changed,
            settings.email_allowed_domains,
            settings.claimed_email_domains,
            settings.rbac_email_implicit_role_assignments,
        )?;
        choose(&mut changed.sso_jit_provisioning, settings.sso_jit_provisioning, &ALL_SOME_OR_NONE, "bad_request")?;
        let wrong = "invalid_organization_auth_factor_setting_for_email_jit_provisioning";
        choose(&mut changed.email_jit_provisioning, settings.email_jit_provisioning, &SOME_OR_NONE, wrong)?;
        choose(&mut changed.email_invites, settings.email_invites, &ALL_SOME_OR_NONE, "bad_request")?;
        let wrong = "invalid_organization_auth_factor_setting";
        choose(&mut changed.auth_methods, settings.auth_methods, &ALL_OR_SOME, wrong)?;
        let wrong = "invalid_organization_allowed_auth_methods";
        choose_some(&mut changed.allowed_auth_methods, settings.allowed_auth_methods, &AUTH_METHODS, wrong)?;
        let policies = ["REQUIRED_FOR_ALL", "OPTIONAL"];
        choose(&mut changed.mfa_policy, settings.mfa_policy, &policies, "invalid_organization_mfa_policy")?;
        let wrong = "invalid_organization_mfa_factor_setting";
        choose(&mut changed.mfa_methods, settings.mfa_methods, &ALL_OR_SOME, wrong)?;
        let wrong = "invalid_organization_allowed_mfa_methods";
        choose_some(&mut changed.allowed_mfa_methods, settings.allowed_mfa_methods, &MFA_METHODS, wrong)?;
        let wrong = "invalid_organization_auth_factor_setting_for_oauth_tenant_jit_provisioning";
        let tenants = settings.oauth_tenant_jit_provisioning;
        choose(&mut changed.oauth_tenant_jit_provisioning, tenants, &SOME_OR_NONE, wrong)?;
        if settings.allowed_oauth_tenants.is_some() {
            changed.allowed_oauth_tenants = settings.allowed_oauth_tenants;
        }
        if changed.auth_methods == "RESTRICTED" && changed.allowed_auth_methods.is_empty() {
            let message = "`auth_methods` is `RESTRICTED`, and `allowed_auth_methods` is empty.";
            return Err(ApiError::bad_request("allowed_auth_methods_required_for_restricted", message));
        }
        if changed.mfa_methods == "RESTRICTED" && changed.allowed_mfa_methods.is_empty() {
            let message = "`mfa_methods` is `RESTRICTED`, and `allowed_mfa_methods` is empty.";
            return Err(ApiError::bad_request("allowed_mfa_methods_required_for_restricted", message));
        }
        let is_active = |id: &ConnectionId| changed.sso_active_connections.iter().any(|sso| sso.connection_id == *id);
        if settings.sso_default_connection_id.as_ref().and_then(Option::as_ref).is_some_and(|id| !is_active(id)) {
            let message = "The Organization has no active SSO connection with this id.";
            return Err(ApiError::bad_request("invalid_sso_default_connection_id", message));
        }
        if settings.sso_jit_provisioning_allowed_connections.iter().flatten().any(|id| !is_active(id)) {
            let message = "The Organization has no active SSO connection with one of the ids.";
            return Err(ApiError::bad_request("invalid_connection_for_jit_provisioning", message));
        }
        set(&mut changed.sso_default_connection_id, settings.sso_default_connection_id);
        set(&mut changed.sso_jit_provisioning_allowed_connections, settings.sso_jit_provisioning_allowed_connections);
        set(&mut changed.first_party_connected_apps_allowed_type, settings.first_party_connected_apps_allowed_type);
        set(&mut changed.allowed_first_party_connected_apps, settings.allowed_first_party_connected_apps);
        set(&mut changed.third_party_connected_apps_allowed_type, settings.third_party_connected_apps_allowed_type);
        set(&mut changed.allowed_third_party_connected_apps, settings.allowed_third_party_connected_apps);
        Ok(())
    }

    fn change_email_settings(
        &self,
        changed: &mut Organization,
        allowed: Option<Vec<String>>,
        claimed: Option<Vec<String>>,
        roles: Option<Vec<EmailImplicitRoleAssignment>>,
    ) -> Result<(), ApiError> {
        for domain in allowed.iter().flatten() {
            check_domain(domain, "organization_settings_invalid_domain", "organization_settings_domain_too_common")?;
        }
        for domain in claimed.iter().flatten() {
            check_domain(
                domain,
                "organization_settings_invalid_claimed_domain",
                "organization_settings_claimed_domain_too_common",
            )?;
            if self.claimant(domain).is_some_and(|id| *id != changed.organization_id) {
                let message = format!("Another Organization has claimed the domain `{domain}`.");
                return Err(ApiError::bad_request("organization_settings_duplicate_claimed_domain", message));
            }
        }
        for EmailImplicitRoleAssignment { domain, role_id } in roles.iter().flatten() {
            check_domain(domain, "rbac_invalid_domain", "rbac_domain_too_common")?;
            self.check_roles(changed, &[role_id.as_str()])?;
        }
        set(&mut changed.email_allowed_domains, allowed);
        set(&mut changed.claimed_email_domains, claimed);
        set(&mut changed.rbac_email_implicit_role_assignments, roles);
        Ok(())
    }

    /// Finds the Organization that has claimed a domain.
    pub(in crate::sandbox::b2b) fn claimant(&self, domain: &str) -> Option<&OrganizationId> {
        let mut organizations = self.organizations.iter();
        let has_claimed =
            |organization: &Organization| crate::sandbox::search::contains(&organization.claimed_email_domains, domain);
        organizations.find(|(_, organization)| has_claimed(organization)).map(|(id, _)| id)
    }

    /// Requires that roles can be assigned in the Organization.
    pub(in crate::sandbox::b2b) fn check_roles(
        &self,
        organization: &Organization,
        roles: &[&str],
    ) -> Result<(), ApiError> {
        for role in roles {
            if *role == MEMBER_ROLE {
                let message = format!("Every Member has the role `{MEMBER_ROLE}`; it is not assigned.");
                return Err(ApiError::bad_request("cannot_assign_default_rbac_role_id", message));
            }
            let known = self.b2b_policy.roles.iter().map(|role| &role.role_id);
            let mut known = known.chain(organization.custom_roles.iter().map(|role| &role.role_id));
            if !known.any(|known| known.as_str() == *role) {
                let message = format!("The policy has no role `{role}`.");
                return Err(ApiError::bad_request("invalid_rbac_role_assignment", message));
            }
        }
        Ok(())
    }
}

fn set<T>(target: &mut T, value: Option<T>) {
    if let Some(value) = value {
        *target = value;
    }
}

/// Changes a setting to one of the texts that exist for it.
fn choose(target: &mut String, value: Option<String>, known: &[&str], wrong: &'static str) -> Result<(), ApiError> {
    match value {
        Some(value) if !known.contains(&value.as_str()) => Err(unknown(&value, known, wrong)),
        value => {
            set(target, value);
            Ok(())
        }
    }
}

/// Changes a list of texts that exist.
fn choose_some(
    target: &mut Vec<String>,
    values: Option<Vec<String>>,
    known: &[&str],
    wrong: &'static str,
) -> Result<(), ApiError> {
    match values.iter().flatten().find(|value| !known.contains(&value.as_str())) {
        Some(value) => Err(unknown(value, known, wrong)),
        None => {
            set(target, values);
            Ok(())
        }
    }
}

fn unknown(value: &str, known: &[&str], wrong: &'static str) -> ApiError {
    ApiError::bad_request(wrong, format!("`{value}` is none of {}.", known.join(", ")))
}

fn check_domain(domain: &str, invalid: &'static str, too_common: &'static str) -> Result<(), ApiError> {
    if !is_domain(domain) {
        return Err(ApiError::bad_request(invalid, format!("`{domain}` is no domain, such as `acme.example`.")));
    }
    if is_common_domain(domain) {
        return Err(ApiError::bad_request(too_common, format!("Anybody can have an address at `{domain}`.")));
    }
    Ok(())
}
