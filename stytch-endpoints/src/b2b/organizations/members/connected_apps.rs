//! `/v1/b2b/organizations/<organization_id>/members/<member_id>/connected_apps`

use endpoint_runtime::endpoints;
use serde::Deserialize;

use crate::{
    Result,
    ids::{ConnectedAppId, MemberId, OrganizationId},
    session::{SessionJwt, SessionToken},
    tolerant,
};

/// Connected Apps that a Member has authorised.
#[endpoints(tag = "Members", body = json, server = "server", schema = "schema")]
pub trait ConnectedApps {
    /// Revokes a Connected App's access to a Member and every active token issued on the Member's behalf.
    ///
    /// From then on the app's access and refresh tokens for this Member are inactive, and it gets no new ones until the
    /// Member goes through its authorization flow again and consents anew. Other Members and other apps notice nothing.
    ///
    /// With a session, its Member needs the permission `revoke.connected-app`: on `stytch.self` to cut off an app of
    /// their own, on `stytch.member` to cut off another Member's.
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
        /// The app to cut off.
        connected_app_id: ConnectedAppId,
        /// The session of a Member on whose behalf the call is made; without one it is made with the project's rights.
        #[header("X-Stytch-Member-Session")]
        #[sensitive]
        session_token: Option<SessionToken>,
        /// The same session as a JWT; one of the two is enough.
        #[header("X-Stytch-Member-SessionJWT")]
        #[sensitive]
        session_jwt: Option<SessionJwt>,
    ) -> Result<RevokeResponse>;
}

/// The app has no access to the Member any more.
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
