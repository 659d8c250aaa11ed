//! External connections.

use crate::b2b::sso::{GroupImplicitRoleAssignment, ImplicitRoleAssignment};
use crate::prelude::*;

/// An Organization's use of an SSO connection that another Organization of the project owns.
#[object]
pub struct ExternalConnection {
    /// The Organization that uses the connection.
    pub organization_id: OrganizationId,
    /// The id of this use: `external-connection-…`.
    pub connection_id: ConnectionId,
    /// The Organization that owns the connection.
    pub external_organization_id: OrganizationId,
    /// The id of the connection at its owner.
    pub external_connection_id: ConnectionId,
    /// The name of the connection for people.
    pub display_name: String,
    /// `active`: an external connection has no other status.
    pub status: String,
    /// The roles of every Member who signs in through this connection.
    pub external_connection_implicit_role_assignments: Vec<ImplicitRoleAssignment>,
    /// The roles of those Members who belong to a group at the identity provider.
    pub external_group_implicit_role_assignments: Vec<GroupImplicitRoleAssignment>,
}
