//! The passwords of Users, each of which belongs to an e-mail address.

use crate::{
    attributes::Attributes,
    consumer::{magic_links::Options, sessions::SessionResponse, users::UserPassword},
    factors::{AuthenticationFactor, EmailFactor, FactorType},
    ids::{EmailId, UserId},
    sandbox::{
        api_error::ApiError,
        grants::Subject,
        passwords::{StoredPassword, strength::check_new_password},
        state::State,
        user_sign_in::UserSignIn,
    },
    secrets::Password,
};

/// A link to reset a User's password. Its key is the token.
#[derive(Clone, Debug)]
pub(in crate::sandbox) struct UserReset {
    pub(super) user: UserId,
    pub(super) email_id: EmailId,
    pub(super) attributes: Option<Attributes>,
    /// The hash of the code verifier that the use needs (RFC 7636).
    pub(super) code_challenge: Option<String>,
}

impl UserReset {
    /// Compares the attributes of both calls, as far as the options ask for it.
    pub(super) fn check_attributes(
        &self,
        given: Option<&Attributes>,
        options: Option<&Options>,
    ) -> Result<(), ApiError> {
        let Some(options) = options else { return Ok(()) };
        let is_same = |part: fn(&Attributes) -> Option<&String>| {
            let sent = self.attributes.as_ref().and_then(part);
            sent.is_some() && sent == given.and_then(part)
        };
        let ip_matches = !options.ip_match_required || is_same(|attributes| attributes.ip_address.as_ref());
        let agent_matches = !options.user_agent_match_required || is_same(|attributes| attributes.user_agent.as_ref());
        if ip_matches && agent_matches {
            return Ok(());
        }
        let message = "The IP address or the browser is another than that of the call which sent the link.";
        Err(ApiError::unauthorized("attribute_mismatch", message))
    }
}

impl State {
    /// Finds the User who has an e-mail address, and the address.
    pub(super) fn user_by_email(&self, email: &str) -> Result<(UserId, EmailFactor), ApiError> {
        let found = self.users.iter().find_map(|(id, entry)| {
            let email = entry.user.emails.iter().find(|known| known.email.eq_ignore_ascii_case(email))?;
            Some((id.clone(), EmailFactor { email_id: email.email_id.clone(), email_address: email.email.clone() }))
        });
        found.ok_or_else(|| ApiError::not_found("email_not_found", "No User has this e-mail address."))
    }

    /// Compares a password with the User's. A wrong one counts as a failure.
    pub(super) fn check_user_password(&mut self, id: &UserId, given: &Password) -> Result<(), ApiError> {
        let subject = Subject::from(id);
        self.check_lock(&subject)?;
        let password = self.secrets(&subject)?.password.as_ref();
        let verdict = password
            .ok_or_else(|| ApiError::not_found("no_user_password", "The User has no password."))?
            .compare(given);
        self.check_verdict(&subject, verdict, || {
            ApiError::unauthorized("reset_password", "The password has to be reset by e-mail.")
        })
    }

    pub(super) fn set_user_password(&mut self, id: &UserId, password: StoredPassword) -> Result<(), ApiError> {
        let password_id = self.ids.id("password").into();
        let entry = self.users.get_mut(id).ok_or_else(ApiError::user_not_found)?;
        entry.user.password = Some(UserPassword { password_id, requires_reset: password.requires_reset });
        entry.secrets.password = Some(password);
        Ok(())
    }

    /// Signs a User in, and then replaces the password, which ends all other sessions.
    pub(super) fn reset_user_password(
        &mut self,
        id: &UserId,
        password: Password,
        sign_in: UserSignIn<'_>,
        request_id: String,
    ) -> Result<SessionResponse, ApiError> {
        check_new_password(&password)?;
        let mut response = self.sign_in_user(id, sign_in, request_id)?;
        self.set_user_password(id, StoredPassword::new(password))?;
        self.end_other_sessions(&Subject::from(id), &response.session_token);
        self.show_user(&mut response)?;
        Ok(response)
    }

    /// Puts the User as changed into a response.
    pub(super) fn show_user(&self, response: &mut SessionResponse) -> Result<(), ApiError> {
        let entry = self.users.get(&response.user_id).ok_or_else(ApiError::user_not_found)?;
        response.user = entry.user.clone();
        Ok(())
    }

    /// Returns an e-mail address that a User still has.
    pub(super) fn email_of(&self, id: &UserId, email_id: &EmailId) -> Option<EmailFactor> {
        let email = self.users.get(id)?.user.emails.iter().find(|email| email.email_id == *email_id)?;
        Some(EmailFactor { email_id: email_id.clone(), email_address: email.email.clone() })
    }

    /// Marks an e-mail address as verified.
    pub(super) fn verify_email(&mut self, id: &UserId, email_id: &EmailId) {
        let emails = self.users.get_mut(id).into_iter().flat_map(|entry| &mut entry.user.emails);
        emails.filter(|email| email.email_id == *email_id).for_each(|email| email.verified = true);
    }

    /// Makes a User's password unusable when somebody else may have set it: before the address was verified, and in another
    /// session than the one that verifies it.
    pub(in crate::sandbox) fn distrust_password(
        &mut self,
        id: &UserId,
        factors: &[AuthenticationFactor],
        earlier: &[AuthenticationFactor],
    ) {
        let Some(entry) = self.users.get_mut(id) else { return };
        let Some(password) = &mut entry.secrets.password else { return };
        let Some(email_id) = &password.unverified_email else { return };
        let verifies = |factor: &AuthenticationFactor| {
            factor.email_factor.as_ref().is_some_and(|email| email.email_id == *email_id)
        };
        if !factors.iter().any(verifies) {
            return;
        }
        password.unverified_email = None;
        if !earlier.iter().any(|factor| factor.r#type == FactorType::Password) {
            password.requires_reset = true;
            if let Some(shown) = &mut entry.user.password {
                shown.requires_reset = true;
            }
        }
    }
}
