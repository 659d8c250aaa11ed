//! The RBAC policies of a project and of an Organization.

use crate::prelude::*;
use crate::rbac::PolicyResource;
pub use crate::rbac::{PolicyRole, PolicyScope};

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
