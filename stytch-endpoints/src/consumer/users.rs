//! `/v1/users/<user_id>`

use endpoint_runtime::endpoints;
use serde::Deserialize;

use crate::{
    Result,
    connected_apps::ConnectedApp,
    ids::{ConnectedAppId, UserId},
    tolerant,
};

/// Users, the people of a consumer project.
#[endpoints(tag = "Users", body = json, server = "server", schema = "schema")]
pub trait Users {
    /// Lists the Connected Apps that a User has authorised, with the scopes that each may use.
    ///
    /// An app that the User has cut off is not listed.
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
    /// User goes through its authorization flow again and consents anew. Other Users and other apps notice nothing.
    ///
    /// # Errors
    /// `user_not_found` and `connected_app_not_found` (404).
    #[endpoint(POST "/v1/users/<user_id>/connected_apps/<connected_app_id>/revoke",
               id = "api_user_v1_Revoke", idempotent, destructive)]
    async fn revoke(
        &self,
        /// The User.
        user_id: UserId,
        /// The app to cut off.
        connected_app_id: ConnectedAppId,
    ) -> Result<RevokeResponse>;
}

/// The Connected Apps that a User has authorised.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "server", derive(serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
#[non_exhaustive]
pub struct ConnectedAppsResponse {
    /// The id under which Stytch has logged the call.
    #[serde(deserialize_with = "tolerant::or_default")]
    pub request_id: String,
    /// The HTTP status once more.
    #[serde(deserialize_with = "tolerant::or_default")]
    pub status_code: u16,
    /// The apps.
    #[serde(deserialize_with = "tolerant::or_default")]
    pub connected_apps: Vec<ConnectedApp>,
}

/// The app has no access to the User any more.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "server", derive(serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
#[non_exhaustive]
pub struct RevokeResponse {
    /// The id under which Stytch has logged the call.
    #[serde(deserialize_with = "tolerant::or_default")]
    pub request_id: String,
    /// The HTTP status once more.
    #[serde(deserialize_with = "tolerant::or_default")]
    pub status_code: u16,
}
