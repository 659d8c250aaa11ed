//! `/v1/connected_apps/clients/<client_id>/secrets/rotate`

use crate::connected_apps::clients::{ConnectedAppResponse, ConnectedAppWithNextClientSecret};
use crate::prelude::*;

/// Rotations of the secrets of Connected Apps. Public apps have no secret.
#[endpoints(
    defaults = crate::api,
    tag = "Connected Apps: secrets",
    path = "/v1/connected_apps/clients/<client_id>/secrets/rotate",
    id = "api_connectedapps_v1_connected_apps_clients_secrets_",
)]
pub trait Secrets {
    /// Completes the rotation of a Connected App's secret: the next secret takes the place of the present one.
    ///
    /// The replaced secret is refused from then on.
    ///
    /// # Errors
    /// `connected_app_not_found` (404); `public_connected_apps_do_not_have_secrets` (400);
    /// `connected_app_not_rotating_secret` (400) if no rotation is going on, also because the call was made before.
    #[endpoint(POST, id = "Rotate", destructive)]
    async fn rotate(&self, client_id: ConnectedAppId) -> Result<ConnectedAppResponse>;

    /// Cancels the rotation of a Connected App's secret: the next secret is discarded, the present one stays.
    ///
    /// # Errors
    /// `connected_app_not_found` (404); `public_connected_apps_do_not_have_secrets` (400);
    /// `connected_app_not_rotating_secret` (400) if no rotation is going on, also because the call was made before.
    #[endpoint(POST "/cancel", id = "RotateCancel", destructive)]
    async fn rotate_cancel(&self, client_id: ConnectedAppId) -> Result<ConnectedAppResponse>;

    /// Starts the rotation of a Connected App's secret: issues the next secret, beside the present one.
    ///
    /// Both secrets are valid until the rotation is completed or canceled. The next secret is shown only in this
    /// response.
    ///
    /// # Errors
    /// `connected_app_not_found` (404); `public_connected_apps_do_not_have_secrets` and
    /// `connected_app_already_rotating_secret` (400).
    #[endpoint(POST "/start", id = "RotateStart")]
    async fn rotate_start(&self, client_id: ConnectedAppId) -> Result<RotateStartResponse>;
}

/// A Connected App whose secret is being rotated.
#[object]
pub struct RotateStartResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The app, with its next secret.
    pub connected_app: ConnectedAppWithNextClientSecret,
    /// The HTTP status code, repeated.
    pub status_code: u16,
}
