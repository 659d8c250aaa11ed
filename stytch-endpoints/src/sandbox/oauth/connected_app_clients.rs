//! Connected Apps, as the project manages them.

#![expect(clippy::option_option, reason = "absent is one thing and null is another")]

use super::{
    super::{
        Sandbox,
        api_error::ApiError,
        search::{PageErrors, page},
    },
    connected_app_settings::{DEFAULT_EXPIRY_MINUTES, check_settings},
};
use crate::{
    Result,
    connected_apps::clients::{
        Clients, ConnectedAppClient, ConnectedAppResponse, ConnectedAppWithClientSecret, CreateRequest, CreateResponse,
        DeleteRequest, DeleteResponse, GetRequest, SearchRequest, SearchResponse, UpdateRequest,
    },
};

impl Clients for Sandbox {
    async fn create(&self, request: CreateRequest) -> Result<CreateResponse> {
        self.respond(|state, request_id| {
            if request.access_token_expiry_minutes == Some(0) {
                return Err(ApiError::bad_request(
                    "idp_invalid_access_token_expiry_minutes",
                    "`access_token_expiry_minutes` has to be 5 to 1440.",
                ));
            }
            let (id, client_secret) = state.insert_app(ConnectedAppClient {
                client_type: request.client_type,
                client_name: request.client_name.unwrap_or_default(),
                client_description: request.client_description.unwrap_or_default(),
                redirect_urls: request.redirect_urls.unwrap_or_default(),
                full_access_allowed: request.full_access_allowed.unwrap_or_default(),
                access_token_expiry_minutes: request.access_token_expiry_minutes.unwrap_or(DEFAULT_EXPIRY_MINUTES),
                access_token_custom_audience: request.access_token_custom_audience,
                access_token_template_content: request.access_token_template_content.unwrap_or_default(),
                post_logout_redirect_urls: request.post_logout_redirect_urls.unwrap_or_default(),
                logo_url: request.logo_url,
                bypass_consent_for_offline_access: request.bypass_consent_for_offline_access.unwrap_or_default(),
                id_token_template_content: request.id_token_template_content.unwrap_or_default(),
                creation_method: "api".to_owned(),
                ..ConnectedAppClient::default()
            })?;
            let app = state.app(&id)?.client.clone();
            let connected_app = ConnectedAppWithClientSecret {
                client_id: app.client_id,
                client_name: app.client_name,
                client_description: app.client_description,
                status: app.status,
                full_access_allowed: app.full_access_allowed,
                client_type: app.client_type,
                redirect_urls: app.redirect_urls,
                access_token_expiry_minutes: app.access_token_expiry_minutes,
                access_token_template_content: app.access_token_template_content,
                post_logout_redirect_urls: app.post_logout_redirect_urls,
                bypass_consent_for_offline_access: app.bypass_consent_for_offline_access,
                id_token_template_content: app.id_token_template_content,
                client_secret_last_four: app.client_secret_last_four,
                next_client_secret_last_four: app.next_client_secret_last_four,
                client_secret,
                access_token_custom_audience: app.access_token_custom_audience,
                logo_url: app.logo_url,
                client_id_metadata_url: app.client_id_metadata_url,
            };
            Ok(CreateResponse { request_id, status_code: 200, connected_app })
        })
    }

    async fn search(&self, request: SearchRequest) -> Result<SearchResponse> {
        self.respond(|state, request_id| {
            let apps = state.apps.iter().map(|(id, app)| (id, &app.client)).collect();
            let (apps, results_metadata) =
                page(apps, request.cursor.as_deref(), request.limit, &PageErrors::BAD_REQUEST)?;
            let connected_apps = apps.into_iter().cloned().collect();
            Ok(SearchResponse { request_id, status_code: 200, connected_apps, results_metadata })
        })
    }

    async fn delete(&self, request: DeleteRequest) -> Result<DeleteResponse> {
        self.respond(|state, request_id| {
            let client_id = request.client_id;
            state.apps.remove(&client_id).ok_or_else(ApiError::connected_app_not_found)?;
            state.grants.retain(|(_, app), _| *app != client_id);
            state.oauth.revoke_grants(|(_, app)| *app == client_id);
            Ok(DeleteResponse { request_id, status_code: 200, client_id })
        })
    }

    async fn get(&self, request: GetRequest) -> Result<ConnectedAppResponse> {
        self.respond(|state, request_id| {
            let connected_app = state.app(&request.client_id)?.client.clone();
            Ok(ConnectedAppResponse { request_id, status_code: 200, connected_app })
        })
    }

    async fn update(&self, request: UpdateRequest) -> Result<ConnectedAppResponse> {
        self.respond(|state, request_id| {
            let app = state.apps.get_mut(&request.client_id).ok_or_else(ApiError::connected_app_not_found)?;
            let mut client = app.client.clone();
            set(&mut client.client_name, request.client_name);
            set(&mut client.client_description, request.client_description);
            set(&mut client.redirect_urls, request.redirect_urls);
            set(&mut client.full_access_allowed, request.full_access_allowed);
            set(&mut client.access_token_template_content, request.access_token_template_content);
            set(&mut client.post_logout_redirect_urls, request.post_logout_redirect_urls);
            set(&mut client.bypass_consent_for_offline_access, request.bypass_consent_for_offline_access);
            set(&mut client.id_token_template_content, request.id_token_template_content);
            if let Some(minutes) = request.access_token_expiry_minutes {
                client.access_token_expiry_minutes = minutes.unwrap_or(DEFAULT_EXPIRY_MINUTES);
            }
            if let Some(audience) = request.access_token_custom_audience {
                client.access_token_custom_audience = audience;
            }
            if let Some(url) = request.logo_url {
                client.logo_url = url;
            }
            check_settings(&client)?;
            app.client = client.clone();
            Ok(ConnectedAppResponse { request_id, status_code: 200, connected_app: client })
        })
    }
}

/// Changes a setting unless the request leaves it out; null sets the default.
pub(super) fn set<T: Default>(setting: &mut T, change: Option<Option<T>>) {
    if let Some(value) = change {
        *setting = value.unwrap_or_default();
    }
}
