//! The RBAC policy of a consumer project.

use endpoint_runtime::Client;

use super::{
    JwtError,
    cache::{Cache, FETCH_TIMEOUT},
    options::Clock,
    policy::{AGES, Roles, granting, verdict},
};
use crate::{
    consumer::{
        rbac::PolicyRequest,
        sessions::{AuthorizationCheck, Session},
    },
    rbac::AuthorizationVerdict,
};

/// The policy of a consumer project.
#[derive(Debug)]
pub(super) struct UserPolicy(Roles);

impl UserPolicy {
    pub(super) fn new(client: &Client, clock: &Clock) -> Self {
        let client = client.clone();
        Self(Cache::new(clock.clone(), AGES, move || {
            let call = client.send(PolicyRequest::new()).timeout(FETCH_TIMEOUT);
            async {
                let roles = call.await?.policy.unwrap_or_default().roles;
                Ok(roles.into_iter().map(|role| (role.role_id, role.permissions)).collect())
            }
        }))
    }

    pub(super) async fn authorize(
        &self,
        session: &Session,
        check: &AuthorizationCheck,
    ) -> Result<AuthorizationVerdict, JwtError> {
        let roles = self.0.get().await.map_err(|source| JwtError::PolicyUnavailable { source })?;
        verdict(granting(&roles, &session.roles, &check.resource_id, &check.action), &check.resource_id, &check.action)
    }
}
