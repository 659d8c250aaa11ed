//! Removal of a Member's factors.

use crate::{
    b2b::organizations::{
        Member,
        members::{DeleteMfaPhoneNumberRequest, DeletePasswordRequest, DeleteTotpRequest, MemberResponse},
    },
    ids::{MemberId, PasswordId, TotpId},
    sandbox::{
        api_error::ApiError,
        clock::timestamp,
        permissions::MEMBER,
        state::{MemberEntry, State},
    },
};

pub(super) fn phone_number(
    state: &mut State,
    request: &DeleteMfaPhoneNumberRequest,
    request_id: String,
) -> Result<MemberResponse, ApiError> {
    let DeleteMfaPhoneNumberRequest { organization_id, member_id, session, .. } = request;
    let id = state.check_member(organization_id, member_id, session.as_ref(), "update.info.delete.mfa-phone")?;
    if state.members.get(&id).is_none_or(|entry| entry.member.mfa_phone_number.is_empty()) {
        let message = "The Member has no telephone number.";
        return Err(ApiError::not_found("member_phone_number_not_found", message));
    }
    state.forget_member_codes(&id);
    state.change_member(&id, |entry| {
        entry.member.mfa_phone_number.clear();
        entry.member.mfa_phone_number_verified = false;
        entry.forget_default("sms_otp");
    })?;
    state.member_response(&id, request_id)
}

pub(super) fn password(
    state: &mut State,
    request: &DeletePasswordRequest,
    request_id: String,
) -> Result<MemberResponse, ApiError> {
    let session = request.session.as_ref();
    let organization = state.check_organization(&request.organization_id, session)?;
    let (action, password) = ("update.info.delete.password", &request.member_password_id);
    let is_owner = |(_, member): &(_, &Member)| member.member_password_id == *password;
    let owner = state.members_of(&organization).find(is_owner).map(|(id, _)| id.clone());
    let Some(id) = owner else {
        state.check_permission(&organization, session, MEMBER, action)?;
        let message = "No Member of the Organization has this password.";
        return Err(ApiError::not_found("member_password_not_found", message));
    };
    state.check_member(&organization, &id, session, action)?;
    state.change_member(&id, MemberEntry::remove_password)?;
    state.member_response(&id, request_id)
}

pub(super) fn totp(
    state: &mut State,
    request: &DeleteTotpRequest,
    request_id: String,
) -> Result<MemberResponse, ApiError> {
    let DeleteTotpRequest { organization_id, member_id, session, .. } = request;
    let id = state.check_member(organization_id, member_id, session.as_ref(), "update.info.delete.mfa-totp")?;
    if state.members.get(&id).is_none_or(|entry| entry.secrets.totps.is_empty()) {
        return Err(ApiError::not_found("totp_not_found", "The Member has no authenticator app."));
    }
    state.change_member(&id, |entry| {
        entry.secrets.totps.clear();
        entry.secrets.recovery_codes.clear();
        entry.member.totp_registration_id = TotpId::default();
        entry.forget_default("totp");
    })?;
    state.member_response(&id, request_id)
}

impl State {
    /// Changes a Member, and notes the time of the change.
    pub(in crate::sandbox::b2b) fn change_member(
        &mut self,
        id: &MemberId,
        change: impl FnOnce(&mut MemberEntry),
    ) -> Result<(), ApiError> {
        let now = timestamp(self.now());
        let entry = self.members.get_mut(id).ok_or_else(ApiError::member_not_found)?;
        change(entry);
        entry.member.updated_at = Some(now);
        Ok(())
    }
}

impl MemberEntry {
    pub(super) fn remove_password(&mut self) {
        self.secrets.password = None;
        self.member.member_password_id = PasswordId::default();
    }

    /// Makes the other second factor the default one, if there is one, in place of one that was removed.
    fn forget_default(&mut self, removed: &str) {
        let member = &mut self.member;
        if member.default_mfa_method != removed {
            return;
        }
        let has_phone = !member.mfa_phone_number.is_empty();
        let has_totp = !member.totp_registration_id.as_str().is_empty();
        let next = if has_phone {
            "sms_otp"
        } else if has_totp {
            "totp"
        } else {
            ""
        };
        next.clone_into(&mut member.default_mfa_method);
    }
}
