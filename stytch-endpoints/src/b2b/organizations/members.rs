//! `/v1/b2b/organizations/<organization_id>/members/<member_id>`

pub mod connected_apps;

use endpoint_runtime::endpoints;
use serde::Deserialize;

use crate::{
    Result,
    connected_apps::ConnectedApp,
    ids::{MemberId, OrganizationId},
    null_default,
    session::{SessionJwt, SessionToken},
};

/// Members, the people of an Organization.
#[endpoints(tag = "Members", body = json, server = "server", schema = "schema")]
pub trait Members {
    /// Lists the Connected Apps that a Member has authorized, with the scopes of each.
    ///
    /// An app whose access was revoked, or that the Organization's policy no longer allows, is not listed.
    ///
    /// With a session, its Member needs the permission `get.connected-apps`: on `stytch.self` for the
    /// Member's own apps, on `stytch.member` for those of other Members.
    ///
    /// # Errors
    /// `organization_not_found` and `member_not_found` (404); with a session, `session_not_found` (404),
    /// `session_authorization_tenancy_error` and `session_authorization_error` (403).
    #[endpoint(GET "/v1/b2b/organizations/<organization_id>/members/<member_id>/connected_apps",
               id = "api_organization_v1_organizations_members_GetConnectedApps")]
    async fn get_connected_apps(
        &self,
        /// The Organization: its id, slug or external id.
        organization_id: OrganizationId,
        /// The Member: their id or external id.
        member_id: MemberId,
        /// The session of the Member who makes the call. Without one, the call has the rights of the project.
        #[header("X-Stytch-Member-Session")]
        #[sensitive]
        session_token: Option<SessionToken>,
        /// The same session as a JWT; either of the two is enough.
        #[header("X-Stytch-Member-SessionJWT")]
        #[sensitive]
        session_jwt: Option<SessionJwt>,
    ) -> Result<GetConnectedAppsResponse>;
}

/// The Connected Apps that a Member has authorized.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "server", derive(serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
#[non_exhaustive]
pub struct GetConnectedAppsResponse {
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
