//! The B2B endpoints.

use super::{Sandbox, entities::App, grants::Subject, state::State};
use crate::{
    Result,
    b2b::organizations::{
        ActiveMember, ConnectedAppsRequest, ConnectedAppsResponse, GetConnectedAppRequest, GetConnectedAppResponse,
        OrganizationConnectedApp, Organizations,
        members::{
            GetConnectedAppsRequest, GetConnectedAppsResponse, Members,
            connected_apps::{ConnectedApps, RevokeRequest},
        },
    },
    connected_apps::ConnectedApp,
    ids::{ConnectedAppId, OrganizationId},
    response::Acknowledgement,
};

impl Organizations for Sandbox {
    async fn connected_apps(&self, request: ConnectedAppsRequest) -> Result<ConnectedAppsResponse> {
        self.respond(|state, request_id| {
            let organization = state.check_organization(&request.organization_id, request.session.as_ref())?;
            let installed = state.apps.iter().filter(|(id, _)| !state.active_members(&organization, id).is_empty());
            Ok(ConnectedAppsResponse {
                request_id,
                status_code: 200,
                connected_apps: installed.map(|(id, app)| organization_connected_app(id, app)).collect(),
            })
        })
    }

    async fn get_connected_app(&self, request: GetConnectedAppRequest) -> Result<GetConnectedAppResponse> {
        self.respond(|state, request_id| {
            let organization = state.check_organization(&request.organization_id, request.session.as_ref())?;
            let id = request.connected_app_id;
            let app = state.app(&id)?.clone();
            Ok(GetConnectedAppResponse {
                request_id: Some(request_id),
                status_code: 200,
                active_members: state.active_members(&organization, &id),
                connected_app_id: id,
                name: app.name,
                description: app.description,
                client_type: app.client_type,
                logo_url: app.logo_url,
            })
        })
    }
}

impl Members for Sandbox {
    async fn get_connected_apps(&self, request: GetConnectedAppsRequest) -> Result<GetConnectedAppsResponse> {
        self.respond(|state, request_id| {
            let GetConnectedAppsRequest { organization_id, member_id, .. } = &request;
            let member = state.check_member(organization_id, member_id, request.session.as_ref())?;
            Ok(GetConnectedAppsResponse { request_id, status_code: 200, connected_apps: state.connected_apps(&member) })
        })
    }
}

impl ConnectedApps for Sandbox {
    async fn revoke(&self, request: RevokeRequest) -> Result<Acknowledgement> {
        self.respond(|state, request_id| {
            let RevokeRequest { organization_id, member_id, .. } = &request;
            let member = state.check_member(organization_id, member_id, request.session.as_ref())?;
            state.app(&request.connected_app_id)?;
            state.revoke(member, request.connected_app_id);
            Ok(Acknowledgement { request_id, status_code: 200 })
        })
    }
}

impl State {
    /// Lists the Organization's Members who have authorized the app.
    fn active_members(&self, organization: &OrganizationId, app: &ConnectedAppId) -> Vec<ActiveMember> {
        let grants = self.members_of(organization).filter_map(|(member, _)| {
            let scopes = self.grants.get(&(Subject::from(member), app.clone()))?;
            Some(ActiveMember { member_id: member.clone(), granted_scopes: scopes.clone() })
        });
        grants.collect()
    }

    /// Lists the apps that the subject has authorized.
    pub(super) fn connected_apps(&self, subject: &Subject) -> Vec<ConnectedApp> {
        let apps = self.granted_by(subject).filter_map(|(id, scopes)| {
            let app = self.apps.get(id)?.clone();
            Some(ConnectedApp {
                connected_app_id: id.clone(),
                name: app.name,
                description: app.description,
                client_type: app.client_type,
                scopes_granted: scopes.join(" "),
                logo_url: app.logo_url,
            })
        });
        apps.collect()
    }
}

fn organization_connected_app(id: &ConnectedAppId, app: &App) -> OrganizationConnectedApp {
    let app = app.clone();
    OrganizationConnectedApp {
        connected_app_id: id.clone(),
        name: app.name,
        description: app.description,
        client_type: app.client_type,
        logo_url: app.logo_url,
    }
}
