//! Organizations.

mod search;
mod settings;

pub(super) use settings::{NewNames, Settings, settings_of};

use crate::{
    Result,
    b2b::organizations::{
        ConnectedAppsRequest, ConnectedAppsResponse, CreateRequest, DeleteExternalIdRequest, DeleteRequest,
        DeleteResponse, GetConnectedAppRequest, GetConnectedAppResponse, GetRequest, MetricsRequest, MetricsResponse,
        Organization, OrganizationResponse, Organizations, SearchRequest, SearchResponse, UpdateRequest,
    },
    ids::OrganizationId,
    sandbox::{
        Sandbox,
        api_error::ApiError,
        clock::timestamp,
        permissions::ORGANIZATION,
        state::{State, insert},
    },
};

impl Organizations for Sandbox {
    async fn create(&self, request: CreateRequest) -> Result<OrganizationResponse> {
        self.respond(|state, request_id| {
            let names = NewNames {
                name: Some(request.organization_name),
                slug: request.organization_slug,
                external_id: request.organization_external_id,
                logo_url: request.organization_logo_url,
            };
            let settings = Settings { claimed_email_domains: request.claimed_email_domains, ..settings_of!(request) };
            let id = state.create_organization(names, settings)?;
            state.organization_response(&id, request_id)
        })
    }

    async fn search(&self, request: SearchRequest) -> Result<SearchResponse> {
        self.respond(|state, request_id| {
            let (organizations, results_metadata) = search::search(state, &request)?;
            Ok(SearchResponse { request_id, status_code: 200, organizations, results_metadata })
        })
    }

    async fn delete(&self, request: DeleteRequest) -> Result<DeleteResponse> {
        self.respond(|state, request_id| {
            let session = request.session.as_ref();
            let id = state.check_permission(&request.organization_id, session, ORGANIZATION, "delete")?;
            state.remove_organization(&id);
            Ok(DeleteResponse { request_id, status_code: 200, organization_id: id })
        })
    }

    async fn get(&self, request: GetRequest) -> Result<OrganizationResponse> {
        self.respond(|state, request_id| {
            let id = state.organization(&request.organization_id)?;
            state.organization_response(&id, request_id)
        })
    }

    async fn update(&self, request: UpdateRequest) -> Result<OrganizationResponse> {
        self.respond(|state, request_id| {
            let id = state.check_update_of_organization(&request)?;
            let names = NewNames {
                name: request.organization_name.flatten(),
                slug: request.organization_slug.flatten(),
                external_id: request.organization_external_id.flatten(),
                logo_url: request.organization_logo_url.map(Option::unwrap_or_default),
            };
            let settings = Settings {
                claimed_email_domains: request.claimed_email_domains.flatten(),
                sso_default_connection_id: request.sso_default_connection_id,
                sso_jit_provisioning_allowed_connections: request.sso_jit_provisioning_allowed_connections.flatten(),
                ..settings_of!(request, flatten)
            };
            let mut organization = state.organizations.get(&id).ok_or_else(ApiError::organization_not_found)?.clone();
            state.rename_organization(&mut organization, names)?;
            state.change_settings(&mut organization, settings)?;
            organization.updated_at = Some(timestamp(state.now()));
            state.organizations.insert(id.clone(), organization);
            state.assign_email_roles(&id);
            state.organization_response(&id, request_id)
        })
    }

    async fn connected_apps(&self, request: ConnectedAppsRequest) -> Result<ConnectedAppsResponse> {
        self.respond(|state, request_id| {
            let organization = state.check_organization(&request.organization_id, request.session.as_ref())?;
            let connected_apps = state.installed_apps(&organization);
            Ok(ConnectedAppsResponse { request_id, status_code: 200, connected_apps })
        })
    }

    async fn get_connected_app(&self, request: GetConnectedAppRequest) -> Result<GetConnectedAppResponse> {
        self.respond(|state, request_id| {
            let organization = state.check_organization(&request.organization_id, request.session.as_ref())?;
            let id = request.connected_app_id;
            let app = state.app(&id)?.client.clone();
            Ok(GetConnectedAppResponse {
                request_id: Some(request_id),
                status_code: 200,
                active_members: state.active_members(&organization, &id),
                connected_app_id: id,
                name: app.client_name,
                description: app.client_description,
                client_type: app.client_type,
                logo_url: app.logo_url,
            })
        })
    }

    async fn delete_external_id(&self, request: DeleteExternalIdRequest) -> Result<OrganizationResponse> {
        self.respond(|state, request_id| {
            let id = state.check_organization(&request.organization_id, request.session.as_ref())?;
            let now = timestamp(state.now());
            if let Some(organization) = state.organizations.get_mut(&id) {
                organization.organization_external_id = None;
                organization.updated_at = Some(now);
            }
            state.organization_response(&id, request_id)
        })
    }

    async fn metrics(&self, request: MetricsRequest) -> Result<MetricsResponse> {
        self.respond(|state, request_id| {
            let id = state.organization(&request.organization_id)?;
            let member_count = u32::try_from(state.members_of(&id).count()).unwrap_or(u32::MAX);
            Ok(MetricsResponse { request_id, status_code: 200, member_count })
        })
    }
}

impl State {
    /// Creates an Organization without Members.
    pub(super) fn create_organization(
        &mut self,
        mut names: NewNames,
        settings: Settings,
    ) -> std::result::Result<OrganizationId, ApiError> {
        let id = OrganizationId::from(self.ids.id("organization"));
        let mut organization = self.default_organization(id.clone(), String::new());
        let slug = names.slug.take().unwrap_or_else(|| self.free_slug(names.name.as_deref().unwrap_or_default()));
        names.slug = Some(slug);
        self.rename_organization(&mut organization, names)?;
        self.change_settings(&mut organization, settings)?;
        insert("Organization", &mut self.organizations, id, organization).map_err(|_| ApiError::full())
    }

    fn organization_response(
        &self,
        id: &OrganizationId,
        request_id: String,
    ) -> std::result::Result<OrganizationResponse, ApiError> {
        let organization = self.organizations.get(id).ok_or_else(ApiError::organization_not_found)?.clone();
        Ok(OrganizationResponse { request_id, status_code: 200, organization })
    }

    /// Makes a slug out of a display name that no other Organization has.
    fn free_slug(&self, name: &str) -> String {
        let words = name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
        let mut slug = words.collect::<Vec<_>>().join("-").to_ascii_lowercase();
        // All are ASCII characters now.
        slug.truncate(100);
        if slug.len() < 2 {
            slug.insert_str(0, "organization-");
        }
        let candidates = (1_u64..).map(|n| if n == 1 { slug.clone() } else { format!("{slug}-{n}") });
        let mut free = candidates.filter(|slug| self.organization(&slug.as_str().into()).is_err());
        free.next().unwrap_or_default()
    }

    /// Requires the permissions for all fields of an update, and returns the Organization's id.
    fn check_update_of_organization(&self, request: &UpdateRequest) -> std::result::Result<OrganizationId, ApiError> {
        let session = request.session.as_ref();
        let id = self.check_organization(&request.organization_id, session)?;
        if self.acting_member(&id, session)?.is_some() && request.trusted_metadata.is_some() {
            return Err(ApiError::cannot_update_trusted_metadata());
        }
        let connections = request.sso_jit_provisioning_allowed_connections.is_some();
        let auth_methods = request.auth_methods.is_some() || request.allowed_auth_methods.is_some();
        let mfa_methods = request.mfa_methods.is_some() || request.allowed_mfa_methods.is_some();
        let tenants = request.oauth_tenant_jit_provisioning.is_some();
        let apps = request.first_party_connected_apps_allowed_type.is_some()
            || request.allowed_first_party_connected_apps.is_some()
            || request.third_party_connected_apps_allowed_type.is_some()
            || request.allowed_third_party_connected_apps.is_some();
        for (is_changed, action) in [
            (request.organization_name.is_some(), "update.info.name"),
            (request.organization_slug.is_some(), "update.info.slug"),
            (request.organization_logo_url.is_some(), "update.info.logo-url"),
            (request.sso_default_connection_id.is_some(), "update.settings.default-sso-connection"),
            (request.sso_jit_provisioning.is_some() || connections, "update.settings.sso-jit-provisioning"),
            (request.email_allowed_domains.is_some(), "update.settings.allowed-domains"),
            (request.email_jit_provisioning.is_some(), "update.settings.email-jit-provisioning"),
            (request.email_invites.is_some(), "update.settings.email-invites"),
            (auth_methods, "update.settings.allowed-auth-methods"),
            (request.mfa_policy.is_some(), "update.settings.mfa-policy"),
            (request.rbac_email_implicit_role_assignments.is_some(), "update.settings.implicit-roles"),
            (mfa_methods, "update.settings.allowed-mfa-methods"),
            (tenants, "update.settings.oauth-tenant-jit-provisioning"),
            (request.allowed_oauth_tenants.is_some(), "update.settings.allowed-oauth-tenants"),
            // These have no action of their own.
            (request.organization_external_id.is_some() || request.claimed_email_domains.is_some() || apps, "*"),
        ] {
            if is_changed {
                self.check_permission(&id, session, ORGANIZATION, action)?;
            }
        }
        Ok(id)
    }

    /// Gives the Members of an Organization the roles that follow from the domains of their addresses.
    fn assign_email_roles(&mut self, id: &OrganizationId) {
        let Some(organization) = self.organizations.get(id) else { return };
        for entry in self.members.values_mut().filter(|entry| entry.member.organization_id == *id) {
            super::provisioning::assign_roles(&mut entry.member, organization, None);
        }
    }
}

/// Returns whether the text is a slug: 2 to 128 letters, digits, `-`, `.`, `_` and `~`.
fn is_slug(text: &str) -> bool {
    let is_allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    (2..=128).contains(&text.len()) && text != ".." && text.bytes().all(is_allowed)
}

impl State {
    /// Changes the names of an Organization, which is not in the state yet or a copy of the one that is.
    fn rename_organization(
        &self,
        organization: &mut Organization,
        names: NewNames,
    ) -> std::result::Result<(), ApiError> {
        let NewNames { name, slug, external_id, logo_url } = names;
        let is_taken =
            |name: &str| self.organization(&name.into()).is_ok_and(|owner| owner != organization.organization_id);
        if let Some(slug) = &slug {
            if !is_slug(slug) {
                let message = "The slug has to be 2 to 128 letters, digits, `-`, `.`, `_` and `~`.";
                return Err(ApiError::bad_request("invalid_organization_slug", message));
            }
            if is_taken(slug) {
                let message = "Another Organization has this slug.";
                return Err(ApiError::bad_request("organization_slug_already_used", message));
            }
        }
        if let Some(external_id) = &external_id {
            if !crate::sandbox::formats::is_external_id(external_id) {
                let message = "The external id has to be 1 to 128 letters, digits, `.`, `_`, `-` and `|`.";
                return Err(ApiError::bad_request("invalid_organization_external_id", message));
            }
            if is_taken(external_id) {
                let message = "Another Organization has this external id.";
                return Err(ApiError::bad_request("organization_external_id_already_used", message));
            }
        }
        if let Some(name) = name {
            if name.trim().is_empty() {
                return Err(ApiError::bad_request("organization_name_missing", "The display name is empty."));
            }
            if name.chars().count() > 128 {
                let message = "The display name is longer than 128 characters.";
                return Err(ApiError::bad_request("invalid_organization_name", message));
            }
            organization.organization_name = name;
        }
        organization.organization_slug = slug.unwrap_or_else(|| organization.organization_slug.clone());
        if external_id.is_some() {
            organization.organization_external_id = external_id;
        }
        organization.organization_logo_url = logo_url.unwrap_or_else(|| organization.organization_logo_url.clone());
        Ok(())
    }
}
