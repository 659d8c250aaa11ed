//! `/v1/users/<user_id>`

use crate::prelude::*;

/// Users, the people of a consumer project.
#[endpoints(defaults = crate::api, tag = "Users", path = "/v1/users", id = "api_user_v1_")]
pub trait Users {
    /// Lists the Connected Apps that a User has authorized, with the scopes of each.
    ///
    /// An app whose access was revoked is not listed.
    ///
    /// # Errors
    /// `user_not_found` (404).
    #[endpoint(GET "/<user_id>/connected_apps", id = "ConnectedApps")]
    async fn connected_apps(&self, user_id: UserId) -> Result<ConnectedAppsResponse>;

    /// Revokes a Connected App's access to a User and every active token issued on the User's behalf.
    ///
    /// From then on the app's access and refresh tokens for this User are inactive, and it gets no new ones until the
    /// User completes its authorization flow again. Other Users and other apps are not affected.
    ///
    /// # Errors
    /// `user_not_found` and `connected_app_not_found` (404).
    #[endpoint(POST "/<user_id>/connected_apps/<connected_app_id>/revoke", id = "Revoke", idempotent, destructive)]
    async fn revoke(&self, user_id: UserId, connected_app_id: ConnectedAppId) -> Result<RevokeResponse>;
}

/// The Connected Apps that a User has authorized.
#[object]
pub struct ConnectedAppsResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The HTTP status code, repeated.
    pub status_code: u16,
    /// The apps.
    pub connected_apps: Vec<ConnectedApp>,
}

/// The response to a revocation: the app no longer has access to the User.
#[object]
pub struct RevokeResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The HTTP status code, repeated.
    pub status_code: u16,
}
