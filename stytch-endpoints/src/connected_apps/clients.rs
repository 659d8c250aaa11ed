//! `/v1/connected_apps/clients`

mod connected_app_client;
pub mod secrets;

pub use connected_app_client::{ConnectedAppClient, ConnectedAppWithClientSecret, ConnectedAppWithNextClientSecret};

use crate::prelude::*;
use crate::search::ResultsMetadata;

/// Connected Apps: OAuth clients that Members or Users authorize to act for them.
#[endpoints(
    defaults = crate::api,
    tag = "Connected Apps",
    path = "/v1/connected_apps/clients",
    id = "api_connectedapps_v1_connected_apps_clients_",
)]
pub trait Clients {
    /// Creates a Connected App.
    ///
    /// An app that is not public gets a secret, which is shown only in this response: Stytch stores a hash of it. A
    /// lost secret is replaced by a rotation.
    ///
    /// # Errors
    /// `invalid_connected_app_type`, `connected_app_invalid_redirect_url`, `duplicate_redirect_url`,
    /// `too_many_redirect_urls`, `third_party_clients_cannot_use_full_access`,
    /// `third_party_clients_require_consent_for_offline_access`, `idp_invalid_access_token_expiry_minutes`,
    /// `idp_invalid_access_token_custom_audience`, `idp_invalid_access_token_jwt_template` and
    /// `too_many_connected_apps` (400).
    #[endpoint(POST, id = "Create")]
    async fn create(
        &self,
        client_type: ClientType,
        /// The display name, which people see when they are asked for consent.
        client_name: Option<String>,
        /// The app's purpose, which people see when they are asked for consent.
        client_description: Option<String>,
        /// The URLs that an authorization may redirect to.
        redirect_urls: Option<Vec<String>>,
        /// `true` lets the app exchange its access tokens for sessions. Only for the project's own apps. Default:
        /// `false`.
        full_access_allowed: Option<bool>,
        /// The lifetime of access tokens, in minutes. Default: 60.
        access_token_expiry_minutes: Option<i32>,
        /// An audience of the application's own in access tokens.
        access_token_custom_audience: Option<String>,
        /// The template of additional claims in access tokens: a JSON object as text.
        access_token_template_content: Option<String>,
        /// The URLs that a logout may redirect to.
        post_logout_redirect_urls: Option<Vec<String>>,
        /// The URL of the app's logo.
        logo_url: Option<String>,
        /// `true` skips the consent to the scope `offline_access`. Only for the project's own apps. Default: `false`.
        bypass_consent_for_offline_access: Option<bool>,
        /// The template of additional claims in id tokens: a JSON object as text.
        id_token_template_content: Option<String>,
    ) -> Result<CreateResponse>;

    /// Lists the Connected Apps of the project.
    ///
    /// # Errors
    /// `bad_request` (400) for a cursor or limit that is none.
    #[endpoint(
        POST "/search",
        id = "Search",
        idempotent,
        paginate(cursor = cursor, next = results_metadata.next_cursor, items = connected_apps: Vec<ConnectedAppClient>, limit = limit)
    )]
    async fn search(
        &self,
        /// The `next_cursor` of the previous page. Default: the first page.
        cursor: Option<String>,
        /// The number of apps in a page, 1000 at most. Default: 100.
        limit: Option<u32>,
    ) -> Result<SearchResponse>;

    /// Deletes a Connected App for good.
    ///
    /// Nobody can authorize it any more, and it gets no more tokens.
    ///
    /// # Errors
    /// `connected_app_not_found` (404).
    #[endpoint(DELETE "/<client_id>", id = "Delete")]
    async fn delete(&self, client_id: ConnectedAppId) -> Result<DeleteResponse>;

    /// Returns a Connected App with all of its settings, and without its secret.
    ///
    /// # Errors
    /// `connected_app_not_found` (404).
    #[endpoint(GET "/<client_id>", id = "Get")]
    async fn get(&self, client_id: ConnectedAppId) -> Result<ConnectedAppResponse>;

    /// Changes settings of a Connected App; its client type stays.
    ///
    /// Settings that are left out stay as they are; null removes one.
    ///
    /// # Errors
    /// `connected_app_not_found` (404); `connected_app_invalid_redirect_url`, `duplicate_redirect_url`,
    /// `too_many_redirect_urls`, `third_party_clients_cannot_use_full_access`,
    /// `third_party_clients_require_consent_for_offline_access`, `idp_invalid_access_token_expiry_minutes`,
    /// `idp_invalid_access_token_custom_audience` and `idp_invalid_access_token_jwt_template` (400).
    #[endpoint(PUT "/<client_id>", id = "Update")]
    async fn update(
        &self,
        client_id: ConnectedAppId,
        /// The new display name.
        client_name: Option<Option<String>>,
        /// The new description of the app's purpose.
        client_description: Option<Option<String>>,
        /// The URLs that an authorization may redirect to, in place of the present ones.
        redirect_urls: Option<Option<Vec<String>>>,
        /// `true` lets the app exchange its access tokens for sessions. Only for the project's own apps.
        full_access_allowed: Option<Option<bool>>,
        /// The lifetime of new access tokens, in minutes.
        access_token_expiry_minutes: Option<Option<i32>>,
        /// An audience of the application's own in access tokens.
        access_token_custom_audience: Option<Option<String>>,
        /// The template of additional claims in access tokens: a JSON object as text.
        access_token_template_content: Option<Option<String>>,
        /// The URLs that a logout may redirect to, in place of the present ones.
        post_logout_redirect_urls: Option<Option<Vec<String>>>,
        /// The URL of the app's logo.
        logo_url: Option<Option<String>>,
        /// `true` skips the consent to the scope `offline_access`. Only for the project's own apps.
        bypass_consent_for_offline_access: Option<Option<bool>>,
        /// The template of additional claims in id tokens: a JSON object as text.
        id_token_template_content: Option<Option<String>>,
    ) -> Result<ConnectedAppResponse>;
}

/// A new Connected App.
#[object]
pub struct CreateResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The app, with its secret if it has one.
    pub connected_app: ConnectedAppWithClientSecret,
    /// The HTTP status code, repeated.
    pub status_code: u16,
}

/// The response to the deletion of a Connected App.
#[object]
pub struct DeleteResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The app that is gone.
    pub client_id: ConnectedAppId,
    /// The HTTP status code, repeated.
    pub status_code: u16,
}

/// A Connected App, as it is after the call.
#[object]
pub struct ConnectedAppResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The app, without its secret.
    pub connected_app: ConnectedAppClient,
    /// The HTTP status code, repeated.
    pub status_code: u16,
}

/// A page of the project's Connected Apps.
#[object]
pub struct SearchResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The apps of this page.
    pub connected_apps: Vec<ConnectedAppClient>,
    /// The number of all apps, and the cursor of the next page.
    pub results_metadata: ResultsMetadata,
    /// The HTTP status code, repeated.
    pub status_code: u16,
}
