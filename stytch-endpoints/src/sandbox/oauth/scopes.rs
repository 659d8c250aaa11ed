//! OAuth scopes: those of OpenID Connect, and those of the project's policies.

use super::super::{api_error::ApiError, grants::Subject, permissions::permit, state::State};
use crate::{
    connected_apps::{ClientType, clients::ConnectedAppClient},
    oauth::ScopeResult,
    rbac::Permission,
};

/// The scopes that every project has, with their descriptions.
const STANDARD: [(&str, &str); 5] = [
    ("openid", "Know who you are"),
    ("profile", "Read your name and your picture"),
    ("email", "Read your e-mail address"),
    ("phone", "Read your telephone number"),
    (OFFLINE_ACCESS, "Have access while you are not there"),
];
/// The scope of refresh tokens (OpenID Connect Core, section 11).
pub(super) const OFFLINE_ACCESS: &str = "offline_access";
/// The scope of access tokens that can be exchanged for sessions.
pub(super) const FULL_ACCESS: &str = "full_access";

impl State {
    /// Checks the scopes that an app asks a person for.
    ///
    /// # Errors
    /// The project has no such scope, or the app may not ask for it.
    pub(super) fn scope_results(
        &self,
        subject: &Subject,
        app: &ConnectedAppClient,
        scopes: &[String],
    ) -> Result<Vec<ScopeResult>, ApiError> {
        scopes.iter().map(|scope| self.scope_result(subject, app, scope)).collect()
    }

    fn scope_result(&self, subject: &Subject, app: &ConnectedAppClient, scope: &str) -> Result<ScopeResult, ApiError> {
        let result = |description: &str, is_grantable| {
            Ok(ScopeResult { scope: scope.to_owned(), description: description.to_owned(), is_grantable })
        };
        if let Some((_, description)) = STANDARD.iter().find(|(known, _)| *known == scope) {
            return result(description, true);
        }
        if scope == FULL_ACCESS && !is_first_party(app) {
            let message = "Only the project's own apps can have the scope `full_access`.";
            return Err(ApiError::bad_request("third_party_clients_cannot_use_full_access", message));
        }
        if scope == FULL_ACCESS && app.full_access_allowed {
            return result("Act for you in every way", true);
        }
        let own = match subject {
            Subject::Member(_) => {
                let mut scopes = self.b2b_policy.scopes.iter();
                scopes.find(|known| known.scope == scope).map(|known| (&known.description, &known.permissions))
            }
            Subject::User(_) => {
                let mut scopes = self.consumer_policy.scopes.iter();
                scopes.find(|known| known.scope == scope).map(|known| (&known.description, &known.permissions))
            }
        };
        let Some((description, permissions)) = own else {
            let message = format!("The app cannot ask for the scope `{scope}`; the project's policy does not have it.");
            return Err(ApiError::bad_request("oauth_invalid_scope_requested", message));
        };
        result(description, permissions.iter().all(|permission| self.has_permission(subject, permission)))
    }

    /// Returns whether the person's roles permit all actions of a permission.
    fn has_permission(&self, subject: &Subject, permission: &Permission) -> bool {
        let Permission { resource_id, actions } = permission;
        actions.iter().all(|action| match subject {
            Subject::Member(member) => !self.granting_roles(member, resource_id, action).is_empty(),
            Subject::User(user) => {
                let held = self.users.get(user).map(|entry| entry.user.roles.as_slice()).unwrap_or_default();
                let mut roles = self.consumer_policy.roles.iter().filter(|role| held.contains(&role.role_id));
                roles.any(|role| permit(&role.permissions, resource_id, action))
            }
        })
    }

    /// Lists the names of all scopes.
    pub(super) fn scope_names(&self) -> Vec<String> {
        let own = self.b2b_policy.scopes.iter().map(|scope| scope.scope.clone());
        STANDARD.iter().map(|(name, _)| (*name).to_owned()).chain(own).collect()
    }
}

pub(super) fn is_first_party(app: &ConnectedAppClient) -> bool {
    matches!(app.client_type, ClientType::FirstParty | ClientType::FirstPartyPublic)
}

pub(super) fn is_public(app: &ConnectedAppClient) -> bool {
    matches!(app.client_type, ClientType::FirstPartyPublic | ClientType::ThirdPartyPublic)
}
