//! Changes of Users: what they have to meet, and what follows from them.

use crate::{
    consumer::users::{Name, User, UserResponse},
    ids::{RoleId, UserId},
    sandbox::{
        added_entities::USER_ROLE,
        api_error::ApiError,
        formats::is_external_id,
        grants::Subject,
        state::{Secrets, State, UserEntry, insert},
    },
};

impl State {
    /// Keeps a new User.
    pub(super) fn keep_user(&mut self, user: User) -> Result<UserId, ApiError> {
        let entry = UserEntry { user, secrets: Secrets::default() };
        // The id is new, so the sandbox can only be full.
        insert("User", &mut self.users, entry.user.user_id.clone(), entry).map_err(|_| ApiError::full())
    }

    pub(super) fn user_mut(&mut self, id: &UserId) -> Result<&mut User, ApiError> {
        Ok(&mut self.users.get_mut(id).ok_or_else(ApiError::user_not_found)?.user)
    }

    /// Returns the response to a change of a User.
    pub(super) fn user_response(&self, user_id: UserId, request_id: String) -> Result<UserResponse, ApiError> {
        let user = self.users.get(&user_id).ok_or_else(ApiError::user_not_found)?.user.clone();
        Ok(UserResponse { request_id, user_id, user, status_code: 200 })
    }

    /// Removes a User, with all sessions, authorizations, links and codes.
    pub(super) fn delete_user(&mut self, id: &UserId) {
        self.users.remove(id);
        self.end_access(&Subject::from(id));
        self.user_resets.retain(|_, reset| reset.user != *id);
        self.user_proofs.forget_user(id);
    }

    /// Removes a factor from its User.
    pub(super) fn remove_factor<T>(
        &mut self,
        factors: impl Fn(&mut UserEntry) -> &mut Vec<T>,
        is_meant: impl Fn(&T) -> bool,
        missing: ApiError,
    ) -> Result<UserId, ApiError> {
        for (id, entry) in &mut self.users {
            let factors = factors(entry);
            if let Some(index) = factors.iter().position(&is_meant) {
                factors.remove(index);
                return Ok(id.clone());
            }
        }
        Err(missing)
    }

    /// Returns all roles of a User with these assigned roles.
    pub(super) fn user_roles(&self, assigned: Vec<RoleId>) -> Result<Vec<RoleId>, ApiError> {
        let mut roles = vec![RoleId::from(USER_ROLE)];
        for role in assigned {
            if role.as_str() == USER_ROLE {
                let message = "Every User has the role `stytch_user`; leave it out.";
                return Err(ApiError::bad_request("cannot_assign_default_rbac_role_id", message));
            }
            if !self.consumer_policy.roles.iter().any(|known| known.role_id == role) {
                let message = format!("The project's RBAC policy has no role `{role}`.");
                return Err(ApiError::bad_request("invalid_rbac_role_id", message));
            }
            if !roles.contains(&role) {
                roles.push(role);
            }
        }
        Ok(roles)
    }

    /// Refuses an external id that no request can hold or that another User has.
    pub(super) fn check_external_id(&self, id: &str, user: Option<&UserId>) -> Result<(), ApiError> {
        if !is_external_id(id) || [".", ".."].contains(&id) {
            let message = "An external id has at most 128 letters, digits and `.`, `_`, `-`, `|`.";
            return Err(ApiError::bad_request("bad_request", message));
        }
        match self.user(&id.into()) {
            Ok(owner) if Some(&owner) != user => {
                Err(ApiError::bad_request("duplicate_user_external_id", "Another User has this external id."))
            }
            _ => Ok(()),
        }
    }
}

/// Returns a name after changes; a part that is left out remains.
pub(super) fn changed_name(known: Option<Name>, changes: Name) -> Name {
    let known = known.unwrap_or_default();
    Name {
        first_name: changes.first_name.or(known.first_name),
        middle_name: changes.middle_name.or(known.middle_name),
        last_name: changes.last_name.or(known.last_name),
    }
}
