//! `/v1/b2b/organizations/<organization_id>/members/<member_id>/connected_apps`

use crate::prelude::*;

/// Connected Apps that a Member has authorized.
#[endpoints(
    defaults = crate::api,
    tag = "Members: Connected Apps",
    path = "/v1/b2b/organizations/<organization_id>/members/<member_id>/connected_apps",
    id = "api_organization_v1_organizations_members_connected_apps_",
)]
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
    #[endpoint(POST "/<connected_app_id>/revoke", id = "Revoke", idempotent, destructive)]
    async fn revoke(
        &self,
        organization_id: OrganizationId,
        member_id: MemberId,
        connected_app_id: ConnectedAppId,
        #[headers] session: Option<MemberSession>,
    ) -> Result<Acknowledgement>;
}
