//! `/v1/b2b/organizations/<organization_id>/members/<member_id>/connected_apps`

use endpoint_runtime::endpoints;
use serde::Deserialize;

use crate::{
    Result,
    ids::{ConnectedAppId, MemberId, OrganizationId},
    null_default,
    session::{SessionJwt, SessionToken},
};

/// Connected Apps that a Member has authorized.
#[endpoints(tag = "Members", body = json, server = "server", schema = "schema")]
pub trait ConnectedApps {
    /// Revokes a Connected App's access to a Member and every active token issued on the Member's behalf.
    ///
    /// From then on the app's access and refresh tokens for this Member are inactive, and it gets no new ones until the
    /// Member completes its authorization flow again. Other Members and other apps are not affected.
    ///
    /// With a session, its Member needs the permission `revoke.connected-app`: on `stytch.self` for the
    /// Member's own apps, on `stytch.member` for those of other Members.
    ///
    /// # Errors
    /// `organization_not_found`, `member_not_found` and `connected_app_not_found` (404); with a session,
    /// `session_not_found` (404), `session_authorization_tenancy_error` and `session_authorization_error` (403).
    #[endpoint(POST "/v1/b2b/organizations/<organization_id>/members/<member_id>/connected_apps/<connected_app_id>/revoke",
               id = "api_organization_v1_organizations_members_connected_apps_Revoke", idempotent, destructive)]
    async fn revoke(
        &self,
        /// The Organization: its id, slug or external id.
        organization_id: OrganizationId,
        /// The Member: their id or external id.
        member_id: MemberId,
        /// The app whose access is revoked.
        connected_app_id: ConnectedAppId,
        /// The session of the Member who makes the call. Without one, the call has the rights of the project.
        #[header("X-Stytch-Member-Session")]
        #[sensitive]
        session_token: Option<SessionToken>,
        /// The same session as a JWT; either of the two is enough.
        #[header("X-Stytch-Member-SessionJWT")]
        #[sensitive]
        session_jwt: Option<SessionJwt>,
    ) -> Result<RevokeResponse>;
}

/// The response to a revocation: the app no longer has access to the Member.
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
