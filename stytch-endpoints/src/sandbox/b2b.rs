//! The B2B endpoints.

mod idp_oauth;

use endpoint_runtime::server::Routes;

use super::{
    Sandbox,
    grants::Subject,
    session_entries::SessionOptions,
    state::{AppEntry, State},
};
use crate::{
    Result,
    b2b::idp::oauth::OauthServer,
    b2b::organizations::{
        ActiveMember, ConnectedAppsRequest, ConnectedAppsResponse, GetConnectedAppRequest, GetConnectedAppResponse,
        OrganizationConnectedApp, Organizations, OrganizationsServer,
        members::{
            GetConnectedAppsRequest, GetConnectedAppsResponse, Members, MembersServer,
            connected_apps::{ConnectedApps, ConnectedAppsServer, RevokeRequest},
        },
    },
    b2b::sessions::{ExchangeAccessTokenRequest, GetJwksRequest, SessionResponse, Sessions, SessionsServer},
    connected_apps::ConnectedApp,
    ids::{ConnectedAppId, OrganizationId},
    jwks::JwksResponse,
    response::Acknowledgement,
};

/// Returns the routes of the B2B traits that the sandbox implements.
pub(super) fn routes(sandbox: &Sandbox) -> Routes {
    Routes::new()
        .merge(OrganizationsServer::new(sandbox.clone()))
        .merge(MembersServer::new(sandbox.clone()))
        .merge(ConnectedAppsServer::new(sandbox.clone()))
        .merge(SessionsServer::new(sandbox.clone()))
        .merge(OauthServer::new(sandbox.clone()))
}

impl Sessions for Sandbox {
    async fn get_jwks(&self, request: GetJwksRequest) -> Result<JwksResponse> {
        self.respond(|state, request_id| state.jwks(&request.project_id, request_id))
    }

    async fn exchange_access_token(&self, request: ExchangeAccessTokenRequest) -> Result<SessionResponse> {
        self.respond(|state, request_id| {
            let options = SessionOptions::new(request.session_duration_minutes, request.session_custom_claims);
            state.exchange_access_token_of_member(&request.access_token, options, request_id)
        })
    }
}

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
}

impl Members for Sandbox {
    async fn get_connected_apps(&self, request: GetConnectedAppsRequest) -> Result<GetConnectedAppsResponse> {
        self.respond(|state, request_id| {
            let GetConnectedAppsRequest { organization_id, member_id, .. } = &request;
            let session = request.session.as_ref();
            let member = state.check_member(organization_id, member_id, session, "get.connected-apps")?;
            let connected_apps = state.connected_apps(&member.into());
            Ok(GetConnectedAppsResponse { request_id, status_code: 200, connected_apps })
        })
    }
}

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
            let app = self.apps.get(id)?.client.clone();
            Some(ConnectedApp {
                connected_app_id: id.clone(),
                name: app.client_name,
                description: app.client_description,
                client_type: app.client_type,
                scopes_granted: scopes.join(" "),
                logo_url: app.logo_url,
            })
        });
        apps.collect()
    }
}

fn organization_connected_app(id: &ConnectedAppId, app: &AppEntry) -> OrganizationConnectedApp {
    let app = app.client.clone();
    OrganizationConnectedApp {
        connected_app_id: id.clone(),
        name: app.client_name,
        description: app.client_description,
        client_type: app.client_type,
        logo_url: app.logo_url,
    }
}
