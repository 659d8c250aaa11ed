//! Caller keys: `gw_<id>_<secret>`, stored as hashes in a JSON file.

mod entry;
mod file;
mod hashed_key;

use std::{
    collections::HashMap,
    fmt,
    sync::{Arc, PoisonError, RwLock},
    time::SystemTime,
};

use endpoint_runtime::provider::Provider;
use secrecy::{ExposeSecret, SecretString, zeroize::Zeroize};
use subtle::ConstantTimeEq;

pub use file::{EntryFault, KeyFault, KeyFileError};

use super::{caller::Caller, local_token::random_text, refusal::Refusal};
use hashed_key::{HashedKey, UNKNOWN_KEY, hash, hex};

/// A new key. It is shown once; only its hash is stored.
#[derive(Debug)]
#[non_exhaustive]
pub struct NewKey {
    /// The key, for the caller.
    pub key: SecretString,
    /// Its hash in hexadecimal digits, for the key file's `sha256`.
    pub sha256: String,
}

impl NewKey {
    /// Generates a key for this id: 1 to 32 of `a` to `z`, `0` to `9` and `-`.
    ///
    /// # Errors
    /// Another id, or no random bytes from the operating system.
    pub fn generate(id: &str) -> Result<Self, KeyFault> {
        if !entry::is_id(id) {
            return Err(KeyFault::Id);
        }
        let secret = random_text().map_err(|_| KeyFault::Random)?;
        let mut text = format!("gw_{id}_{}", secret.expose_secret());
        let made = Self { key: text.as_str().into(), sha256: hex(&hash(&text)) };
        text.zeroize();
        Ok(made)
    }
}

/// The keys that a gateway knows, which can be replaced while it runs.
pub struct CallerKeys(RwLock<Arc<HashMap<String, HashedKey>>>);

impl CallerKeys {
    /// Reads a key file: an object with `version` 1 and `keys`, each with
    ///
    /// - `id`: the caller's id, 1 to 32 of `a` to `z`, `0` to `9` and `-`;
    /// - `sha256`: the hash of the whole key, in hexadecimal digits: `printf %s "$KEY" | sha256sum`;
    /// - `expires`: the time at which it expires, as `2027-01-31T00:00:00Z`;
    /// - its scopes, at least one: `providers` (`"acme"`), `groups` (`"acme/Teams"`), `operations` (`"acme/teams_size"`, by
    ///   id or dotted name), `admin` (true: may set and rotate credentials).
    ///
    /// # Errors
    /// A text that is not such a file, or every fault of every entry.
    pub fn parse(text: &str, providers: &[Provider]) -> Result<Self, KeyFileError> {
        Ok(Self(RwLock::new(Arc::new(file::parse(text, providers)?))))
    }

    /// Replaces all keys. If the text is refused, the old ones stay.
    ///
    /// # Errors
    /// As [`parse`](Self::parse).
    pub fn replace(&self, text: &str, providers: &[Provider]) -> Result<(), KeyFileError> {
        let keys = Arc::new(file::parse(text, providers)?);
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = keys;
        Ok(())
    }

    fn current(&self) -> Arc<HashMap<String, HashedKey>> {
        Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Identifies the caller with this key. An unknown id and a wrong secret get the same refusal after the same work. Only a
    /// correct key is refused as expired.
    pub(super) fn admit(&self, sent: &str, now: SystemTime) -> Result<Caller, Refusal> {
        let keys = self.current();
        let id = sent.strip_prefix("gw_").and_then(|rest| rest.split_once('_')).map_or("", |(id, _)| id);
        let known = keys.get(id);
        let is_right = hash(sent).ct_eq(known.map_or(&UNKNOWN_KEY, |known| &known.hash));
        let known = known.filter(|_| is_right.into()).ok_or(Refusal::Unknown)?;
        let caller = Arc::clone(&known.id);
        if now >= known.expires {
            return Err(Refusal::Expired { caller });
        }
        Ok(Caller::new(caller, Arc::clone(&known.scopes)))
    }
}

impl fmt::Debug for CallerKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let keys = self.current();
        let mut ids: Vec<_> = keys.keys().collect();
        ids.sort();
        f.debug_tuple("CallerKeys").field(&ids).finish()
    }
}

#[cfg(test)]
mod tests;
