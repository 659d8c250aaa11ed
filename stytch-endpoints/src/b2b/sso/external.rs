//! `/v1/b2b/sso/external/<organization_id>`

use crate::b2b::sso::{ExternalConnection, GroupImplicitRoleAssignment, ImplicitRoleAssignment};
use crate::prelude::*;

/// SSO connections that an Organization borrows from another Organization of the project.
#[endpoints(
    defaults = crate::api,
    tag = "SSO: external connections",
    path = "/v1/b2b/sso/external/<organization_id>",
    id = "api_sso_v1_sso_external_",
)]
pub trait External {
    /// Lets an Organization use an SSO connection that another Organization owns.
    ///
    /// The connection is active at once. The owner's connection has to be active; if it speaks OpenID Connect, no roles
    /// can be assigned here.
    ///
    /// With a session, its Member needs the permission `create` on `stytch.sso`, and
    /// `update.settings.implicit-roles` on `stytch.organization` to assign roles.
    ///
    /// # Errors
    /// `organization_not_found` and `external_connection_id_not_found` (404); `external_connection_not_active`,
    /// `external_organization_id_same_as_organization_id`, `duplicate_external_sso_connection` and
    /// `too_many_sso_connections` (400); with a session, `session_not_found` (404),
    /// `session_authorization_tenancy_error` and `session_authorization_error` (403).
    #[endpoint(POST, id = "CreateConnection")]
    async fn create_connection(
        &self,
        organization_id: OrganizationId,
        /// The Organization that owns the connection.
        external_organization_id: OrganizationId,
        /// The id of the owner's connection, `saml-connection-…` or `oidc-connection-…`.
        external_connection_id: ConnectionId,
        /// The name of the connection for people.
        display_name: Option<String>,
        /// Roles for every Member who signs in through the connection.
        connection_implicit_role_assignments: Option<Vec<ImplicitRoleAssignment>>,
        /// Roles for the Members of groups. The owner's `attribute_mapping` has to have the key `groups`.
        group_implicit_role_assignments: Option<Vec<GroupImplicitRoleAssignment>>,
        #[headers] session: Option<MemberSession>,
    ) -> Result<ConnectionResponse>;

    /// Changes the name and the roles of an external SSO connection.
    ///
    /// Settings that are left out stay as they are; null removes one.
    ///
    /// With a session, its Member needs the permission `update` on `stytch.sso`, and
    /// `update.settings.implicit-roles` on `stytch.organization` to assign roles.
    ///
    /// # Errors
    /// `organization_not_found` and `sso_connection_not_found` (404); `invalid_rbac_role_id` (400); with a session,
    /// `session_not_found` (404), `session_authorization_tenancy_error` and `session_authorization_error` (403).
    #[endpoint(PUT "/connections/<connection_id>", id = "UpdateConnection")]
    async fn update_connection(
        &self,
        organization_id: OrganizationId,
        connection_id: ConnectionId,
        /// The new name for people.
        display_name: Option<Option<String>>,
        /// The roles of every Member who signs in through the connection, in place of the present ones.
        external_connection_implicit_role_assignments: Option<Option<Vec<ImplicitRoleAssignment>>>,
        /// The roles of the Members of groups, in place of the present ones. The owner's `attribute_mapping` has to
        /// have the key `groups`.
        external_group_implicit_role_assignments: Option<Option<Vec<GroupImplicitRoleAssignment>>>,
        #[headers] session: Option<MemberSession>,
    ) -> Result<ConnectionResponse>;
}

/// An external SSO connection that was created or changed.
#[object]
pub struct ConnectionResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The HTTP status code, repeated.
    pub status_code: u16,
    /// The connection, after the change.
    pub connection: Option<ExternalConnection>,
}
