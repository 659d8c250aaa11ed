//! Groups of a SCIM connection, and their roles.

use crate::prelude::*;

/// A group that the identity provider has sent.
#[object]
pub struct ScimGroup {
    /// The group's id, which Stytch has issued.
    pub group_id: String,
    /// The group's name at the identity provider.
    pub group_name: String,
    /// The Organization whose Members are in it.
    pub organization_id: OrganizationId,
    /// The SCIM connection that it came through.
    pub connection_id: ConnectionId,
}

/// A role for the Members of a SCIM group.
#[object(sent)]
pub struct ScimGroupImplicitRoleAssignments {
    /// The role.
    pub role_id: RoleId,
    /// The group's id, as Stytch has issued it.
    pub group_id: String,
    /// The group's name at the identity provider.
    pub group_name: String,
}
