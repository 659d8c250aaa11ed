//! `/v1/oauth2/register`

use super::GrantType;
use crate::prelude::*;

/// OAuth clients that register themselves, as AI agents do (RFC 7591).
///
/// The endpoint exists on the project's own domain only: set that as the client's base URL.
#[endpoints(
    defaults = crate::api,
    tag = "OAuth 2.0: registration",
    path = "/v1/oauth2",
    id = "oauth2_",
)]
pub trait Clients {
    /// Registers a Connected App of another company. No credential is needed, so the project has to allow it.
    ///
    /// An app without a secret gets the id of an app that registered with the same data before; with a secret, each call
    /// makes a new app.
    ///
    /// # Errors
    /// `dynamic_client_registration_not_enabled`, `connected_app_invalid_redirect_url`,
    /// `duplicate_redirect_url`, `too_many_redirect_urls` and `too_many_connected_apps` (400).
    #[endpoint(POST "/register", auth = none, status = 201)]
    async fn register(
        &self,
        /// The app's name, which people see when they are asked for consent.
        client_name: Option<String>,
        /// The URL of the app's home page.
        client_uri: Option<String>,
        /// The URLs that an authorization may redirect to.
        redirect_uris: Option<Vec<String>>,
        /// The grants that the app uses. Default: `authorization_code`.
        grant_types: Option<Vec<GrantType>>,
        /// The response types that the app uses. Default: `code`.
        response_types: Option<Vec<String>>,
        /// The way in which the app authenticates when it asks for tokens: `none` for an app that cannot keep a secret,
        /// `client_secret_post` or `client_secret_basic` for one that can. Default: `none`.
        token_endpoint_auth_method: Option<String>,
    ) -> Result<RegisterResponse>;
}

/// A registered client.
#[object]
pub struct RegisterResponse {
    /// The id of the new app.
    pub client_id: ConnectedAppId,
    /// The app's name.
    pub client_name: Option<String>,
    /// The app's secret, which is shown only in this response; absent for an app that cannot keep one.
    #[sensitive]
    pub client_secret: Option<ClientSecret>,
    /// The grants that the app may use.
    pub grant_types: Option<Vec<GrantType>>,
    /// The URLs that an authorization may redirect to.
    pub redirect_uris: Option<Vec<String>>,
    /// The response types that the app may use.
    pub response_types: Option<Vec<String>>,
    /// The way in which the app authenticates when it asks for tokens.
    pub token_endpoint_auth_method: Option<String>,
    /// The other members of the registration.
    #[rest]
    pub other: JsonMap,
}
