//! Roles that a sign-in through a connection grants.

use crate::prelude::*;

/// A role for every Member who signs in through a connection.
#[object(sent)]
pub struct ImplicitRoleAssignment {
    /// The role.
    pub role_id: RoleId,
}

/// A role for the Members of a group at the identity provider who sign in through a connection.
#[object(sent)]
pub struct GroupImplicitRoleAssignment {
    /// The role.
    pub role_id: RoleId,
    /// The group's name, as the identity provider sends it.
    pub group: String,
}
