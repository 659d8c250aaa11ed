//! The RBAC policies of a project and of an Organization.

use crate::prelude::*;
use crate::rbac::{Permission, PolicyResource};

/// The roles that an Organization has defined for itself, in addition to those of the project.
#[object(sent)]
pub struct OrgPolicy {
    /// The Organization's own roles; empty if it has none.
    pub roles: Vec<PolicyRole>,
}

/// The RBAC policy of a B2B project.
#[object]
pub struct Policy {
    /// The roles that Members can have. `stytch_member` and `stytch_admin` always exist.
    pub roles: Vec<PolicyRole>,
    /// The resources, with the actions that exist for each: Stytch's own (`stytch.member`) and the application's.
    pub resources: Vec<PolicyResource>,
    /// The OAuth scopes that Connected Apps can ask for.
    pub scopes: Vec<PolicyScope>,
}

/// A role, and what it permits.
#[object(sent)]
pub struct PolicyRole {
    /// The role's id, which is also its name.
    pub role_id: RoleId,
    /// The role's purpose, for people; may be empty.
    pub description: String,
    /// The actions that the role permits, by resource.
    pub permissions: Vec<Permission>,
}

/// An OAuth scope, and what it permits to a Connected App.
#[object]
pub struct PolicyScope {
    /// The scope as an app asks for it, such as `read:documents`.
    pub scope: String,
    /// The scope's purpose, which is shown to those who are asked for their consent.
    pub description: String,
    /// The actions that the scope permits, by resource, as far as the roles of the Member permit them as well.
    pub permissions: Vec<Permission>,
}
