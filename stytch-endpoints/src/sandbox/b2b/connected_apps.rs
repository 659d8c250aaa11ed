//! The Connected Apps that Members have authorized.

use crate::{
    Result,
    b2b::organizations::{
        ActiveMember, Organization, OrganizationConnectedApp,
        members::connected_apps::{ConnectedApps, RevokeRequest},
    },
    connected_apps::{AllowedApps, ClientType, ConnectedApp, clients::ConnectedAppClient},
    ids::{ConnectedAppId, OrganizationId},
    response::Acknowledgement,
    sandbox::{Sandbox, grants::Subject, state::State},
};

impl ConnectedApps for Sandbox {
    async fn revoke(&self, request: RevokeRequest) -> Result<Acknowledgement> {
        self.respond(|state, request_id| {
            let RevokeRequest { organization_id, member_id, .. } = &request;
            let session = request.session.as_ref();
            let member = state.check_member(organization_id, member_id, session, "revoke.connected-app")?;
            state.app(&request.connected_app_id)?;
            state.revoke(member.into(), request.connected_app_id);
            Ok(Acknowledgement { request_id, status_code: 200 })
        })
    }
}

impl State {
    /// Lists the Organization's Members who have authorized the app.
    pub(super) fn active_members(&self, organization: &OrganizationId, app: &ConnectedAppId) -> Vec<ActiveMember> {
        let grants = self.members_of(organization).filter_map(|(member, _)| {
            let scopes = self.grants.get(&(Subject::from(member), app.clone()))?;
            Some(ActiveMember { member_id: member.clone(), granted_scopes: scopes.clone() })
        });
        grants.collect()
    }

    /// Lists the apps that at least one Member has authorized and the Organization's policy allows.
    pub(super) fn installed_apps(&self, organization: &OrganizationId) -> Vec<OrganizationConnectedApp> {
        let Some(policy) = self.organizations.get(organization) else { return Vec::new() };
        let is_installed = |id| !self.active_members(organization, id).is_empty();
        let apps = self.apps.iter().filter(|(id, app)| allows(policy, &app.client) && is_installed(id));
        let apps = apps.map(|(id, app)| {
            let app = app.client.clone();
            OrganizationConnectedApp {
                connected_app_id: id.clone(),
                name: app.client_name,
                description: app.client_description,
                client_type: app.client_type,
                logo_url: app.logo_url,
            }
        });
        apps.collect()
    }

    /// Lists the apps that the subject has authorized; those of a Member only as far as the Organization allows them.
    pub(in crate::sandbox) fn connected_apps(&self, subject: &Subject) -> Vec<ConnectedApp> {
        let policy = match subject {
            Subject::Member(id) => self.members.get(id).map(|entry| &entry.member.organization_id),
            Subject::User(_) => None,
        };
        let policy = policy.and_then(|id| self.organizations.get(id));
        let apps = self.granted_by(subject).filter_map(|(id, scopes)| {
            let app = &self.apps.get(id)?.client;
            policy.is_none_or(|policy| allows(policy, app)).then(|| ConnectedApp {
                connected_app_id: id.clone(),
                name: app.client_name.clone(),
                description: app.client_description.clone(),
                client_type: app.client_type.clone(),
                scopes_granted: scopes.join(" "),
                logo_url: app.logo_url.clone(),
            })
        });
        apps.collect()
    }
}

/// Returns whether the Organization's policy lets its Members use the app.
pub(in crate::sandbox) fn allows(organization: &Organization, app: &ConnectedAppClient) -> bool {
    let is_first_party = matches!(app.client_type, ClientType::FirstParty | ClientType::FirstPartyPublic);
    let (policy, allowed) = if is_first_party {
        (&organization.first_party_connected_apps_allowed_type, &organization.allowed_first_party_connected_apps)
    } else {
        (&organization.third_party_connected_apps_allowed_type, &organization.allowed_third_party_connected_apps)
    };
    match policy {
        AllowedApps::Restricted => allowed.contains(&app.client_id),
        AllowedApps::NotAllowed => false,
        _ => true,
    }
}
