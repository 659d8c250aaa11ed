//! Authorization by the roles of RBAC policies.

use jiff::SignedDuration;

use super::{
    JwtError,
    cache::{Ages, Cache},
};
use crate::{
    ids::RoleId,
    rbac::{AuthorizationVerdict, Permission},
};

/// The ages until which policies are kept.
pub(super) const AGES: Ages = Ages { fresh: SignedDuration::from_mins(5), usable: SignedDuration::from_hours(1) };

/// A role of a policy, and what it permits.
pub(super) type Role = (RoleId, Vec<Permission>);

/// The roles of a policy, kept and fetched again.
pub(super) type Roles = Cache<Vec<Role>>;

/// Returns the roles of a session that permit an action.
pub(super) fn granting(policy: &[Role], held: &[RoleId], resource_id: &str, action: &str) -> Vec<RoleId> {
    let permits = |permission: &Permission| {
        permission.resource_id == resource_id
            && permission.actions.iter().any(|listed| listed == action || listed == "*")
    };
    let grants = |(id, permissions): &&Role| held.contains(id) && permissions.iter().any(permits);
    policy.iter().filter(grants).map(|(id, _)| id.clone()).collect()
}

/// Returns the verdict if there is a role that permits the action.
pub(super) fn verdict(
    granting_roles: Vec<RoleId>,
    resource_id: &str,
    action: &str,
) -> Result<AuthorizationVerdict, JwtError> {
    if granting_roles.is_empty() {
        return Err(JwtError::NotPermitted { resource_id: resource_id.to_owned(), action: action.to_owned() });
    }
    Ok(AuthorizationVerdict { authorized: true, granting_roles })
}
