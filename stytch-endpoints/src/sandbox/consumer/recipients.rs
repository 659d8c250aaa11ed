//! The Users to whom links and codes are sent.

use super::contacts::Contact;
use crate::{
    consumer::users::{User, UserStatus},
    ids::UserId,
    sandbox::{api_error::ApiError, grants::Subject, state::State},
    secrets::{SessionJwt, SessionToken},
};

/// The User of a send call.
pub(super) struct Recipient {
    pub(super) user: UserId,
    /// The id of the address or number.
    pub(super) method_id: String,
}

/// The arguments by which a send call selects the User to whom an address or number is added.
pub(super) struct Selection<'a> {
    pub(super) user_id: Option<&'a UserId>,
    pub(super) session_token: Option<&'a SessionToken>,
    pub(super) session_jwt: Option<&'a SessionJwt>,
}

impl State {
    /// Finds the User of an address or number, or adds it to the User that the call selects.
    pub(super) fn recipient(&mut self, contact: &Contact, selection: &Selection<'_>) -> Result<Recipient, ApiError> {
        let Some(user) = self.selected_user(selection)? else {
            let (user, method_id) = self.user_with_contact(contact).ok_or_else(|| contact.not_found())?;
            return Ok(Recipient { user, method_id });
        };
        self.check_is_free(contact, Some(&user))?;
        let known = self.users.get(&user).and_then(|entry| contact.id_of(&entry.user));
        let method_id = match known {
            Some(id) => id,
            None => self.add_contact(&user, contact, false)?,
        };
        Ok(Recipient { user, method_id })
    }

    /// Finds the User of an address or number, or creates one; returns whether the User is new.
    pub(super) fn recipient_or_new(
        &mut self,
        contact: &Contact,
        is_pending: bool,
    ) -> Result<(Recipient, bool), ApiError> {
        if let Some((user, method_id)) = self.user_with_contact(contact) {
            return Ok((Recipient { user, method_id }, false));
        }
        let user = self.create_user(is_pending, |_| ())?;
        let method_id = self.add_contact(&user, contact, false)?;
        Ok((Recipient { user, method_id }, true))
    }

    pub(super) fn is_pending(&self, user: &UserId) -> bool {
        self.users.get(user).is_some_and(|entry| entry.user.status == UserStatus::Pending)
    }

    /// Creates a User, and returns the id.
    pub(super) fn create_user(&mut self, is_pending: bool, fill: impl FnOnce(&mut User)) -> Result<UserId, ApiError> {
        let id = self.ids.id("user").into();
        let mut user = self.default_user(id);
        if is_pending {
            user.status = UserStatus::Pending;
        }
        fill(&mut user);
        self.keep_user(user)
    }

    fn selected_user(&self, selection: &Selection<'_>) -> Result<Option<UserId>, ApiError> {
        let Selection { user_id, session_token, session_jwt } = *selection;
        let has_session = session_token.is_some() || session_jwt.is_some();
        match user_id {
            Some(_) if has_session => Err(ApiError::bad_request(
                "too_many_user_selection_arguments",
                "The User is selected by a session or by `user_id`; send one of them.",
            )),
            Some(id) => self.user(id).map(Some),
            None if has_session => {
                let token = self.find_session(session_token, session_jwt)?;
                match &self.session(&token)?.subject {
                    Subject::User(id) => Ok(Some(id.clone())),
                    Subject::Member(_) => Err(ApiError::session_not_found()),
                }
            }
            None => Ok(None),
        }
    }
}
