//! Changes of a Member.

use crate::{
    b2b::organizations::members::UpdateRequest,
    ids::{MemberId, OrganizationId, RoleId},
    sandbox::{
        api_error::ApiError,
        b2b::provisioning::assign_roles,
        clock::timestamp,
        formats::{change_metadata, check_phone_number},
        permissions::MEMBER,
        state::{MemberEntry, State},
    },
};

/// Changes a Member, and returns its id. An error changes nothing.
pub(super) fn update(state: &mut State, request: UpdateRequest) -> Result<MemberId, ApiError> {
    let (organization, id) = check_permissions(state, &request)?;
    let entry = state.members.get(&id).ok_or_else(ApiError::member_not_found)?;
    let mut changed = entry.member.clone();
    if let Some(name) = request.name {
        changed.name = name.unwrap_or_default();
    }
    change_metadata(&mut changed.trusted_metadata, request.trusted_metadata.flatten())?;
    change_metadata(&mut changed.untrusted_metadata, request.untrusted_metadata.flatten())?;
    changed.is_breakglass = request.is_breakglass.flatten().unwrap_or(changed.is_breakglass);
    changed.mfa_enrolled = request.mfa_enrolled.flatten().unwrap_or(changed.mfa_enrolled);
    if let Some(number) = request.mfa_phone_number.flatten() {
        set_phone_number(&mut changed.mfa_phone_number, number)?;
    }
    if let Some(external_id) = request.external_id.flatten() {
        state.check_free_external_id(&organization, &external_id, Some(&id))?;
        changed.external_id = Some(external_id);
    }
    if let Some(method) = request.default_mfa_method.flatten() {
        let has_factor = match method.as_str() {
            "sms_otp" => !changed.mfa_phone_number.is_empty(),
            "totp" => !changed.totp_registration_id.as_str().is_empty(),
            _ => {
                let message = "`default_mfa_method` has to be `sms_otp` or `totp`.";
                return Err(ApiError::bad_request("invalid_mfa_default_method", message));
            }
        };
        if !has_factor {
            let message = "The Member does not have the second factor that would be the default.";
            return Err(ApiError::bad_request("default_mfa_member_missing_factor", message));
        }
        changed.default_mfa_method = method;
    }
    let email = request.email_address.flatten().filter(|email| !email.eq_ignore_ascii_case(&changed.email_address));
    if let Some(email) = &email {
        state.check_free_email(&organization, email, Some(&id))?;
    }
    let settings = state.organizations.get(&organization).ok_or_else(ApiError::organization_not_found)?;
    let roles: Option<Vec<RoleId>> = request.roles.flatten();
    state.check_roles(settings, &roles.iter().flatten().map(RoleId::as_str).collect::<Vec<_>>())?;
    let settings = settings.clone();
    let now = timestamp(state.now());
    let entry = state.members.get_mut(&id).ok_or_else(ApiError::member_not_found)?;
    entry.member = changed;
    entry.member.updated_at = Some(now);
    if let Some(email) = email {
        let retires = request.unlink_email.flatten() != Some(true);
        super::email_update::replace_email(&mut entry.member, email, retires);
        entry.member.email_address_verified = false;
        MemberEntry::remove_password(entry);
    }
    assign_roles(&mut entry.member, &settings, roles);
    Ok(id)
}

/// Gives a Member a telephone number who has none.
pub(in crate::sandbox::b2b) fn set_phone_number(current: &mut String, number: String) -> Result<(), ApiError> {
    check_phone_number(&number)?;
    if !current.is_empty() && *current != number {
        let message = "The Member has another telephone number; remove it first.";
        return Err(ApiError::bad_request("duplicate_member_phone_number_for_member", message));
    }
    *current = number;
    Ok(())
}

/// Requires the permissions for all fields of an update, and returns the ids of the Organization and the Member.
fn check_permissions(state: &State, request: &UpdateRequest) -> Result<(OrganizationId, MemberId), ApiError> {
    let session = request.session.as_ref();
    let organization = state.check_organization(&request.organization_id, session)?;
    let actor = state.acting_member(&organization, session)?;
    if actor.is_some() && request.trusted_metadata.is_some() {
        return Err(ApiError::cannot_update_trusted_metadata());
    }
    for (is_changed, action) in [
        (request.name.is_some(), "update.info.name"),
        (request.untrusted_metadata.is_some(), "update.info.untrusted-metadata"),
        (request.mfa_phone_number.is_some(), "update.info.mfa-phone"),
        (request.mfa_enrolled.is_some(), "update.settings.mfa-enrolled"),
        (request.default_mfa_method.is_some(), "update.settings.default-mfa-method"),
    ] {
        if is_changed {
            state.check_member(&organization, &request.member_id, session, action)?;
        }
    }
    for (is_changed, action) in [
        (request.email_address.is_some(), "update.info.email"),
        (request.is_breakglass.is_some(), "update.settings.is-breakglass"),
        (request.roles.is_some(), "update.settings.roles"),
        // It has no action of its own.
        (request.external_id.is_some(), "*"),
    ] {
        if is_changed {
            state.check_permission(&organization, session, MEMBER, action)?;
        }
    }
    let member = state.member(&organization, &request.member_id)?;
    if request.email_address.is_some() && actor == Some(&member) {
        let message = "Members change their own address by `start_email_update`.";
        return Err(ApiError::bad_request("member_cannot_update_their_email_address", message));
    }
    Ok((organization, member))
}
