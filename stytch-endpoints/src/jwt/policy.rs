//! Authorization by the RBAC policies of a project and its Organizations.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use endpoint_runtime::Client;
use jiff::{SignedDuration, Timestamp};

use super::{
    JwtError,
    cache::{Ages, Cache, FETCH_TIMEOUT},
    options::Clock,
};
use crate::{
    b2b::{self, rbac::organizations::GetOrgPolicyRequest},
    consumer,
    ids::{OrganizationId, RoleId},
    rbac::{AuthorizationVerdict, Permission},
};

const AGES: Ages = Ages { fresh: SignedDuration::from_mins(5), usable: SignedDuration::from_hours(1) };

/// The number of Organizations whose policies are kept.
const MAX_ORGANIZATIONS: usize = 1000;

/// A role of a policy, and what it permits.
type Role = (RoleId, Vec<Permission>);

/// The roles of a policy.
type Roles = Cache<Vec<Role>>;

/// The policy of a consumer project.
#[derive(Debug)]
pub(super) struct UserPolicy(Roles);

impl UserPolicy {
    pub(super) fn new(client: &Client, clock: &Clock) -> Self {
        let client = client.clone();
        Self(Cache::new(clock.clone(), AGES, move || {
            let call = client.send(consumer::rbac::PolicyRequest::new()).timeout(FETCH_TIMEOUT);
            async {
                let roles = call.await?.policy.unwrap_or_default().roles;
                Ok(roles.into_iter().map(|role| (role.role_id, role.permissions)).collect())
            }
        }))
    }

    pub(super) async fn authorize(
        &self,
        session: &consumer::sessions::Session,
        check: &consumer::sessions::AuthorizationCheck,
    ) -> Result<AuthorizationVerdict, JwtError> {
        let roles = self.0.get().await.map_err(|source| JwtError::PolicyUnavailable { source })?;
        verdict(granting(&roles, &session.roles, &check.resource_id, &check.action), &check.resource_id, &check.action)
    }
}

/// The policies of a B2B project and of its Organizations.
pub(super) struct MemberPolicy {
    project: Roles,
    organizations: Mutex<HashMap<OrganizationId, Arc<Roles>>>,
    client: Client,
    clock: Clock,
}

impl MemberPolicy {
    pub(super) fn new(client: &Client, clock: &Clock) -> Self {
        let sender = client.clone();
        let project = Cache::new(clock.clone(), AGES, move || {
            let call = sender.send(b2b::rbac::PolicyRequest::new()).timeout(FETCH_TIMEOUT);
            async { Ok(roles(call.await?.policy.unwrap_or_default().roles)) }
        });
        Self { project, organizations: Mutex::default(), client: client.clone(), clock: clock.clone() }
    }

    pub(super) async fn authorize(
        &self,
        session: &b2b::sessions::Session,
        check: &b2b::sessions::AuthorizationCheck,
    ) -> Result<AuthorizationVerdict, JwtError> {
        let unavailable = |source| JwtError::PolicyUnavailable { source };
        let granting = |roles: &[Role]| granting(roles, &session.roles, &check.resource_id, &check.action);
        let project = self.project.get().await.map_err(unavailable)?;
        let mut roles = granting(&project);
        // Few Organizations have roles of their own: only they cost a call.
        let is_known = |id: &RoleId| project.iter().any(|(role, _)| role == id);
        if roles.is_empty() && !session.roles.iter().all(is_known) {
            let organization = self.organization(&session.organization_id).get().await.map_err(unavailable)?;
            roles = granting(&organization);
        }
        verdict(roles, &check.resource_id, &check.action)
    }

    /// Returns the policy of an Organization. In place of a new one that is too many, the oldest is forgotten.
    fn organization(&self, id: &OrganizationId) -> Arc<Roles> {
        let mut organizations = self.organizations.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(policy) = organizations.get(id) {
            return policy.clone();
        }
        if organizations.len() >= MAX_ORGANIZATIONS {
            let oldest = organizations
                .iter()
                .min_by_key(|(_, policy)| policy.last_call().unwrap_or(Timestamp::MAX))
                .map(|(id, _)| id.clone());
            oldest.and_then(|id| organizations.remove(&id));
        }
        let (client, requested) = (self.client.clone(), id.clone());
        let policy = Arc::new(Cache::new(self.clock.clone(), AGES, move || {
            let call = client.send(GetOrgPolicyRequest::new(&requested)).timeout(FETCH_TIMEOUT);
            async { Ok(roles(call.await?.org_policy.roles)) }
        }));
        organizations.insert(id.clone(), policy.clone());
        policy
    }
}

impl std::fmt::Debug for MemberPolicy {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("MemberPolicy").field("project", &self.project).finish_non_exhaustive()
    }
}

fn roles(roles: Vec<b2b::rbac::PolicyRole>) -> Vec<Role> {
    roles.into_iter().map(|role| (role.role_id, role.permissions)).collect()
}

/// Returns the roles of a session that permit an action.
fn granting(policy: &[Role], held: &[RoleId], resource_id: &str, action: &str) -> Vec<RoleId> {
    let permits = |permission: &Permission| {
        permission.resource_id == resource_id
            && permission.actions.iter().any(|listed| listed == action || listed == "*")
    };
    let grants = |(id, permissions): &&Role| held.contains(id) && permissions.iter().any(permits);
    policy.iter().filter(grants).map(|(id, _)| id.clone()).collect()
}

fn verdict(granting_roles: Vec<RoleId>, resource_id: &str, action: &str) -> Result<AuthorizationVerdict, JwtError> {
    if granting_roles.is_empty() {
        return Err(JwtError::NotPermitted { resource_id: resource_id.to_owned(), action: action.to_owned() });
    }
    Ok(AuthorizationVerdict { authorized: true, granting_roles })
}
