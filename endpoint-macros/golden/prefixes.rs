/// Connected Apps that a Member has authorized.
#[endpoints(
    path = "/v1/organizations/<organization_id>/members/<member_id>/connected_apps",
    id = "api_members_connected_apps_",
)]
pub trait ConnectedApps {
    /// Lists the Connected Apps of a Member.
    #[endpoint(GET)]
    async fn list(&self, organization_id: OrganizationId, member_id: MemberId) -> Result<ListResponse>;

    /// Searches Connected Apps by their name.
    #[endpoint(POST "/search?exact=true&<limit>", id = "Search", request = AppSearch)]
    async fn search(
        &self,
        organization_id: OrganizationId,
        member_id: MemberId,
        limit: Option<u32>,
        name: String,
    ) -> Result<ListResponse>;
}
