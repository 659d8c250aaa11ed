//! The strength of new passwords: the policy LUDS, and a list of passwords that everybody has seen.

use crate::{passwords::LudsFeedback, sandbox::api_error::ApiError, secrets::Password};

/// The name of the policy.
pub(in crate::sandbox) const POLICY: &str = "luds";
const MIN_CHARACTERS: usize = 8;
const MIN_KINDS: usize = 2;

/// Passwords that have appeared in breaches so often that everybody knows them; those with letters in small letters.
const BREACHED: [&str; 24] = [
    "123456",
    "12345678",
    "123456789",
    "1234567890",
    "1q2w3e4r",
    "abc12345",
    "abcd1234",
    "admin123",
    "admin123!",
    "changeme1",
    "iloveyou1",
    "letmein1",
    "p@ssw0rd",
    "p@ssword1",
    "passw0rd",
    "passw0rd!",
    "password",
    "password1",
    "password1!",
    "password123",
    "password123!",
    "qwerty123",
    "qwerty123!",
    "welcome1!",
];

/// The strength of a password.
pub(in crate::sandbox) struct Strength {
    pub(in crate::sandbox) feedback: LudsFeedback,
    pub(in crate::sandbox) is_breached: bool,
}

impl Strength {
    pub(in crate::sandbox) fn of(password: &Password) -> Self {
        let text = password.expose_secret();
        let has = |is_of_kind: fn(char) -> bool| text.chars().any(is_of_kind);
        let kinds = [
            has(|character| character.is_ascii_lowercase()),
            has(|character| character.is_ascii_uppercase()),
            has(|character| character.is_ascii_digit()),
            has(|character| !character.is_ascii_alphanumeric()),
        ];
        let [has_lower_case, has_upper_case, has_digit, has_symbol] = kinds;
        let present = kinds.into_iter().filter(|is_present| *is_present).count();
        let missing = |wanted: usize, present: usize| i32::try_from(wanted.saturating_sub(present)).unwrap_or(i32::MAX);
        let feedback = LudsFeedback {
            has_lower_case,
            has_upper_case,
            has_digit,
            has_symbol,
            missing_complexity: missing(MIN_KINDS, present),
            missing_characters: missing(MIN_CHARACTERS, text.chars().count()),
        };
        let is_breached = BREACHED.contains(&text.to_ascii_lowercase().as_str());
        Self { feedback, is_breached }
    }

    pub(in crate::sandbox) fn is_strong(&self) -> bool {
        self.feedback.missing_complexity == 0 && self.feedback.missing_characters == 0
    }
}

/// Refuses a new password that is weak or breached.
pub(in crate::sandbox) fn check_new_password(password: &Password) -> Result<(), ApiError> {
    let strength = Strength::of(password);
    if !strength.is_strong() {
        let message = "The password is weak; use at least 8 characters of at least two kinds (small letters, capital \
                       letters, digits, others).";
        return Err(ApiError::bad_request("weak_password", message));
    }
    if strength.is_breached {
        let message = "The password has appeared in breaches; choose another one.";
        return Err(ApiError::bad_request("breached_password", message));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_needs_eight_characters_of_two_kinds_and_must_not_be_known() {
        let check = |password: &str| check_new_password(&password.into());
        let weak = Err(ApiError::bad_request("weak_password", ""));
        let breached = Err(ApiError::bad_request("breached_password", ""));
        for (password, expected) in [
            ("correct horse battery staple", Ok(())),
            ("pässwörter", Ok(())),
            ("seven-7", weak.clone()),
            ("lettersonly", weak.clone()),
            ("12345678", weak),
            ("Password123!", breached.clone()),
            ("PASSW0RD", breached),
        ] {
            assert_eq!(check(password), expected, "{password}");
        }
    }

    #[test]
    fn the_known_passwords_are_written_in_small_letters() {
        for known in BREACHED {
            assert_eq!(known, known.to_ascii_lowercase());
        }
    }
}
