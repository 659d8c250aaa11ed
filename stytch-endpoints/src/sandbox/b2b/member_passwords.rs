//! The passwords of Members: each has one, or the Organizations share those of e-mail addresses.

use std::collections::BTreeMap;

use crate::{
    b2b::{
        organizations::{Member, MemberStatus},
        sessions::AuthenticationResponse,
    },
    ids::{MemberId, OrganizationId, PasswordId},
    sandbox::{
        Sandbox,
        api_error::ApiError,
        grants::Subject,
        member_sign_in::MemberSignIn,
        passwords::{PasswordVerdict, StoredPassword, strength::check_new_password},
        state::State,
    },
    secrets::Password,
};

impl State {
    /// Finds the Member of the Organization with this e-mail address.
    pub(super) fn member_id_by_email(&self, organization: &OrganizationId, email: &str) -> Result<MemberId, ApiError> {
        let member = self.member_by_email(organization, email).ok_or_else(ApiError::member_not_found)?;
        Ok(member.member_id.clone())
    }

    /// Compares a password with the Member's. A wrong one counts as a failure.
    pub(super) fn check_member_password(
        &mut self,
        id: &MemberId,
        given: &Password,
        requires_reset: fn() -> ApiError,
    ) -> Result<(), ApiError> {
        let subject = Subject::from(id);
        self.check_lock(&subject)?;
        let verdict = self.password_of(id)?.compare(given);
        self.check_verdict(&subject, verdict, requires_reset)
    }

    fn password_of(&self, id: &MemberId) -> Result<&StoredPassword, ApiError> {
        let entry = self.members.get(id).ok_or_else(ApiError::member_not_found)?;
        let password = match &self.shared_passwords {
            Some(shared) => shared.get(&key(&entry.member.email_address)),
            None => entry.secrets.password.as_ref(),
        };
        password.ok_or_else(|| ApiError::not_found("member_password_not_found", "The Member has no password."))
    }

    pub(super) fn has_password(&self, id: &MemberId) -> bool {
        self.password_of(id).is_ok()
    }

    /// Signs a Member in, and then replaces the password, which ends all other sessions.
    pub(super) fn reset_member_password(
        &mut self,
        id: &MemberId,
        password: Password,
        sign_in: MemberSignIn<'_>,
        request_id: String,
    ) -> Result<AuthenticationResponse, ApiError> {
        check_new_password(&password)?;
        let mut response = self.sign_in_member(id, sign_in, request_id)?;
        self.set_member_password(id, StoredPassword::new(password))?;
        self.end_other_sessions(&Subject::from(id), &response.session_token);
        response.member = self.member_and_organization(id)?.0;
        Ok(response)
    }

    pub(super) fn set_member_password(&mut self, id: &MemberId, password: StoredPassword) -> Result<(), ApiError> {
        let entry = self.members.get_mut(id).ok_or_else(ApiError::member_not_found)?;
        if self.shared_passwords.is_some() {
            let email = entry.member.email_address.clone();
            return self.set_shared_password(&email, password);
        }
        entry.secrets.password = Some(password);
        let password_id = self.ids.id("password").into();
        self.show_password(id, &password_id);
        Ok(())
    }

    /// Sets the password of an e-mail address for all Organizations.
    pub(super) fn set_shared_password(&mut self, email: &str, password: StoredPassword) -> Result<(), ApiError> {
        let shared = self.shared_passwords_mut()?;
        if shared.len() >= Sandbox::MAX_ENTRIES && !shared.contains_key(&key(email)) {
            return Err(ApiError::full());
        }
        shared.insert(key(email), password);
        let password_id = self.ids.id("password").into();
        for id in self.members_with_email(email) {
            self.show_password(&id, &password_id);
        }
        Ok(())
    }

    /// Compares a password with the one that an e-mail address has in all Organizations.
    pub(super) fn compare_shared_password(&self, email: &str, given: &Password) -> Result<PasswordVerdict, ApiError> {
        let shared = self.shared_passwords.as_ref().ok_or_else(passwords_are_not_shared)?;
        Ok(shared.get(&key(email)).map_or(PasswordVerdict::Wrong, |password| password.compare(given)))
    }

    /// Makes the shared password of an e-mail address unusable: deletes it if only one Member has it.
    pub(super) fn require_shared_reset(&mut self, email: &str) -> Result<(), ApiError> {
        let members = self.members_with_email(email);
        let is_active =
            |id: &&MemberId| self.members.get(*id).is_some_and(|entry| entry.member.status == MemberStatus::Active);
        let is_only_one = members.iter().filter(is_active).count() == 1;
        let shared = self.shared_passwords_mut()?;
        if is_only_one {
            shared.remove(&key(email));
            for id in members {
                self.show_password(&id, &PasswordId::default());
            }
        } else if let Some(password) = shared.get_mut(&key(email)) {
            password.requires_reset = true;
        }
        Ok(())
    }

    /// Lists the Members of all Organizations who have an e-mail address.
    pub(super) fn members_with_email(&self, email: &str) -> Vec<MemberId> {
        let is_meant = |member: &Member| {
            member.email_address.eq_ignore_ascii_case(email) && member.status != MemberStatus::Deleted
        };
        let members = self.members.iter().filter(|(_, entry)| is_meant(&entry.member));
        members.map(|(id, _)| id.clone()).collect()
    }

    fn shared_passwords_mut(&mut self) -> Result<&mut BTreeMap<String, StoredPassword>, ApiError> {
        self.shared_passwords.as_mut().ok_or_else(passwords_are_not_shared)
    }

    fn show_password(&mut self, id: &MemberId, password: &PasswordId) {
        let now = self.timestamp();
        if let Some(entry) = self.members.get_mut(id) {
            entry.member.member_password_id = password.clone();
            entry.member.updated_at = Some(now);
        }
    }
}

fn key(email: &str) -> String {
    email.to_ascii_lowercase()
}

pub(super) fn requires_reset() -> ApiError {
    ApiError::unauthorized("member_reset_password", "The password has to be reset by e-mail.")
}

pub(super) fn passwords_are_not_shared() -> ApiError {
    let message =
        "The Organizations of this project do not share passwords; `SandboxBuilder::share_passwords` lets them.";
    ApiError::bad_request("cross_org_passwords_not_enabled", message)
}
