//! The RBAC policies of a B2B project and of its Organizations.

use std::{
    collections::HashMap,
    fmt,
    sync::{Arc, Mutex, PoisonError},
};

use endpoint_runtime::Client;
use jiff::Timestamp;

use super::{
    JwtError,
    cache::{Cache, FETCH_TIMEOUT},
    options::Clock,
    policy::{AGES, Role, Roles, granting, verdict},
};
use crate::{
    b2b::{
        rbac::{PolicyRequest, PolicyRole, organizations::GetOrgPolicyRequest},
        sessions::{AuthorizationCheck, Session},
    },
    ids::{OrganizationId, RoleId},
    rbac::AuthorizationVerdict,
};

/// The number of Organizations whose policies are kept.
const MAX_ORGANIZATIONS: usize = 1000;

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
            let call = sender.send(PolicyRequest::new()).timeout(FETCH_TIMEOUT);
            async { Ok(roles(call.await?.policy.unwrap_or_default().roles)) }
        });
        Self { project, organizations: Mutex::default(), client: client.clone(), clock: clock.clone() }
    }

    pub(super) async fn authorize(
        &self,
        session: &Session,
        check: &AuthorizationCheck,
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

impl fmt::Debug for MemberPolicy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MemberPolicy").field("project", &self.project).finish_non_exhaustive()
    }
}

fn roles(roles: Vec<PolicyRole>) -> Vec<Role> {
    roles.into_iter().map(|role| (role.role_id, role.permissions)).collect()
}
