//! The RBAC policy of a project.

use std::{collections::BTreeSet, fmt};

use super::{Sandbox, SandboxError, permissions};
use crate::{
    b2b::rbac::{Policy, PolicyRole, PolicyScope},
    consumer,
    rbac::{Permission, PolicyResource},
};

impl Sandbox {
    /// Sets the RBAC policy of the project, for Members as for Users. It is added to Stytch's own roles and resources,
    /// and takes the place of those with the same id.
    ///
    /// The policy may be that of a real project, from the response of `rbac.policy`.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// use stytch_endpoints::b2b::rbac::{Policy, PolicyRole};
    /// use stytch_endpoints::consumer::sessions::{AuthenticateRequest, AuthorizationCheck};
    /// use stytch_endpoints::rbac::{Permission, PolicyResource};
    /// use stytch_endpoints::sandbox::{Sandbox, User};
    ///
    /// let sandbox = Sandbox::new();
    /// let documents = PolicyResource::new("documents", "", vec!["read".into(), "write".into()]);
    /// let editor = PolicyRole::new("editor", "", vec![Permission::new("documents", vec!["*".into()])]);
    /// sandbox.set_policy(Policy::new(vec![editor], vec![documents], vec![]))?;
    ///
    /// let user = sandbox.add_user(User::new().role("editor"))?;
    /// let session = sandbox.start_user_session(user)?;
    /// let check = AuthorizationCheck::new("documents", "write");
    /// let request = AuthenticateRequest::new().session_token(session.token).authorization_check(check);
    /// let response = sandbox.stytch()?.consumer().sessions().authenticate(request).await?;
    /// assert!(response.verdict.is_some_and(|verdict| verdict.authorized));
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    /// [`SandboxError::Policy`] if an id is empty or occurs twice, or a permission names a resource or action that the
    /// policy does not have.
    pub fn set_policy(&self, policy: Policy) -> Result<(), SandboxError> {
        let b2b = merge(permissions::default_b2b_policy(), policy.clone());
        check(&b2b, &policy)?;
        let mut consumer = to_consumer(policy);
        // The default of consumer projects has one role, and nothing else.
        let own = permissions::default_consumer_policy().roles.into_iter();
        let own = own.filter(|own| consumer.roles.iter().all(|role| role.role_id != own.role_id)).collect::<Vec<_>>();
        consumer.roles.splice(0..0, own);
        let state = &mut *self.state();
        state.b2b_policy = b2b;
        state.consumer_policy = consumer;
        Ok(())
    }
}

/// Adds the second policy to the first, in place of the entries with the same ids.
fn merge(mut own: Policy, added: Policy) -> Policy {
    own.roles.retain(|known| added.roles.iter().all(|role| role.role_id != known.role_id));
    own.resources.retain(|known| added.resources.iter().all(|resource| resource.resource_id != known.resource_id));
    own.roles.extend(added.roles);
    own.resources.extend(added.resources);
    own.scopes.extend(added.scopes);
    own
}

/// Checks the entries of an added policy, together with Stytch's own.
fn check(all: &Policy, added: &Policy) -> Result<(), SandboxError> {
    check_ids("role", added.roles.iter().map(|role| role.role_id.as_str()))?;
    check_ids("resource", added.resources.iter().map(|resource| resource.resource_id.as_str()))?;
    check_ids("scope", added.scopes.iter().map(|scope| scope.scope.as_str()))?;
    let roles = added.roles.iter().map(|role| (role.role_id.as_str(), &role.permissions));
    let scopes = added.scopes.iter().map(|scope| (scope.scope.as_str(), &scope.permissions));
    for (id, permissions) in roles.chain(scopes) {
        check_permissions(&all.resources, permissions)
            .map_err(|unknown| SandboxError::Policy { reason: format!("`{id}` permits {unknown}") })?;
    }
    Ok(())
}

fn check_ids<'a>(kind: &str, ids: impl Iterator<Item = &'a str>) -> Result<(), SandboxError> {
    let mut known = BTreeSet::new();
    for id in ids {
        if id.is_empty() {
            return Err(SandboxError::Policy { reason: format!("a {kind} has an empty id") });
        }
        if !known.insert(id) {
            return Err(SandboxError::Policy { reason: format!("the {kind} `{id}` occurs twice") });
        }
    }
    Ok(())
}

/// A part of a permission that the policy does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Unknown {
    Resource(String),
    Action(String),
}

impl fmt::Display for Unknown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Resource(id) => write!(f, "actions on `{id}`, which is no resource of the policy"),
            Self::Action(action) => write!(f, "`{action}`, which is no action of its resource"),
        }
    }
}

/// Requires that permissions name existing resources, and actions of these.
pub(super) fn check_permissions(resources: &[PolicyResource], permissions: &[Permission]) -> Result<(), Unknown> {
    for Permission { resource_id, actions } in permissions {
        let resource = resources.iter().find(|known| known.resource_id == *resource_id);
        let resource = resource.ok_or_else(|| Unknown::Resource(resource_id.clone()))?;
        let is_known =
            |action: &String| action == "*" || resource.actions.iter().any(|known| known == "*" || known == action);
        if let Some(action) = actions.iter().find(|action| !is_known(action)) {
            return Err(Unknown::Action(action.clone()));
        }
    }
    Ok(())
}

/// Returns whether an id is one of Stytch's own.
pub(super) fn is_reserved(id: &str) -> bool {
    id.starts_with("stytch_") || id.starts_with("stytch.")
}

fn to_consumer(policy: Policy) -> consumer::rbac::Policy {
    let Policy { roles, resources, scopes } = policy;
    let role = |PolicyRole { role_id, description, permissions }| consumer::rbac::PolicyRole {
        role_id,
        description,
        permissions,
    };
    let scope = |PolicyScope { scope, description, permissions }| consumer::rbac::PolicyScope {
        scope,
        description,
        permissions,
    };
    consumer::rbac::Policy {
        roles: roles.into_iter().map(role).collect(),
        resources,
        scopes: scopes.into_iter().map(scope).collect(),
    }
}
