//! The consumer endpoints.

use super::{Sandbox, grants::Subject};
use crate::{
    Result,
    consumer::users::{ConnectedAppsRequest, ConnectedAppsResponse, RevokeRequest, Users},
    response::Acknowledgement,
};

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
