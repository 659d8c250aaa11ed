//! Permissions of the session that a call carries.

use super::{
    added_entities::{ADMIN_ROLE, MEMBER_ROLE, USER_ROLE},
    api_error::ApiError,
    grants::Subject,
    state::State,
};
use crate::{
    b2b::rbac::{Policy, PolicyRole},
    consumer,
    ids::{MemberId, OrganizationId, RoleId},
    rbac::{Permission, PolicyResource},
    session::MemberSession,
};

/// A Member's own data.
const SELF: &str = "stytch.self";
/// The data of all Members.
pub(super) const MEMBER: &str = "stytch.member";
/// The Organization itself.
pub(super) const ORGANIZATION: &str = "stytch.organization";

impl State {
    /// Looks the Organization up, and requires that the session, if there is one, belongs to it.
    pub(super) fn check_organization(
        &self,
        id: &OrganizationId,
        session: Option<&MemberSession>,
    ) -> Result<OrganizationId, ApiError> {
        let organization = self.organization(id)?;
        self.acting_member(&organization, session)?;
        Ok(organization)
    }

    /// Looks the Organization up, and requires that the session, if there is one, permits the action on the resource.
    pub(super) fn check_permission(
        &self,
        id: &OrganizationId,
        session: Option<&MemberSession>,
        resource: &str,
        action: &str,
    ) -> Result<OrganizationId, ApiError> {
        let organization = self.organization(id)?;
        match self.acting_member(&organization, session)? {
            Some(actor) if self.granting_roles(actor, resource, action).is_empty() => Err(ApiError::no_permission()),
            _ => Ok(organization),
        }
    }

    /// Looks the Member up, and requires that the session, if there is one, permits the action: on `stytch.self` for the
    /// session's own Member, on `stytch.member` for others.
    ///
    /// Permissions are checked first, so that an error does not reveal whether the Member exists.
    pub(super) fn check_member(
        &self,
        organization: &OrganizationId,
        member: &MemberId,
        session: Option<&MemberSession>,
        action: &str,
    ) -> Result<MemberId, ApiError> {
        let organization = self.organization(organization)?;
        let actor = self.acting_member(&organization, session)?;
        let member = self.member(&organization, member);
        if let Some(actor) = actor {
            let is_self = member.as_ref() == Ok(actor);
            let permits = |resource| !self.granting_roles(actor, resource, action).is_empty();
            if !(is_self && permits(SELF) || permits(MEMBER)) {
                return Err(ApiError::no_permission());
            }
        }
        member
    }

    /// Lists the roles of a Member that permit an action on a resource.
    pub(super) fn granting_roles(&self, member: &MemberId, resource: &str, action: &str) -> Vec<RoleId> {
        let Some(entry) = self.members.get(member) else { return Vec::new() };
        let own = self.organizations.get(&entry.member.organization_id);
        let own = own.into_iter().flat_map(|organization| &organization.custom_roles);
        let own = own.map(|role| (&role.role_id, &role.permissions));
        let roles = self.b2b_policy.roles.iter().map(|role| (&role.role_id, &role.permissions));
        let roles = roles.chain(own).filter(|(_, permissions)| permit(permissions, resource, action));
        let is_held = |id: &RoleId| entry.member.roles.iter().any(|role| role.role_id == *id);
        roles.map(|(id, _)| id).filter(|id| is_held(id)).cloned().collect()
    }

    /// Finds the Member of the session, who has to belong to the Organization; `None` without a session.
    pub(super) fn acting_member(
        &self,
        organization: &OrganizationId,
        session: Option<&MemberSession>,
    ) -> Result<Option<&MemberId>, ApiError> {
        let Some(MemberSession { session_token, session_jwt }) = session else { return Ok(None) };
        if session_token.is_none() && session_jwt.is_none() {
            return Ok(None);
        }
        let token = self.find_session(session_token.as_ref(), session_jwt.as_ref())?;
        let Subject::Member(member) = &self.session(&token)?.subject else {
            return Err(ApiError::session_not_found());
        };
        match self.members.get(member) {
            Some(entry) if entry.member.organization_id == *organization => Ok(Some(member)),
            _ => Err(ApiError::other_organization()),
        }
    }
}

/// Returns whether permissions allow an action on a resource.
pub(super) fn permit(permissions: &[Permission], resource: &str, action: &str) -> bool {
    let is_meant = |permitted: &String| permitted == "*" || permitted == action;
    permissions.iter().any(|permission| permission.resource_id == resource && permission.actions.iter().any(is_meant))
}

/// Returns the policy of a B2B project in which nothing was changed.
pub(super) fn default_b2b_policy() -> Policy {
    let all = |resource: &str| Permission { resource_id: resource.to_owned(), actions: vec!["*".to_owned()] };
    let resources = [ORGANIZATION, MEMBER, "stytch.sso", "stytch.scim", SELF];
    let role = |id: &str, description: &str, permissions| PolicyRole {
        role_id: id.into(),
        description: description.to_owned(),
        permissions,
    };
    Policy {
        roles: vec![
            role(MEMBER_ROLE, "Every Member has it.", vec![all(SELF)]),
            role(ADMIN_ROLE, "Manages the Organization.", resources.map(all).to_vec()),
        ],
        resources: resources.map(any_action).to_vec(),
        scopes: Vec::new(),
    }
}

/// Returns the policy of a consumer project in which nothing was changed.
pub(super) fn default_consumer_policy() -> consumer::rbac::Policy {
    let role = consumer::rbac::PolicyRole {
        role_id: USER_ROLE.into(),
        description: "Every User has it.".to_owned(),
        permissions: Vec::new(),
    };
    consumer::rbac::Policy { roles: vec![role], resources: Vec::new(), scopes: Vec::new() }
}

fn any_action(resource: &str) -> PolicyResource {
    PolicyResource { resource_id: resource.to_owned(), description: String::new(), actions: vec!["*".to_owned()] }
}
