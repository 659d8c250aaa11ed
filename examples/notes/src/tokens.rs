//! The tokens of the users.

use std::sync::Arc;

use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;

/// The user of a request.
#[derive(Clone, Debug)]
pub struct User(pub Arc<str>);

/// The tokens of all users, as hashes.
#[derive(Clone, Debug, Default)]
pub struct Tokens(Vec<(User, [u8; 32])>);

/// The reason why tokens cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("entry {0} of the tokens is not NAME=TOKEN with at least 16 characters in the token")]
pub struct TokensError(usize);

impl Tokens {
    /// Reads `ada=TOKEN,grace=TOKEN`.
    ///
    /// # Errors
    /// An entry has another form, or its token can be guessed.
    pub fn parse(text: &str) -> Result<Self, TokensError> {
        let entry = |(index, entry): (usize, &str)| {
            let (name, token) = entry.trim().split_once('=').ok_or(TokensError(index + 1))?;
            let is_valid = !name.is_empty() && token.len() >= 16;
            is_valid.then(|| (User(name.into()), hash(token))).ok_or(TokensError(index + 1))
        };
        text.split(',').enumerate().map(entry).collect::<Result<_, _>>().map(Self)
    }

    /// Returns the user of a token. The time that this takes does not tell how much of a wrong token is right.
    #[must_use]
    pub fn user(&self, token: &str) -> Option<&User> {
        let given = hash(token);
        // All of them are compared, and not only those up to the one that is found.
        self.0.iter().fold(None, |found, (user, known)| if known.ct_eq(&given).into() { Some(user) } else { found })
    }
}

fn hash(token: &str) -> [u8; 32] {
    Sha256::digest(token).into()
}
