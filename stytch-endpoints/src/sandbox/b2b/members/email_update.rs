//! Changes of a Member's e-mail address that the Member proves, and the addresses before.

use std::mem;

use crate::{
    b2b::organizations::{
        Member, MemberStatus,
        members::{EmailUpdateDelivery, StartEmailUpdateRequest, UnlinkRetiredEmailRequest},
    },
    factors::EmailFactor,
    ids::{MemberId, OrganizationId},
    sandbox::{
        api_error::ApiError,
        clock::after_minutes,
        formats::check_redirect_url,
        grants::Subject,
        member_codes::CodeTarget,
        member_factors::email_factor,
        proofs::{Link, LinkPurpose},
        state::State,
    },
};

/// The lifetime of the links, in minutes.
const LINK_MINUTES: u32 = 60;
/// The lifetime of the codes, in minutes.
const CODE_MINUTES: u32 = 10;
/// The number of former addresses that a Member keeps.
const MAX_RETIRED: usize = 100;

/// Sends a link or a code to the new address, and returns the Member's id.
pub(super) fn start(state: &mut State, request: &StartEmailUpdateRequest) -> Result<MemberId, ApiError> {
    let StartEmailUpdateRequest { organization_id, member_id, email_address: email, session, .. } = request;
    let id = state.check_member(organization_id, member_id, session.as_ref(), "update.info.email")?;
    let organization = state.organization(organization_id)?;
    state.check_free_email(&organization, email, Some(&id)).map_err(|error| {
        let is_retired = state.members_of(&organization).any(|(_, member)| has_retired(member, email));
        if is_retired {
            let message = "Another Member had this e-mail address; unlink it there first.";
            return ApiError::bad_request("desired_email_deactivated_by_different_member", message);
        }
        error
    })?;
    let member = &state.members.get(&id).ok_or_else(ApiError::member_not_found)?.member;
    if member.status != MemberStatus::Active {
        let message = "The Member has not signed in yet.";
        return Err(ApiError::bad_request("email_updates_available_only_for_active_members", message));
    }
    if member.email_address.eq_ignore_ascii_case(email) {
        let message = "The Member has this e-mail address already.";
        return Err(ApiError::bad_request("duplicate_member_email", message));
    }
    let key = key(&organization, email);
    if state.email_updates.get(state.now(), &key).is_some_and(|other| *other != id) {
        let message = "Another Member is changing to this e-mail address.";
        return Err(ApiError::bad_request("desired_email_updating_for_different_member", message));
    }
    let redirect = request.login_redirect_url.as_deref();
    check_redirect_url(redirect, "invalid_login_redirect_url")?;
    let minutes = match &request.delivery_method {
        None | Some(EmailUpdateDelivery::EmailMagicLink) => {
            let link = Link {
                purpose: LinkPurpose::EmailUpdate,
                email: email.clone(),
                subject: Some(Subject::from(&id)),
                code_challenge: None,
            };
            let token = state.make_link(link, LINK_MINUTES)?;
            state.send_link(email, "email_update", redirect, "multi_tenant_magic_links", &token);
            LINK_MINUTES
        }
        Some(EmailUpdateDelivery::EmailOtp) => {
            state.send_member_code(&CodeTarget::email(&id, email), CODE_MINUTES)?;
            CODE_MINUTES
        }
        Some(EmailUpdateDelivery::Other(_)) => {
            let message = "`delivery_method` has to be `EMAIL_MAGIC_LINK` or `EMAIL_OTP`.";
            return Err(ApiError::bad_request("bad_request", message));
        }
    };
    let now = state.now();
    state.email_updates.insert(now, key, after_minutes(now, minutes), id.clone())?;
    Ok(id)
}

/// Gives a Member the new address that was just proved.
pub(in crate::sandbox::b2b) fn prove_new_email(state: &mut State, id: &MemberId, email: &str) -> Result<(), ApiError> {
    let organization = state.member_and_organization(id)?.1;
    state.check_free_email(&organization.organization_id, email, Some(id))?;
    let email = email.to_owned();
    state.change_member(id, |entry| {
        replace_email(&mut entry.member, email, true);
        entry.member.email_address_verified = true;
        super::super::provisioning::assign_roles(&mut entry.member, &organization, None);
    })
}

impl State {
    /// Ends the update of a Member whose new address was proved.
    pub(in crate::sandbox::b2b) fn end_email_update(&mut self, organization: &OrganizationId, email: &str) {
        self.email_updates.take(self.now(), &key(organization, email));
    }

    /// Finds the Member who is changing to this address.
    pub(in crate::sandbox::b2b) fn member_with_new_email(
        &self,
        organization: &OrganizationId,
        email: &str,
    ) -> Option<&MemberId> {
        self.email_updates.get(self.now(), &key(organization, email))
    }
}

/// Replaces the address; the former one is retired if other Members must not have it.
pub(super) fn replace_email(member: &mut Member, email: String, retires: bool) {
    // A retired address that is used again is none any more.
    member.retired_email_addresses.retain(|retired| !retired.email_address.eq_ignore_ascii_case(&email));
    let former = mem::replace(&mut member.email_address, email);
    if retires {
        member.retired_email_addresses.truncate(MAX_RETIRED - 1);
        member.retired_email_addresses.insert(0, email_factor(&member.member_id, &former));
    }
}

/// Frees a former address, and returns the Member's id.
pub(super) fn unlink(state: &mut State, request: &UnlinkRetiredEmailRequest) -> Result<MemberId, ApiError> {
    let UnlinkRetiredEmailRequest { organization_id, member_id, email_id, email_address, session, .. } = request;
    let action = "update.info.unlink.retired-email";
    let id = state.check_member(organization_id, member_id, session.as_ref(), action)?;
    if email_id.is_none() && email_address.is_none() {
        let message = "`email_id` or `email_address` is needed.";
        return Err(ApiError::bad_request("retired_email_missing_email_identifiers", message));
    }
    let is_meant = |retired: &EmailFactor| {
        email_id.as_ref().is_none_or(|id| retired.email_id == *id)
            && email_address.as_ref().is_none_or(|text| retired.email_address.eq_ignore_ascii_case(text))
    };
    let member = &state.members.get(&id).ok_or_else(ApiError::member_not_found)?.member;
    if !member.retired_email_addresses.iter().any(is_meant) {
        let message = "The Member has no such retired e-mail address.";
        return Err(ApiError::not_found("email_not_found", message));
    }
    state.change_member(&id, |entry| entry.member.retired_email_addresses.retain(|retired| !is_meant(retired)))?;
    Ok(id)
}

fn has_retired(member: &Member, email: &str) -> bool {
    member.retired_email_addresses.iter().any(|retired| retired.email_address.eq_ignore_ascii_case(email))
}

/// Returns the key of an update under way.
fn key(organization: &OrganizationId, email: &str) -> String {
    format!("{organization} {}", email.to_ascii_lowercase())
}
