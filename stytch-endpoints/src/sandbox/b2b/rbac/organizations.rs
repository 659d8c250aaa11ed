//! `/v1/b2b/rbac/organizations/<organization_id>`

use std::collections::BTreeSet;

use crate::{
    Result,
    b2b::{
        organizations::Organization,
        rbac::{
            OrgPolicy,
            organizations::{GetOrgPolicyRequest, OrgPolicyResponse, Organizations, SetOrgPolicyRequest},
        },
    },
    ids::RoleId,
    rbac::PolicyRole,
    sandbox::{
        Sandbox,
        api_error::ApiError,
        clock::timestamp,
        policies::{Unknown, check_permissions, is_reserved},
        state::State,
    },
};

/// The number of roles of an Organization's own.
const MAX_ROLES: usize = 100;

impl Organizations for Sandbox {
    async fn get_org_policy(&self, request: GetOrgPolicyRequest) -> Result<OrgPolicyResponse> {
        self.respond(|state, request_id| {
            let id = state.organization(&request.organization_id)?;
            let organization = state.organizations.get(&id).ok_or_else(ApiError::organization_not_found)?;
            Ok(response(organization, request_id))
        })
    }

    async fn set_org_policy(&self, request: SetOrgPolicyRequest) -> Result<OrgPolicyResponse> {
        self.respond(|state, request_id| {
            let id = state.organization(&request.organization_id)?;
            let roles = request.org_policy.roles;
            state.check_own_roles(&roles)?;
            let now = timestamp(state.now());
            let organization = state.organizations.get_mut(&id).ok_or_else(ApiError::organization_not_found)?;
            let before = std::mem::replace(&mut organization.custom_roles, roles);
            organization.updated_at = Some(now);
            let is_gone = |id: &RoleId| {
                let has = |roles: &[PolicyRole]| roles.iter().any(|role| role.role_id == *id);
                has(&before) && !has(&organization.custom_roles)
            };
            // Members cannot keep a role that no longer exists.
            let members = state.members.values_mut().filter(|entry| entry.member.organization_id == id);
            members.for_each(|entry| entry.member.roles.retain(|role| !is_gone(&role.role_id)));
            Ok(response(organization, request_id))
        })
    }
}

impl State {
    /// Checks the roles that an Organization defines for itself.
    fn check_own_roles(&self, roles: &[PolicyRole]) -> std::result::Result<(), ApiError> {
        if roles.len() > MAX_ROLES {
            return Err(ApiError::bad_request("too_many_roles", "An Organization has at most 100 roles of its own."));
        }
        let mut ids = BTreeSet::new();
        for PolicyRole { role_id, permissions, .. } in roles {
            let refuse = |error_type, reason: &str| ApiError::bad_request(error_type, format!("`{role_id}`: {reason}"));
            if is_reserved(role_id.as_str()) {
                return Err(refuse("invalid_rbac_stytch_role_edit", "the prefix `stytch` is Stytch's own."));
            }
            if role_id.as_str().is_empty() || self.b2b_policy.roles.iter().any(|role| role.role_id == *role_id) {
                let reason = "a role of an Organization needs an id that no role of the project has.";
                return Err(refuse("invalid_rbac_custom_role", reason));
            }
            if !ids.insert(role_id) {
                return Err(refuse("rbac_role_duplicate", "the policy has this role twice."));
            }
            if permissions.is_empty() {
                return Err(refuse("rbac_role_missing_permissions", "a role permits something."));
            }
            check_permissions(&self.b2b_policy.resources, permissions).map_err(|unknown| match unknown {
                Unknown::Resource(resource) => {
                    let reason = format!("the project's policy has no resource `{resource}`.");
                    refuse("invalid_permission_resource", &reason)
                }
                Unknown::Action(action) => {
                    refuse("invalid_permission_action", &format!("its resource has no action `{action}`."))
                }
            })?;
        }
        Ok(())
    }
}

fn response(organization: &Organization, request_id: String) -> OrgPolicyResponse {
    let roles = organization.custom_roles.clone();
    OrgPolicyResponse { request_id, org_policy: OrgPolicy { roles }, status_code: 200 }
}
