//! Dynamic registration of OAuth clients (RFC 7591).

use super::{
    super::{Sandbox, api_error::ApiError, state::State},
    connected_app_settings::check_redirect_urls,
};
use crate::{
    Result,
    connected_apps::{ClientType, clients::ConnectedAppClient},
    ids::ConnectedAppId,
    oauth2::{
        GrantType,
        clients::{Clients, RegisterRequest, RegisterResponse},
    },
};

/// The `creation_method` of the apps that registered themselves.
const CREATION_METHOD: &str = "dynamic_client_registration";

impl Clients for Sandbox {
    async fn register(&self, request: RegisterRequest) -> Result<RegisterResponse> {
        self.respond(|state, _| {
            let method = request.token_endpoint_auth_method.unwrap_or_else(|| "none".to_owned());
            let client_type = match method.as_str() {
                "none" => ClientType::ThirdPartyPublic,
                "client_secret_post" | "client_secret_basic" => ClientType::ThirdParty,
                _ => return Err(invalid_metadata("`token_endpoint_auth_method` is none that the project supports.")),
            };
            let grant_types = request.grant_types.unwrap_or_else(|| vec![GrantType::AuthorizationCode]);
            let is_supported =
                |grant: &GrantType| matches!(grant, GrantType::AuthorizationCode | GrantType::RefreshToken);
            if !grant_types.iter().all(is_supported) {
                return Err(invalid_metadata("`grant_types` has to be of `authorization_code` and `refresh_token`."));
            }
            let response_types = request.response_types.unwrap_or_else(|| vec!["code".to_owned()]);
            if response_types.iter().any(|response_type| response_type != "code") {
                return Err(invalid_metadata("`response_types` can hold `code` only."));
            }
            let redirect_uris = request.redirect_uris.unwrap_or_default();
            if redirect_uris.is_empty() {
                let message = "`redirect_uris` has to name the URLs that an authorization may redirect to.";
                return Err(ApiError::bad_request("connected_app_invalid_redirect_url", message));
            }
            check_redirect_urls(&redirect_uris)?;
            let client_name = request.client_name.unwrap_or_default();
            let known = state.registered_app(&client_type, &client_name, &redirect_uris);
            let (client_id, client_secret) = match known {
                Some(id) => (id, None),
                None => state.insert_app(ConnectedAppClient {
                    client_name: client_name.clone(),
                    client_type,
                    redirect_urls: redirect_uris.clone(),
                    creation_method: CREATION_METHOD.to_owned(),
                    ..ConnectedAppClient::default()
                })?,
            };
            Ok(RegisterResponse {
                client_id,
                client_name: Some(client_name),
                client_secret,
                grant_types: Some(grant_types),
                redirect_uris: Some(redirect_uris),
                response_types: Some(response_types),
                token_endpoint_auth_method: Some(method),
                ..RegisterResponse::default()
            })
        })
    }
}

fn invalid_metadata(message: &'static str) -> ApiError {
    ApiError::bad_request("invalid_client_metadata", message)
}

impl State {
    /// Finds the app without a secret that registered with the same data before.
    fn registered_app(&self, client_type: &ClientType, name: &str, redirect_urls: &[String]) -> Option<ConnectedAppId> {
        let is_same = |client: &ConnectedAppClient| {
            *client_type == ClientType::ThirdPartyPublic
                && client.client_type == *client_type
                && client.creation_method == CREATION_METHOD
                && client.client_name == name
                && client.redirect_urls == redirect_urls
        };
        self.apps.iter().find(|(_, app)| is_same(&app.client)).map(|(id, _)| id.clone())
    }
}
