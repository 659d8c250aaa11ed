//! `/v1/b2b/organizations/<organization_id>`

pub mod members;

use endpoint_runtime::endpoints;
use serde::Deserialize;

use crate::{
    Result,
    connected_apps::ClientType,
    ids::{ConnectedAppId, MemberId, OrganizationId},
    session::{SessionJwt, SessionToken},
    tolerant,
};
use members::MembersClient;

/// Organizations, the tenants of a B2B project.
#[endpoints(tag = "Organizations", body = json, server = "server", schema = "schema")]
pub trait Organizations {
    /// Lists the Connected Apps that are installed in an Organization.
    ///
    /// An app counts as installed while at least one Member has authorised it and has not cut it off since. An app that
    /// the Organization's own policy no longer allows is not listed.
    ///
    /// With a session, the Member has to belong to the Organization; no further permission is asked for.
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
        /// The session of a Member on whose behalf the call is made; without one it is made with the project's rights.
        #[header("X-Stytch-Member-Session")]
        #[sensitive]
        session_token: Option<SessionToken>,
        /// The same session as a JWT; one of the two is enough.
        #[header("X-Stytch-Member-SessionJWT")]
        #[sensitive]
        session_jwt: Option<SessionJwt>,
    ) -> Result<ConnectedAppsResponse>;

    /// Shows one Connected App, and which of an Organization's Members use it with which scopes.
    ///
    /// With a session, the Member has to belong to the Organization; no further permission is asked for.
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
        /// The app to be shown.
        connected_app_id: ConnectedAppId,
        /// The session of a Member on whose behalf the call is made; without one it is made with the project's rights.
        #[header("X-Stytch-Member-Session")]
        #[sensitive]
        session_token: Option<SessionToken>,
        /// The same session as a JWT; one of the two is enough.
        #[header("X-Stytch-Member-SessionJWT")]
        #[sensitive]
        session_jwt: Option<SessionJwt>,
    ) -> Result<GetConnectedAppResponse>;
}

impl OrganizationsClient {
    /// Members of an Organization.
    #[must_use]
    pub fn members(&self) -> MembersClient {
        self.0.clone().into()
    }
}

/// The Connected Apps that are installed in an Organization.
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
    pub connected_apps: Vec<OrganizationConnectedApp>,
}

/// A Connected App that is installed in an Organization.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "server", derive(serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
#[non_exhaustive]
pub struct OrganizationConnectedApp {
    /// The app.
    #[serde(deserialize_with = "tolerant::or_default")]
    pub connected_app_id: ConnectedAppId,
    /// Its name, for humans.
    #[serde(deserialize_with = "tolerant::or_default")]
    pub name: String,
    /// What it is for; may be empty.
    #[serde(deserialize_with = "tolerant::or_default")]
    pub description: String,
    /// Whose app it is, and whether it can keep a secret.
    #[serde(deserialize_with = "tolerant::or_default")]
    pub client_type: ClientType,
    /// Where its logo is.
    pub logo_url: Option<String>,
}

/// One Connected App, and who uses it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "server", derive(serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
#[non_exhaustive]
pub struct GetConnectedAppResponse {
    /// The id under which Stytch has logged the call; not every version of the API tells it here.
    pub request_id: Option<String>,
    /// The HTTP status once more.
    #[serde(deserialize_with = "tolerant::or_default")]
    pub status_code: u16,
    /// The app.
    #[serde(deserialize_with = "tolerant::or_default")]
    pub connected_app_id: ConnectedAppId,
    /// Its name, for humans.
    #[serde(deserialize_with = "tolerant::or_default")]
    pub name: String,
    /// What it is for; may be empty.
    #[serde(deserialize_with = "tolerant::or_default")]
    pub description: String,
    /// Whose app it is, and whether it can keep a secret.
    #[serde(deserialize_with = "tolerant::or_default")]
    pub client_type: ClientType,
    /// The Organization's Members who have authorised the app.
    #[serde(deserialize_with = "tolerant::or_default")]
    pub active_members: Vec<ActiveMember>,
    /// Where its logo is.
    pub logo_url: Option<String>,
}

/// A Member who has authorised a Connected App.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "server", derive(serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
#[non_exhaustive]
pub struct ActiveMember {
    /// The Member.
    #[serde(deserialize_with = "tolerant::or_default")]
    pub member_id: MemberId,
    /// The OAuth scopes that the Member has granted.
    #[serde(deserialize_with = "tolerant::or_default")]
    pub granted_scopes: Vec<String>,
}
