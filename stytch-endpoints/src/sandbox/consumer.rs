//! The consumer endpoints.

mod idp_oauth;

use endpoint_runtime::server::Routes;

use super::{Sandbox, grants::Subject, session_entries::SessionOptions};
use crate::{
    Result,
    consumer::{
        idp::oauth::OauthServer,
        sessions::{ExchangeAccessTokenRequest, GetJwksRequest, SessionResponse, Sessions, SessionsServer},
        users::{ConnectedAppsRequest, ConnectedAppsResponse, RevokeRequest, Users, UsersServer},
    },
    jwks::JwksResponse,
    response::Acknowledgement,
};

/// Returns the routes of the consumer traits that the sandbox implements.
pub(super) fn routes(sandbox: &Sandbox) -> Routes {
    Routes::new()
        .merge(UsersServer::new(sandbox.clone()))
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
            state.exchange_access_token_of_user(&request.access_token, options, request_id)
        })
    }
}

impl Users for Sandbox {
    async fn connected_apps(&self, request: ConnectedAppsRequest) -> Result<ConnectedAppsResponse> {
        self.respond(|state, request_id| {
            let user = Subject::User(state.user(&request.user_id)?);
            Ok(ConnectedAppsResponse { request_id, status_code: 200, connected_apps: state.connected_apps(&user) })
        })
    }

    async fn revoke(&self, request: RevokeRequest) -> Result<Acknowledgement> {
        self.respond(|state, request_id| {
            let user = Subject::User(state.user(&request.user_id)?);
            state.app(&request.connected_app_id)?;
            state.revoke(user, request.connected_app_id);
            Ok(Acknowledgement { request_id, status_code: 200 })
        })
    }
}
