//! Creation of Members, and who may become one.

use std::mem;

use endpoint_runtime::JsonMap;

use crate::{
    b2b::organizations::{Member, MemberRole, MemberRoleSource, MemberStatus, Organization},
    ids::{MemberId, OrganizationId, RoleId},
    sandbox::{
        added_entities::{ADMIN_ROLE, MEMBER_ROLE, direct_role},
        api_error::ApiError,
        formats::{check_email, check_phone_number, domain_of, is_external_id},
        search::contains,
        state::{MemberEntry, Secrets, State, insert},
    },
};

const DIRECT: &str = "direct_assignment";

impl State {
    /// Finds the Member of the Organization with this e-mail address.
    pub(in crate::sandbox) fn member_by_email(&self, organization: &OrganizationId, email: &str) -> Option<&Member> {
        let has = |member: &&Member| {
            member.organization_id == *organization
                && member.status != MemberStatus::Deleted
                && member.email_address.eq_ignore_ascii_case(email)
        };
        self.members.values().map(|entry| &entry.member).find(has)
    }

    /// Requires an e-mail address that no other Member of the Organization has or had.
    pub(super) fn check_free_email(
        &self,
        organization: &OrganizationId,
        email: &str,
        own: Option<&MemberId>,
    ) -> Result<(), ApiError> {
        check_email(email)?;
        let has = |member: &Member| {
            let retired = member.retired_email_addresses.iter().map(|retired| &retired.email_address);
            retired.chain([&member.email_address]).any(|known| known.eq_ignore_ascii_case(email))
        };
        let mut others = self.members_of(organization).filter(|(id, _)| Some(*id) != own);
        if others.any(|(_, member)| has(member)) {
            let message = "Another Member of the Organization has this e-mail address, or had it before.";
            return Err(ApiError::bad_request("duplicate_member_email", message));
        }
        Ok(())
    }

    /// Requires an external id that no other Member of the Organization has.
    pub(super) fn check_free_external_id(
        &self,
        organization: &OrganizationId,
        external_id: &str,
        own: Option<&MemberId>,
    ) -> Result<(), ApiError> {
        if !is_external_id(external_id) {
            let message = "The external id has to be 1 to 128 letters, digits, `.`, `_`, `-` and `|`.";
            return Err(ApiError::bad_request("bad_request", message));
        }
        if self.member(organization, &external_id.into()).is_ok_and(|owner| Some(&owner) != own) {
            let message = "Another Member of the Organization has this external id.";
            return Err(ApiError::bad_request("duplicate_member_external_id", message));
        }
        Ok(())
    }

    /// Creates a pending Member, after `change` was applied to it.
    pub(super) fn create_member(
        &mut self,
        organization: &OrganizationId,
        email: &str,
        roles: Vec<RoleId>,
        change: impl FnOnce(&mut Member) -> Result<(), ApiError>,
    ) -> Result<MemberId, ApiError> {
        self.check_free_email(organization, email, None)?;
        let id = MemberId::from(self.ids.id("member"));
        let mut member = self.default_member(id.clone(), organization.clone(), email.to_owned());
        change(&mut member)?;
        if let Some(external_id) = &member.external_id {
            self.check_free_external_id(organization, external_id, None)?;
        }
        if !member.mfa_phone_number.is_empty() {
            check_phone_number(&member.mfa_phone_number)?;
        }
        let owner = self.organizations.get(organization).ok_or_else(ApiError::organization_not_found)?;
        self.check_roles(owner, &roles.iter().map(RoleId::as_str).collect::<Vec<_>>())?;
        assign_roles(&mut member, owner, Some(roles));
        insert("Member", &mut self.members, id, MemberEntry { member, secrets: Secrets::default() })
            .map_err(|_| ApiError::full())
    }

    /// Finds the Member with an e-mail address, or creates one if the Organization lets people with its domain in.
    /// Returns whether it was created.
    pub(super) fn find_or_provision(
        &mut self,
        organization: &OrganizationId,
        email: &str,
    ) -> Result<(MemberId, bool), ApiError> {
        check_email(email)?;
        if let Some(member) = self.member_by_email(organization, email) {
            return Ok((member.member_id.clone(), false));
        }
        let settings = self.organizations.get(organization).ok_or_else(ApiError::organization_not_found)?;
        if settings.email_jit_provisioning != "RESTRICTED" {
            return Err(ApiError::no_provisioning());
        }
        if !may_join(settings, email) {
            return Err(ApiError::wrong_domain());
        }
        Ok((self.create_member(organization, email, Vec::new(), |_| Ok(()))?, true))
    }
}

/// Returns whether somebody with this e-mail address becomes a Member by its domain.
pub(super) fn may_join(organization: &Organization, email: &str) -> bool {
    organization.email_jit_provisioning == "RESTRICTED"
        && contains(&organization.email_allowed_domains, domain_of(email))
}

/// Gives a Member the role that everybody has, those that are assigned directly, in place of the former ones if there are
/// new ones, and those that follow from the domain of the e-mail address.
pub(super) fn assign_roles(member: &mut Member, organization: &Organization, direct: Option<Vec<RoleId>>) {
    let former = mem::take(&mut member.roles);
    let direct = direct.unwrap_or_else(|| {
        let is_direct = |role: &MemberRole| role.sources.iter().any(|source| source.r#type == DIRECT);
        former.into_iter().filter(is_direct).map(|role| role.role_id).collect()
    });
    member.roles.push(direct_role(MEMBER_ROLE));
    for role in direct {
        if member.roles.iter().all(|known| known.role_id != role) {
            member.roles.push(direct_role(role.as_str()));
        }
    }
    let domain = domain_of(&member.email_address);
    for assignment in &organization.rbac_email_implicit_role_assignments {
        if !assignment.domain.eq_ignore_ascii_case(domain) {
            continue;
        }
        let source = MemberRoleSource {
            r#type: "email_assignment".to_owned(),
            details: Some(JsonMap::from_iter([("email_domain", assignment.domain.as_str())])),
        };
        match member.roles.iter_mut().find(|role| role.role_id == assignment.role_id) {
            Some(role) => role.sources.push(source),
            None => member.roles.push(MemberRole { role_id: assignment.role_id.clone(), sources: vec![source] }),
        }
    }
    member.is_admin = member.roles.iter().any(|role| role.role_id.as_str() == ADMIN_ROLE);
}
