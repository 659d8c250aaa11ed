//! `/v1/users/<user_id>`

use endpoint_runtime::endpoints;
use serde::Deserialize;

use crate::{
    Result,
    connected_apps::ConnectedApp,
    ids::{ConnectedAppId, UserId},
    null_default,
};

/// Users, the people of a consumer project.
#[endpoints(tag = "Users", body = json, server = "server", schema = "schema")]
pub trait Users {
    /// Lists the Connected Apps that a User has authorized, with the scopes of each.
    ///
    /// An app whose access was revoked is not listed.
    ///
    /// # Errors
    /// `user_not_found` (404).
    #[endpoint(GET "/v1/users/<user_id>/connected_apps", id = "api_user_v1_ConnectedApps")]
    async fn connected_apps(
        &self,
        /// The User.
        user_id: UserId,
    ) -> Result<ConnectedAppsResponse>;

    /// Revokes a Connected App's access to a User and every active token issued on the User's behalf.
    ///
    /// From then on the app's access and refresh tokens for this User are inactive, and it gets no new ones until the
    /// User completes its authorization flow again. Other Users and other apps are not affected.
    ///
    /// # Errors
    /// `user_not_found` and `connected_app_not_found` (404).
    #[endpoint(POST "/v1/users/<user_id>/connected_apps/<connected_app_id>/revoke",
               id = "api_user_v1_Revoke", idempotent, destructive)]
    async fn revoke(
        &self,
        /// The User.
        user_id: UserId,
        /// The app whose access is revoked.
        connected_app_id: ConnectedAppId,
    ) -> Result<RevokeResponse>;
}

/// The Connected Apps that a User has authorized.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "server", derive(serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
#[non_exhaustive]
pub struct ConnectedAppsResponse {
    /// The id of the call in Stytch's logs.
    #[serde(deserialize_with = "null_default::deserialize")]
    pub request_id: String,
    /// The HTTP status code, repeated.
    #[serde(deserialize_with = "null_default::deserialize")]
    pub status_code: u16,
    /// The apps.
    #[serde(deserialize_with = "null_default::deserialize")]
    pub connected_apps: Vec<ConnectedApp>,
}

/// The response to a revocation: the app no longer has access to the User.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "server", derive(serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
#[non_exhaustive]
pub struct RevokeResponse {
    /// The id of the call in Stytch's logs.
    #[serde(deserialize_with = "null_default::deserialize")]
    pub request_id: String,
    /// The HTTP status code, repeated.
    #[serde(deserialize_with = "null_default::deserialize")]
    pub status_code: u16,
}
