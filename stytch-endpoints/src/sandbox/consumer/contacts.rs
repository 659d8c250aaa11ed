//! E-mail addresses and telephone numbers, each of which belongs to at most one User.

use crate::{
    consumer::users::{Email, PhoneNumber, User},
    ids::UserId,
    sandbox::{
        api_error::ApiError,
        formats::{check_email, check_phone_number},
        state::State,
    },
};

/// The number of addresses and numbers of one User that wait for their first link or code.
const MAX_UNVERIFIED: usize = 10;

/// An e-mail address, or a telephone number in E.164 format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::sandbox) enum Contact {
    Email(String),
    PhoneNumber(String),
}

impl Contact {
    /// Checks an e-mail address.
    pub(in crate::sandbox) fn email(address: &str) -> Result<Self, ApiError> {
        check_email(address)?;
        Ok(Self::Email(address.to_owned()))
    }

    /// Checks a telephone number.
    pub(in crate::sandbox) fn phone_number(number: &str) -> Result<Self, ApiError> {
        check_phone_number(number)?;
        Ok(Self::PhoneNumber(number.to_owned()))
    }

    /// Returns the address or number.
    pub(in crate::sandbox) fn as_str(&self) -> &str {
        match self {
            Self::Email(text) | Self::PhoneNumber(text) => text,
        }
    }

    pub(super) fn not_found(&self) -> ApiError {
        match self {
            Self::Email(_) => ApiError::not_found("email_not_found", "No User has this e-mail address."),
            Self::PhoneNumber(_) => ApiError::not_found("phone_number_not_found", "No User has this telephone number."),
        }
    }

    fn duplicate(&self) -> ApiError {
        match self {
            Self::Email(_) => ApiError::bad_request("duplicate_email", "Another User has this e-mail address."),
            Self::PhoneNumber(_) => {
                ApiError::bad_request("duplicate_phone_number", "Another User has this telephone number.")
            }
        }
    }

    /// Returns the id under which a User has the address or number.
    pub(super) fn id_of(&self, user: &User) -> Option<String> {
        match self {
            Self::Email(address) => {
                let found = user.emails.iter().find(|known| known.email.eq_ignore_ascii_case(address));
                found.map(|email| email.email_id.to_string())
            }
            Self::PhoneNumber(number) => {
                let found = user.phone_numbers.iter().find(|known| known.phone_number == *number);
                found.map(|phone| phone.phone_id.to_string())
            }
        }
    }
}

impl State {
    /// Finds the User who has an address or number, and its id.
    pub(in crate::sandbox) fn user_with_contact(&self, contact: &Contact) -> Option<(UserId, String)> {
        let mut users = self.users.iter();
        users.find_map(|(user, entry)| Some((user.clone(), contact.id_of(&entry.user)?)))
    }

    /// Refuses an address or number that another User has.
    pub(super) fn check_is_free(&self, contact: &Contact, user: Option<&UserId>) -> Result<(), ApiError> {
        match self.user_with_contact(contact) {
            Some((owner, _)) if Some(&owner) != user => Err(contact.duplicate()),
            _ => Ok(()),
        }
    }

    /// Adds an address or number to a User, and returns its id.
    pub(super) fn add_contact(&mut self, user: &UserId, contact: &Contact, verified: bool) -> Result<String, ApiError> {
        let id = self.ids.id(match contact {
            Contact::Email(_) => "email",
            Contact::PhoneNumber(_) => "phone-number",
        });
        let user = &mut self.users.get_mut(user).ok_or_else(ApiError::user_not_found)?.user;
        let emails = user.emails.iter().filter(|email| !email.verified);
        let phone_numbers = user.phone_numbers.iter().filter(|phone| !phone.verified);
        if !verified && emails.count() + phone_numbers.count() >= MAX_UNVERIFIED {
            let message = "Too many addresses and numbers of this User are not verified; delete some.";
            return Err(ApiError::bad_request("too_many_unverified_factors", message));
        }
        match contact {
            Contact::Email(address) => {
                user.emails.push(Email { email_id: id.as_str().into(), email: address.clone(), verified });
            }
            Contact::PhoneNumber(number) => {
                let phone_number = number.clone();
                user.phone_numbers.push(PhoneNumber { phone_id: id.as_str().into(), phone_number, verified });
            }
        }
        Ok(id)
    }

    /// Finds an address or number by its id.
    pub(super) fn contact(&self, user: &UserId, id: &str) -> Option<Contact> {
        let user = &self.users.get(user)?.user;
        let email = user.emails.iter().find(|email| email.email_id.as_str() == id);
        let phone = user.phone_numbers.iter().find(|phone| phone.phone_id.as_str() == id);
        let email = email.map(|email| Contact::Email(email.email.clone()));
        email.or_else(|| phone.map(|phone| Contact::PhoneNumber(phone.phone_number.clone())))
    }

    /// Marks an address or number as verified, and returns whether it was not before.
    pub(super) fn verify_contact(&mut self, user: &UserId, id: &str) -> bool {
        let Some(entry) = self.users.get_mut(user) else { return false };
        let emails = entry.user.emails.iter_mut();
        let emails = emails.filter(|email| email.email_id.as_str() == id).map(|email| &mut email.verified);
        let phones = entry.user.phone_numbers.iter_mut();
        let phones = phones.filter(|phone| phone.phone_id.as_str() == id).map(|phone| &mut phone.verified);
        emails.chain(phones).any(|verified| !std::mem::replace(verified, true))
    }

    /// Removes an address or number, with the links and codes that were sent to it, and returns its User.
    pub(super) fn remove_contact(&mut self, id: &str, missing: ApiError) -> Result<UserId, ApiError> {
        let owner = self.users.keys().find(|user| self.contact(user, id).is_some()).cloned().ok_or(missing)?;
        let user = &mut self.users.get_mut(&owner).ok_or_else(ApiError::user_not_found)?.user;
        let primary = user.emails.len() + user.phone_numbers.len() + user.providers.len() + user.crypto_wallets.len();
        if primary < 2 {
            let message = "The User could not sign in any more; add another address or number first.";
            return Err(ApiError::bad_request("cannot_delete_last_primary_factor", message));
        }
        user.emails.retain(|email| email.email_id.as_str() != id);
        user.phone_numbers.retain(|phone| phone.phone_id.as_str() != id);
        self.user_proofs.forget_method(id);
        Ok(owner)
    }
}
