//! Passwords of Members and Users.

pub(super) mod hashes;
pub(super) mod strength;

use super::{api_error::ApiError, clock::timestamp, formats::check_minutes, grants::Subject, state::State};
use crate::{factors::AuthenticationFactor, ids::EmailId, secrets::Password, timestamp::Timestamp};

/// The lifetime of a link to reset a password for which the call names none, in minutes.
const DEFAULT_RESET_MINUTES: u32 = 30;
/// The time after a proof in which a session can reset the password, in minutes.
const RECENT_MINUTES: i64 = 5;

/// A password.
#[derive(Clone)]
pub(super) struct StoredPassword {
    /// `None` of one that was imported by its hash, which cannot be verified here.
    text: Option<Password>,
    /// `true` if it is refused until it is reset by e-mail.
    pub(super) requires_reset: bool,
    /// The User's address if it was not verified when the password was set: whoever verifies it may be somebody else.
    pub(super) unverified_email: Option<EmailId>,
}

/// The result of a comparison with a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PasswordVerdict {
    Right,
    Wrong,
    /// It may be right, and has to be reset all the same.
    RequiresReset,
}

impl StoredPassword {
    /// Returns a new password.
    pub(super) fn new(text: Password) -> Self {
        Self { text: Some(text), requires_reset: false, unverified_email: None }
    }

    /// Returns a password that was imported by its hash.
    pub(super) fn imported() -> Self {
        Self { text: None, requires_reset: true, unverified_email: None }
    }

    /// Compares in constant time.
    pub(super) fn compare(&self, given: &Password) -> PasswordVerdict {
        match &self.text {
            Some(text) if text != given => PasswordVerdict::Wrong,
            _ if self.requires_reset => PasswordVerdict::RequiresReset,
            _ => PasswordVerdict::Right,
        }
    }
}

impl State {
    /// Refuses a session of which none of these factors was proved within the last minutes.
    pub(super) fn check_recent<'a>(
        &self,
        mut factors: impl Iterator<Item = &'a AuthenticationFactor>,
    ) -> Result<(), ApiError> {
        let oldest = self.now().as_second() - RECENT_MINUTES * 60;
        let proved = |factor: &AuthenticationFactor| factor.last_authenticated_at.as_ref().and_then(Timestamp::instant);
        if factors.any(|factor| proved(factor).is_some_and(|proved| proved.as_second() >= oldest)) {
            return Ok(());
        }
        let message = "No factor of the session was proved within the last five minutes; sign in again.";
        Err(ApiError::bad_request("session_too_old_to_reset_password", message))
    }

    /// Refuses a wrong password, and counts it as a failure.
    pub(super) fn check_verdict(
        &mut self,
        subject: &Subject,
        verdict: PasswordVerdict,
        requires_reset: fn() -> ApiError,
    ) -> Result<(), ApiError> {
        match verdict {
            PasswordVerdict::Right => {
                self.forget_failures(subject);
                Ok(())
            }
            PasswordVerdict::Wrong => {
                self.count_failure(subject);
                Err(wrong_password())
            }
            PasswordVerdict::RequiresReset => Err(requires_reset()),
        }
    }

    /// Returns the present time as an entity shows it.
    pub(super) fn timestamp(&self) -> Timestamp {
        timestamp(self.now())
    }
}

pub(super) fn wrong_password() -> ApiError {
    ApiError::unauthorized("unauthorized_credentials", "The password is wrong.")
}

pub(super) fn reset_token_refused() -> ApiError {
    let message = "The link does not exist, was used or has expired; send another one.";
    ApiError::unauthorized("unable_to_auth_password_reset_token", message)
}

/// Returns the lifetime of a link to reset a password, in minutes.
pub(super) fn reset_minutes(minutes: Option<i32>) -> Result<u32, ApiError> {
    // A negative number is out of the range as well.
    let minutes = minutes.map(|minutes| u32::try_from(minutes).unwrap_or(0));
    check_minutes(minutes, DEFAULT_RESET_MINUTES, 5..=10_080, "invalid_expiration")
}
