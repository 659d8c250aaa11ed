//! `/v1/b2b/organizations/<organization_id>/members/<member_id>`

pub mod connected_apps;

use crate::prelude::*;

/// Members, the people of an Organization.
#[endpoints(defaults = crate::api, tag = "Members")]
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
        organization_id: OrganizationId,
        member_id: MemberId,
        #[headers] session: Option<MemberSession>,
    ) -> Result<GetConnectedAppsResponse>;
}

/// The Connected Apps that a Member has authorized.
#[object]
pub struct GetConnectedAppsResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The HTTP status code, repeated.
    pub status_code: u16,
    /// The apps.
    pub connected_apps: Vec<ConnectedApp>,
}
