//! `/v1/b2b/organizations/<organization_id>`

pub mod members;

use endpoint_runtime::endpoints;
use serde::Deserialize;

use crate::{
    Result,
    connected_apps::ClientType,
    ids::{ConnectedAppId, MemberId, OrganizationId},
    null_default,
    session::{SessionJwt, SessionToken},
};

/// Organizations, the tenants of a B2B project.
#[endpoints(tag = "Organizations", body = json, server = "server", schema = "schema")]
pub trait Organizations {
    /// Lists the Connected Apps that are installed in an Organization.
    ///
    /// An app is installed as long as at least one Member has authorized it and has not revoked its access. An app that
    /// the Organization's own policy no longer allows is not listed.
    ///
    /// With a session, the Member has to belong to the Organization; no further permission is needed.
    ///
    /// # Errors
    /// `organization_not_found` (404); with a session, `session_not_found` (404) and
    /// `session_authorization_tenancy_error` (403).
    #[endpoint(GET "/v1/b2b/organizations/<organization_id>/connected_apps",
               id = "api_organization_v1_ConnectedApps")]
    async fn connected_apps(
        &self,
        /// The Organization: its id, slug or external id.
        organization_id: OrganizationId,
        /// The session of the Member who makes the call. Without one, the call has the rights of the project.
        #[header("X-Stytch-Member-Session")]
        #[sensitive]
        session_token: Option<SessionToken>,
        /// The same session as a JWT; either of the two is enough.
        #[header("X-Stytch-Member-SessionJWT")]
        #[sensitive]
        session_jwt: Option<SessionJwt>,
    ) -> Result<ConnectedAppsResponse>;

    /// Shows a Connected App, and the Members of an Organization who use it, with their scopes.
    ///
    /// With a session, the Member has to belong to the Organization; no further permission is needed.
    ///
    /// # Errors
    /// `organization_not_found` and `connected_app_not_found` (404); with a session, `session_not_found` (404) and
    /// `session_authorization_tenancy_error` (403).
    #[endpoint(GET "/v1/b2b/organizations/<organization_id>/connected_apps/<connected_app_id>",
               id = "api_organization_v1_GetConnectedApp")]
    async fn get_connected_app(
        &self,
        /// The Organization: its id, slug or external id.
        organization_id: OrganizationId,
        /// The app.
        connected_app_id: ConnectedAppId,
        /// The session of the Member who makes the call. Without one, the call has the rights of the project.
        #[header("X-Stytch-Member-Session")]
        #[sensitive]
        session_token: Option<SessionToken>,
        /// The same session as a JWT; either of the two is enough.
        #[header("X-Stytch-Member-SessionJWT")]
        #[sensitive]
        session_jwt: Option<SessionJwt>,
    ) -> Result<GetConnectedAppResponse>;
}

/// The Connected Apps that are installed in an Organization.
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
    pub connected_apps: Vec<OrganizationConnectedApp>,
}

/// A Connected App that is installed in an Organization.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "server", derive(serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
#[non_exhaustive]
pub struct OrganizationConnectedApp {
    /// The app's id.
    #[serde(deserialize_with = "null_default::deserialize")]
    pub connected_app_id: ConnectedAppId,
    /// The app's display name.
    #[serde(deserialize_with = "null_default::deserialize")]
    pub name: String,
    /// The app's purpose; may be empty.
    #[serde(deserialize_with = "null_default::deserialize")]
    pub description: String,
    /// The app's OAuth client type.
    #[serde(deserialize_with = "null_default::deserialize")]
    pub client_type: ClientType,
    /// The URL of the app's logo.
    pub logo_url: Option<String>,
}

/// A Connected App, and the Members who use it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "server", derive(serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
#[non_exhaustive]
pub struct GetConnectedAppResponse {
    /// The id of the call in Stytch's logs; some versions of the API leave it out here.
    pub request_id: Option<String>,
    /// The HTTP status code, repeated.
    #[serde(deserialize_with = "null_default::deserialize")]
    pub status_code: u16,
    /// The app's id.
    #[serde(deserialize_with = "null_default::deserialize")]
    pub connected_app_id: ConnectedAppId,
    /// The app's display name.
    #[serde(deserialize_with = "null_default::deserialize")]
    pub name: String,
    /// The app's purpose; may be empty.
    #[serde(deserialize_with = "null_default::deserialize")]
    pub description: String,
    /// The app's OAuth client type.
    #[serde(deserialize_with = "null_default::deserialize")]
    pub client_type: ClientType,
    /// The Organization's Members who have authorized the app.
    #[serde(deserialize_with = "null_default::deserialize")]
    pub active_members: Vec<ActiveMember>,
    /// The URL of the app's logo.
    pub logo_url: Option<String>,
}

/// A Member who has authorized a Connected App.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "server", derive(serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
#[non_exhaustive]
pub struct ActiveMember {
    /// The Member.
    #[serde(deserialize_with = "null_default::deserialize")]
    pub member_id: MemberId,
    /// The OAuth scopes that the Member has granted.
    #[serde(deserialize_with = "null_default::deserialize")]
    pub granted_scopes: Vec<String>,
}
