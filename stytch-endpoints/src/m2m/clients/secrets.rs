//! `/v1/m2m/clients/<client_id>/secrets/rotate`

use crate::m2m::clients::{M2mClientResponse, M2mClientWithNextClientSecret};
use crate::prelude::*;

/// Rotations of the secrets of machine-to-machine clients.
#[endpoints(
    defaults = crate::api,
    tag = "M2M clients: secrets",
    path = "/v1/m2m/clients/<client_id>/secrets/rotate",
    id = "api_m2m_v1_m2m_clients_secrets_",
)]
pub trait Secrets {
    /// Completes the rotation of an M2M client's secret: the next secret takes the place of the present one.
    ///
    /// The replaced secret is refused from then on.
    ///
    /// # Errors
    /// `m2m_client_not_found` (404); `m2m_client_not_rotating_secret` (400) if no rotation is going on, also because
    /// the call was made before.
    #[endpoint(POST, id = "Rotate", destructive)]
    async fn rotate(&self, client_id: M2mClientId) -> Result<M2mClientResponse>;

    /// Cancels the rotation of an M2M client's secret: the next secret is discarded, the present one stays.
    ///
    /// # Errors
    /// `m2m_client_not_found` (404); `m2m_client_not_rotating_secret` (400) if no rotation is going on, also because
    /// the call was made before.
    #[endpoint(POST "/cancel", id = "RotateCancel", destructive)]
    async fn rotate_cancel(&self, client_id: M2mClientId) -> Result<M2mClientResponse>;

    /// Starts the rotation of an M2M client's secret: issues the next secret, beside the present one.
    ///
    /// Both secrets are valid until the rotation is completed or canceled. The next secret is shown only in this
    /// response.
    ///
    /// # Errors
    /// `m2m_client_not_found` (404); `m2m_client_already_rotating_secret` (400).
    #[endpoint(POST "/start", id = "RotateStart")]
    async fn rotate_start(&self, client_id: M2mClientId) -> Result<RotateStartResponse>;
}

/// A machine-to-machine client whose secret is being rotated.
#[object]
pub struct RotateStartResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The client, with its next secret.
    pub m2m_client: M2mClientWithNextClientSecret,
    /// The HTTP status code, repeated.
    pub status_code: u16,
}
