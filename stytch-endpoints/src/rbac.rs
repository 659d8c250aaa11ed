//! Role-based access control (RBAC), as B2B and consumer projects have it.

use crate::prelude::*;

/// The actions on a resource that a role or a scope permits.
#[object(sent)]
pub struct Permission {
    /// The resource, such as `documents`, or one of Stytch's, such as `stytch.member`.
    pub resource_id: String,
    /// The permitted actions; `*` stands for all.
    pub actions: Vec<String>,
}

/// A resource of the RBAC policy: a kind of data, or a part of the application.
#[object]
pub struct PolicyResource {
    /// The resource's name, which roles and authorization checks use. The prefix `stytch` is reserved.
    pub resource_id: String,
    /// The meaning of the resource, for people.
    pub description: String,
    /// All actions that exist for it.
    pub actions: Vec<String>,
}

/// A role of an RBAC policy, and what it permits.
#[object(sent)]
pub struct PolicyRole {
    /// The role's id, which is also its name.
    pub role_id: RoleId,
    /// The role's purpose, for people; may be empty.
    pub description: String,
    /// The actions that the role permits, by resource.
    pub permissions: Vec<Permission>,
}

/// An OAuth scope of an RBAC policy, and what it permits to a Connected App, as far as the roles of the person permit it as
/// well.
#[object]
pub struct PolicyScope {
    /// The scope as an app asks for it, such as `read:documents`.
    pub scope: String,
    /// The scope's purpose, which is shown to those who are asked for their consent.
    pub description: String,
    /// The actions that the scope permits, by resource.
    pub permissions: Vec<Permission>,
}

/// The result of an authorization check.
#[object]
pub struct AuthorizationVerdict {
    /// `true` if the action is permitted.
    pub authorized: bool,
    /// The roles of the session that permit it.
    pub granting_roles: Vec<RoleId>,
}
