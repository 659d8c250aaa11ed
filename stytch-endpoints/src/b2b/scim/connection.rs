//! `/v1/b2b/scim/<organization_id>/connection`

use crate::b2b::scim::{
    ScimConnection, ScimConnectionWithNextToken, ScimConnectionWithToken, ScimGroup, ScimGroupImplicitRoleAssignments,
    ScimIdentityProvider,
};
use crate::b2b::sso::DeleteConnectionResponse;
use crate::prelude::*;

/// SCIM connections, through which identity providers manage the Members of Organizations. An Organization has one.
#[endpoints(
    defaults = crate::api,
    tag = "SCIM connections",
    path = "/v1/b2b/scim/<organization_id>/connection",
    id = "api_b2b_scim_v1_b2b_scim_connection_",
)]
pub trait Connection {
    /// Returns the SCIM connection of an Organization.
    ///
    /// With a session, its Member needs the permission `get` on `stytch.scim`.
    ///
    /// # Errors
    /// `organization_not_found` (404); `no_active_scim_connection` (400) if there is none; with a session,
    /// `session_not_found` (404), `session_authorization_tenancy_error` and `session_authorization_error` (403).
    #[endpoint(GET, id = "Get")]
    async fn get(
        &self,
        organization_id: OrganizationId,
        #[headers] session: Option<MemberSession>,
    ) -> Result<ConnectionResponse>;

    /// Creates the SCIM connection of an Organization, with a bearer token for the identity provider.
    ///
    /// The token is shown only in this response. A lost token is replaced by a rotation.
    ///
    /// With a session, its Member needs the permission `create` on `stytch.scim`.
    ///
    /// # Errors
    /// `organization_not_found` (404); `active_scim_connection_exists` and `invalid_scim_idp` (400); with a session,
    /// `session_not_found` (404), `session_authorization_tenancy_error` and `session_authorization_error` (403).
    #[endpoint(POST, id = "Create")]
    async fn create(
        &self,
        organization_id: OrganizationId,
        /// The name of the connection for people.
        display_name: Option<String>,
        /// Default: `generic`.
        identity_provider: Option<ScimIdentityProvider>,
        #[headers] session: Option<MemberSession>,
    ) -> Result<CreateResponse>;

    /// Deletes a SCIM connection; its bearer tokens become invalid.
    ///
    /// With a session, its Member needs the permission `delete` on `stytch.scim`.
    ///
    /// # Errors
    /// `organization_not_found` (404); `no_active_scim_connection` (400); with a session, `session_not_found` (404),
    /// `session_authorization_tenancy_error` and `session_authorization_error` (403).
    #[endpoint(DELETE "/<connection_id>", id = "Delete")]
    async fn delete(
        &self,
        organization_id: OrganizationId,
        connection_id: ConnectionId,
        #[headers] session: Option<MemberSession>,
    ) -> Result<DeleteConnectionResponse>;

    /// Lists the groups that the identity provider has sent through a SCIM connection.
    ///
    /// With a session, its Member needs the permission `get` on `stytch.scim`.
    ///
    /// # Errors
    /// `organization_not_found` (404); `no_active_scim_connection` (400); with a session, `session_not_found` (404),
    /// `session_authorization_tenancy_error` and `session_authorization_error` (403).
    #[endpoint(
        GET "/<connection_id>?<cursor>&<limit>",
        id = "GetGroups",
        paginate(cursor = cursor, next = next_cursor, items = scim_groups: Vec<ScimGroup>, limit = limit)
    )]
    async fn get_groups(
        &self,
        organization_id: OrganizationId,
        connection_id: ConnectionId,
        /// The `next_cursor` of the previous page. Default: the first page.
        cursor: Option<String>,
        /// The number of groups in a page, 1000 at most. Default: 100.
        limit: Option<u32>,
        #[headers] session: Option<MemberSession>,
    ) -> Result<GetGroupsResponse>;

    /// Changes the name, the identity provider and the roles by group of a SCIM connection.
    ///
    /// Settings that are left out stay as they are; null removes one.
    ///
    /// With a session, its Member needs the permission `update` on `stytch.scim`, and
    /// `update.settings.implicit-roles` on `stytch.organization` to assign roles.
    ///
    /// # Errors
    /// `organization_not_found` (404); `no_active_scim_connection`, `invalid_scim_idp`, `invalid_rbac_role_id`,
    /// `scim_group_role_assignment_does_not_contain_group_id` and `scim_group_role_assignment_group_does_not_exist`
    /// (400); with a session, `session_not_found` (404), `session_authorization_tenancy_error` and
    /// `session_authorization_error` (403).
    #[endpoint(PUT "/<connection_id>", id = "Update")]
    async fn update(
        &self,
        organization_id: OrganizationId,
        connection_id: ConnectionId,
        /// The new name for people.
        display_name: Option<Option<String>>,
        identity_provider: Option<Option<ScimIdentityProvider>>,
        /// The roles of the Members of groups, in place of the present ones.
        scim_group_implicit_role_assignments: Option<Option<Vec<ScimGroupImplicitRoleAssignments>>>,
        #[headers] session: Option<MemberSession>,
    ) -> Result<ConnectionResponse>;

    /// Cancels the rotation of a SCIM connection's bearer token: the next token is discarded, the present one stays.
    ///
    /// With a session, its Member needs the permission `update` on `stytch.scim`.
    ///
    /// # Errors
    /// `organization_not_found` (404); `no_active_scim_connection` (400); `scim_connection_not_rotating_token` (400) if
    /// no rotation is going on, also because the call was made before; with a session, `session_not_found` (404),
    /// `session_authorization_tenancy_error` and `session_authorization_error` (403).
    #[endpoint(POST "/<connection_id>/rotate/cancel", id = "RotateCancel", destructive)]
    async fn rotate_cancel(
        &self,
        organization_id: OrganizationId,
        connection_id: ConnectionId,
        #[headers] session: Option<MemberSession>,
    ) -> Result<ConnectionResponse>;

    /// Completes the rotation of a SCIM connection's bearer token: the next token takes the place of the present one.
    ///
    /// The replaced token is refused from then on, so the identity provider has to use the next one already.
    ///
    /// With a session, its Member needs the permission `update` on `stytch.scim`.
    ///
    /// # Errors
    /// `organization_not_found` (404); `no_active_scim_connection` (400); `scim_connection_not_rotating_token` (400) if
    /// no rotation is going on, also because the call was made before; with a session, `session_not_found` (404),
    /// `session_authorization_tenancy_error` and `session_authorization_error` (403).
    #[endpoint(POST "/<connection_id>/rotate/complete", id = "RotateComplete", destructive)]
    async fn rotate_complete(
        &self,
        organization_id: OrganizationId,
        connection_id: ConnectionId,
        #[headers] session: Option<MemberSession>,
    ) -> Result<ConnectionResponse>;

    /// Starts the rotation of a SCIM connection's bearer token: issues the next token, beside the present one.
    ///
    /// Both tokens are valid until the rotation is completed or canceled. The next token is shown only in this
    /// response.
    ///
    /// With a session, its Member needs the permission `update` on `stytch.scim`.
    ///
    /// # Errors
    /// `organization_not_found` (404); `no_active_scim_connection` (400); with a session, `session_not_found` (404),
    /// `session_authorization_tenancy_error` and `session_authorization_error` (403).
    #[endpoint(POST "/<connection_id>/rotate/start", id = "RotateStart")]
    async fn rotate_start(
        &self,
        organization_id: OrganizationId,
        connection_id: ConnectionId,
        #[headers] session: Option<MemberSession>,
    ) -> Result<RotateStartResponse>;
}

/// A new SCIM connection.
#[object]
pub struct CreateResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The HTTP status code, repeated.
    pub status_code: u16,
    /// The connection, with its bearer token.
    pub connection: Option<ScimConnectionWithToken>,
}

/// A page of the groups of a SCIM connection.
#[object]
pub struct GetGroupsResponse {
    /// The groups of this page.
    pub scim_groups: Vec<ScimGroup>,
    /// The HTTP status code, repeated.
    pub status_code: u16,
    /// The `cursor` of the next page, unless this is the last one.
    pub next_cursor: Option<String>,
}

/// A SCIM connection, as it is after the call.
#[object]
pub struct ConnectionResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The HTTP status code, repeated.
    pub status_code: u16,
    /// The connection, without its bearer token.
    pub connection: Option<ScimConnection>,
}

/// A SCIM connection whose bearer token is being rotated.
#[object]
pub struct RotateStartResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The HTTP status code, repeated.
    pub status_code: u16,
    /// The connection, with its next bearer token.
    pub connection: Option<ScimConnectionWithNextToken>,
}
