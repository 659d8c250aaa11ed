/// Connected Apps that a Member has authorized.
#[endpoints(tag = "Members", body = json, server = "server", schema = "schema")]
pub trait ConnectedApps {
    /// Revokes a Connected App's access to a Member.
    ///
    /// Every active token issued on the Member's behalf is revoked too.
    #[endpoint(POST "/v1/b2b/organizations/<organization_id>/members/<member_id>/connected_apps/<connected_app_id>/revoke",
               id = "api_organization_v1_organizations_members_connected_apps_Revoke", idempotent)]
    async fn revoke(
        &self,
        /// The Organization: its UUID, slug or external id.
        organization_id: OrganizationId,
        /// The Member: its UUID or external id.
        member_id: MemberId,
        /// The Connected App to cut off.
        connected_app_id: ConnectedAppId,
        /// Run with this Member's permissions instead of the project's.
        #[header("X-Stytch-Member-Session")] #[sensitive] session_token: Option<SessionToken>,
        #[header("X-Stytch-Member-SessionJWT")] #[sensitive] session_jwt: Option<SessionJwt>,
    ) -> Result<RevokeResponse>;
}
