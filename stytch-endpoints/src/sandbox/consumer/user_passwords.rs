//! The passwords of Users, each of which belongs to an e-mail address.

use crate::{
    attributes::Attributes,
    consumer::{sessions::SessionResponse, users::UserPassword},
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

use super::contacts::Contact;

/// A link to reset a User's password. Its key is the token.
#[derive(Clone, Debug)]
pub(in crate::sandbox) struct UserReset {
    pub(super) user: UserId,
    pub(super) email_id: EmailId,
    pub(super) attributes: Option<Attributes>,
    /// The hash of the code verifier that the use needs (RFC 7636).
    pub(super) code_challenge: Option<String>,
}

impl State {
    /// Finds the User who has an e-mail address, and the address.
    pub(super) fn user_by_email(&self, email: &Contact) -> Result<(UserId, EmailFactor), ApiError> {
        let (user, email_id) = self.user_with_contact(email).ok_or_else(|| email.not_found())?;
        let email_id = EmailId::from(email_id);
        let address = self.email_of(&user, &email_id).ok_or_else(|| email.not_found())?;
        Ok((user, address))
    }

    /// Returns an e-mail address that a User still has.
    pub(super) fn email_of(&self, id: &UserId, email_id: &EmailId) -> Option<EmailFactor> {
        let contact = self.contact(id, email_id.as_str())?;
        Some(EmailFactor { email_id: email_id.clone(), email_address: contact.as_str().to_owned() })
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
