//! The secrets of OAuth clients: authentication and rotation.

use super::{
    super::{
        Sandbox,
        api_error::ApiError,
        state::{AppEntry, State},
    },
    scopes::is_public,
};
use crate::{
    Result,
    connected_apps::clients::{
        ConnectedAppResponse, ConnectedAppWithNextClientSecret,
        secrets::{RotateCancelRequest, RotateRequest, RotateStartRequest, RotateStartResponse, Secrets},
    },
    ids::{ConnectedAppId, OAuthClientId},
    secrets::ClientSecret,
};

impl State {
    /// Authenticates a Connected App at an endpoint of OAuth. An app without a secret sends its id alone.
    pub(super) fn authenticate_app(
        &self,
        id: &OAuthClientId,
        secret: Option<&ClientSecret>,
    ) -> std::result::Result<ConnectedAppId, ApiError> {
        check_client_id(id)?;
        let id = ConnectedAppId::from(id.as_str());
        let app = self.app(&id)?;
        check_secret(secret, [&app.secret, &app.next_secret])?;
        Ok(id)
    }
}

/// Refuses an id that is none.
pub(super) fn check_client_id(id: &OAuthClientId) -> std::result::Result<(), ApiError> {
    if id.as_str().trim().is_empty() {
        return Err(ApiError::bad_request("invalid_client_id", "The id of the client is missing."));
    }
    Ok(())
}

/// Requires one of the client's secrets; a client without a secret has to send none.
pub(super) fn check_secret(
    given: Option<&ClientSecret>,
    secrets: [&Option<ClientSecret>; 2],
) -> std::result::Result<(), ApiError> {
    let given = given.filter(|secret| !secret.expose_secret().is_empty());
    let mut secrets = secrets.into_iter().flatten().peekable();
    let is_right = match given {
        None => secrets.peek().is_none(),
        Some(given) => secrets.any(|secret| secret == given),
    };
    if is_right {
        Ok(())
    } else {
        Err(ApiError::bad_request("invalid_client_secret", "The secret is not that of the client."))
    }
}

/// Returns the end of a secret, which the API shows so that people recognize it.
pub(super) fn last_four(secret: &ClientSecret) -> String {
    let text = secret.expose_secret();
    let start = text.char_indices().rev().nth(3).map_or(0, |(at, _)| at);
    text.get(start..).unwrap_or_default().to_owned()
}

impl AppEntry {
    /// Replaces the secrets, and shows their ends in the client.
    pub(in crate::sandbox) fn set_secrets(&mut self, secret: Option<ClientSecret>, next: Option<ClientSecret>) {
        self.client.client_secret_last_four = secret.as_ref().map(last_four);
        self.client.next_client_secret_last_four = next.as_ref().map(last_four);
        (self.secret, self.next_secret) = (secret, next);
    }
}

impl State {
    /// Returns an app that has a secret.
    fn confidential_app(&mut self, id: &ConnectedAppId) -> std::result::Result<&mut AppEntry, ApiError> {
        let app = self.apps.get_mut(id).ok_or_else(ApiError::connected_app_not_found)?;
        if is_public(&app.client) {
            let message = "The app is public, so it has no secret.";
            return Err(ApiError::bad_request("public_connected_apps_do_not_have_secrets", message));
        }
        Ok(app)
    }

    /// Ends a rotation, with the next secret in place of the present one or without.
    fn end_rotation(
        &mut self,
        id: &ConnectedAppId,
        is_completed: bool,
        request_id: String,
    ) -> std::result::Result<ConnectedAppResponse, ApiError> {
        let app = self.confidential_app(id)?;
        let Some(next) = app.next_secret.take() else {
            let message = "No rotation of the secret is going on; start one.";
            return Err(ApiError::bad_request("connected_app_not_rotating_secret", message));
        };
        let secret = if is_completed { Some(next) } else { app.secret.take() };
        app.set_secrets(secret, None);
        Ok(ConnectedAppResponse { request_id, status_code: 200, connected_app: app.client.clone() })
    }
}

impl Secrets for Sandbox {
    async fn rotate_start(&self, request: RotateStartRequest) -> Result<RotateStartResponse> {
        self.respond(|state, request_id| {
            let next = ClientSecret::from(state.ids.token("secret"));
            let app = state.confidential_app(&request.client_id)?;
            if app.next_secret.is_some() {
                let message = "A rotation of the secret is going on; complete or cancel it first.";
                return Err(ApiError::bad_request("connected_app_already_rotating_secret", message));
            }
            let present = app.secret.take();
            app.set_secrets(present, Some(next.clone()));
            let app = app.client.clone();
            let connected_app = ConnectedAppWithNextClientSecret {
                client_id: app.client_id,
                client_name: app.client_name,
                client_description: app.client_description,
                status: app.status,
                client_secret_last_four: app.client_secret_last_four.unwrap_or_default(),
                full_access_allowed: app.full_access_allowed,
                client_type: app.client_type,
                redirect_urls: app.redirect_urls,
                next_client_secret: next,
                access_token_expiry_minutes: app.access_token_expiry_minutes,
                access_token_template_content: app.access_token_template_content,
                post_logout_redirect_urls: app.post_logout_redirect_urls,
                bypass_consent_for_offline_access: app.bypass_consent_for_offline_access,
                id_token_template_content: app.id_token_template_content,
                next_client_secret_last_four: app.next_client_secret_last_four,
                access_token_custom_audience: app.access_token_custom_audience,
                logo_url: app.logo_url,
                client_id_metadata_url: app.client_id_metadata_url,
            };
            Ok(RotateStartResponse { request_id, status_code: 200, connected_app })
        })
    }

    async fn rotate(&self, request: RotateRequest) -> Result<ConnectedAppResponse> {
        self.respond(|state, request_id| state.end_rotation(&request.client_id, true, request_id))
    }

    async fn rotate_cancel(&self, request: RotateCancelRequest) -> Result<ConnectedAppResponse> {
        self.respond(|state, request_id| state.end_rotation(&request.client_id, false, request_id))
    }
}
