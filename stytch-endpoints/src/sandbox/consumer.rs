//! The consumer endpoints.

mod passwords;
mod totps;
mod user_passwords;

use endpoint_runtime::server::Routes;

pub(super) use user_passwords::UserReset;

use super::{Sandbox, grants::Subject};
use crate::{
    Result,
    consumer::{
        passwords::{
            PasswordsServer, email::EmailServer, existing_password::ExistingPasswordServer, session::SessionServer,
        },
        sessions::{GetJwksRequest, Sessions, SessionsServer},
        totps::TotpsServer,
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
        .merge(PasswordsServer::new(sandbox.clone()))
        .merge(EmailServer::new(sandbox.clone()))
        .merge(ExistingPasswordServer::new(sandbox.clone()))
        .merge(SessionServer::new(sandbox.clone()))
        .merge(TotpsServer::new(sandbox.clone()))
}

impl Sessions for Sandbox {
    async fn get_jwks(&self, request: GetJwksRequest) -> Result<JwksResponse> {
        self.respond(|state, request_id| state.jwks(&request.project_id, request_id))
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
