//! Hashes of passwords that are imported from other systems. Their form is checked; they cannot be verified here.

use base64::{Engine, engine::general_purpose::STANDARD};

use crate::{passwords::HashType, sandbox::api_error::ApiError};

/// A hash to import.
pub(in crate::sandbox) struct ImportedHash<'a> {
    pub(in crate::sandbox) text: &'a str,
    pub(in crate::sandbox) kind: &'a HashType,
    /// `true` if the call has the configuration that belongs to the type.
    pub(in crate::sandbox) has_config: bool,
}

impl ImportedHash<'_> {
    /// Refuses a text that is no hash of the type.
    pub(in crate::sandbox) fn check(&self) -> Result<(), ApiError> {
        let Self { text, kind, has_config } = *self;
        let is_right = match kind {
            HashType::Bcrypt => return check_bcrypt(text),
            HashType::Md5 => is_hex(text, 32),
            HashType::Sha1 => is_hex(text, 40),
            HashType::Sha512 => is_hex(text, 128),
            HashType::Argon2i => is_phc(text, "$argon2i$", has_config),
            HashType::Argon2id => is_phc(text, "$argon2id$", has_config),
            HashType::Scrypt => is_phc(text, "$scrypt$", has_config),
            HashType::Phpass => text.len() == 34 && (text.starts_with("$P$") || text.starts_with("$H$")),
            HashType::Pbkdf2 => has_config && !text.is_empty() && STANDARD.decode(text).is_ok(),
            _ => {
                let message = "`hash_type` is none of those that can be imported.";
                return Err(ApiError::bad_request("invalid_hash_type", message));
            }
        };
        if is_right {
            return Ok(());
        }
        Err(ApiError::bad_request("invalid_hash", "The text is no hash of this type, or its configuration is missing."))
    }
}

/// The form `$2b$10$…`: 60 characters.
fn check_bcrypt(text: &str) -> Result<(), ApiError> {
    let has_prefix = ["$2a$", "$2b$", "$2x$", "$2y$"].iter().any(|prefix| text.starts_with(prefix));
    if text.len() == 60 && has_prefix {
        return Ok(());
    }
    Err(ApiError::bad_request("invalid_bcrypt_hash", "A hash of bcrypt has 60 characters and begins with `$2`."))
}

fn is_hex(text: &str, length: usize) -> bool {
    text.len() == length && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// A text with its parameters in it, or the bare value beside its configuration.
fn is_phc(text: &str, prefix: &str, has_config: bool) -> bool {
    !text.is_empty() && (has_config || text.starts_with(prefix))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_has_the_form_of_its_type() {
        let check = |text: &str, kind: HashType, has_config| ImportedHash { text, kind: &kind, has_config }.check();
        let bcrypt = format!("$2b$10${}", "a".repeat(53));
        let wrong = Err(ApiError::bad_request("invalid_hash", ""));
        assert_eq!(check(&bcrypt, HashType::Bcrypt, false), Ok(()));
        assert_eq!(
            check("$2b$10$short", HashType::Bcrypt, false),
            Err(ApiError::bad_request("invalid_bcrypt_hash", ""))
        );
        assert_eq!(check(&"0f".repeat(16), HashType::Md5, false), Ok(()));
        assert_eq!(check(&"0f".repeat(16), HashType::Sha1, false), wrong);
        assert_eq!(check("$argon2id$v=19$m=1,t=1,p=1$c2FsdA$aGFzaA", HashType::Argon2id, false), Ok(()));
        assert_eq!(check("0f0f", HashType::Argon2i, false), wrong);
        assert_eq!(check("0f0f", HashType::Argon2i, true), Ok(()));
        assert_eq!(check("aGFzaA==", HashType::Pbkdf2, true), Ok(()));
        assert_eq!(check("aGFzaA==", HashType::Pbkdf2, false), wrong);
        assert_eq!(
            check("plain", HashType::Other("rot13".into()), false),
            Err(ApiError::bad_request("invalid_hash_type", ""))
        );
    }
}
