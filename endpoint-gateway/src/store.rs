//! The encrypted store of credentials, which can be set and rotated while the gateway runs.
//!
//! Each credential is sealed with XChaCha20-Poly1305 under a key that is kept elsewhere. It is bound to its provider, id and
//! version, so that no entry can take another's place. A seal over the whole list prevents an older entry from being restored
//! into a newer file. An open store also refuses a whole older file, by its generation. There is no store in plain text.

mod error;
mod file;
mod key;
mod seal;
mod state;

use std::{
    collections::HashMap,
    fmt,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError, RwLock},
    time::SystemTime,
};

use endpoint_runtime::{
    auth::Credential,
    provider::{AuthScheme, Provider},
};
use secrecy::SecretString;

use crate::{
    Upstream,
    credential_parts::{compose, name_schemes},
    provider_upstream::EnvironmentMismatch,
};

pub use error::StoreError;
pub use key::{KeyError, KeyFile, KeySource, StoreKey};
pub use state::CredentialState;

use file::{Document, Entry, MAX_ENTRIES};

/// An encrypted file of credentials. A credential leaves it only as the header of a request to the provider.
pub struct Store {
    path: PathBuf,
    key: StoreKey,
    schemes: HashMap<String, Vec<AuthScheme>>,
    current: RwLock<Arc<Snapshot>>,
    /// Held while the file is written.
    writing: Mutex<()>,
}

struct Snapshot {
    document: Document,
    /// By provider and id.
    credentials: HashMap<String, HashMap<String, Credential>>,
}

impl Store {
    /// Opens the store at this path. If there is no file, the store is empty, and the first credential creates the file.
    ///
    /// # Errors
    /// No key, or a file that was not written with this key for these providers.
    pub async fn open(
        path: impl Into<PathBuf>,
        source: &dyn KeySource,
        providers: &[Provider],
    ) -> Result<Self, StoreError> {
        let (path, key) = (path.into(), source.key().await?);
        let schemes = providers.iter().map(|provider| (provider.name.clone(), provider.auth.clone())).collect();
        let snapshot = Arc::new(Snapshot::read(&path, &key, &schemes)?);
        Ok(Self { path, key, schemes, current: RwLock::new(snapshot), writing: Mutex::new(()) })
    }

    /// Reads the file again, as after another process has changed it. If it is refused, the old content stays.
    ///
    /// # Errors
    /// As [`open`](Self::open), and [`StoreError::Older`] for a file that is older than the content in use.
    pub fn reload(&self) -> Result<(), StoreError> {
        self.reload_for(&[])
    }

    /// Reads the file again for a gateway with these upstreams, and also refuses a credential of another environment than
    /// requests go to.
    ///
    /// # Errors
    /// As [`reload`](Self::reload), and [`StoreError::Environment`].
    pub fn reload_for(&self, upstreams: &[Upstream]) -> Result<(), StoreError> {
        let _writing = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        let read = Snapshot::read(&self.path, &self.key, &self.schemes)?;
        let (found, known) = (read.document.generation, self.snapshot().document.generation);
        if found < known {
            return Err(StoreError::Older { found, known });
        }
        for upstream in upstreams {
            let credentials = read.credentials.get(&upstream.provider().name);
            for credential in credentials.into_iter().flat_map(HashMap::values) {
                if let Some(EnvironmentMismatch { provider, belongs, goes }) = upstream.environment_mismatch(credential)
                {
                    return Err(StoreError::Environment { provider, belongs, goes });
                }
            }
        }
        self.swap(read);
        Ok(())
    }

    /// Sets a credential that is not set yet, given the [parts](AuthScheme::parts) of its scheme by name. It writes to the disk,
    /// so call it where blocking is allowed.
    ///
    /// # Errors
    /// [`StoreError::Set`] if it is set, parts that are not those of a scheme, or a file that cannot be written.
    pub fn set(
        &self,
        provider: &str,
        id: &str,
        parts: &[(&str, SecretString)],
        now: SystemTime,
    ) -> Result<CredentialState, StoreError> {
        self.put(provider, id, parts, now, false)
    }

    /// Replaces a credential that is set. Later requests carry the new one.
    ///
    /// # Errors
    /// [`StoreError::NotSet`] if it is not set; otherwise as [`set`](Self::set).
    pub fn rotate(
        &self,
        provider: &str,
        id: &str,
        parts: &[(&str, SecretString)],
        now: SystemTime,
    ) -> Result<CredentialState, StoreError> {
        self.put(provider, id, parts, now, true)
    }

    pub(crate) fn put(
        &self,
        provider: &str,
        id: &str,
        parts: &[(&str, SecretString)],
        now: SystemTime,
        is_rotation: bool,
    ) -> Result<CredentialState, StoreError> {
        check_id(id)?;
        let credential = credential(&self.schemes, provider, parts)?;
        let _writing = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        let current = self.snapshot();
        if file::generation(&self.path)? != current.document.generation {
            return Err(StoreError::Changed);
        }
        let mut document = current.document.clone();
        let version = match (document.position(provider, id), is_rotation) {
            (Some(_), false) => return Err(StoreError::Set),
            (None, true) => return Err(StoreError::NotSet),
            (None, false) if document.entries.len() >= MAX_ENTRIES => return Err(StoreError::Full),
            (None, false) => 1,
            (Some(position), true) => document.entries.remove(position).version.saturating_add(1),
        };
        let entry = Entry::seal(&self.key, (provider, id, version), parts, now)?;
        let state = entry.state()?;
        document.entries.push(entry);
        document.generation = document.generation.saturating_add(1);
        document.seal(&self.key)?;
        file::replace(&self.path, &document)?;
        let mut credentials = current.credentials.clone();
        credentials.entry(provider.to_owned()).or_default().insert(id.to_owned(), credential);
        self.swap(Snapshot { document, credentials });
        Ok(state)
    }

    /// Returns the state of a credential, never the credential itself.
    #[must_use]
    pub fn state(&self, provider: &str, id: &str) -> Option<CredentialState> {
        let current = self.snapshot();
        let position = current.document.position(provider, id)?;
        current.document.entries.get(position)?.state().ok()
    }

    /// Returns the credential with this id.
    pub(crate) fn credential(&self, provider: &str, id: &str) -> Option<Credential> {
        self.snapshot().credentials.get(provider)?.get(id).cloned()
    }

    /// Returns whether the store accepts credentials of this provider.
    pub(crate) fn is_for(&self, provider: &str) -> bool {
        self.schemes.contains_key(provider)
    }

    fn snapshot(&self) -> Arc<Snapshot> {
        Arc::clone(&self.current.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn swap(&self, snapshot: Snapshot) {
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(snapshot);
    }
}

/// Shows which credentials are set.
impl fmt::Debug for Store {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let states: Vec<_> = self.snapshot().document.entries.iter().filter_map(|entry| entry.state().ok()).collect();
        f.debug_struct("Store").field("path", &self.path).field("credentials", &states).finish_non_exhaustive()
    }
}

impl Snapshot {
    fn read(path: &Path, key: &StoreKey, schemes: &HashMap<String, Vec<AuthScheme>>) -> Result<Self, StoreError> {
        let Some(document) = file::read(path)? else {
            return Ok(Self { document: Document::empty(key), credentials: HashMap::new() });
        };
        document.check(key)?;
        let mut credentials: HashMap<String, HashMap<String, Credential>> = HashMap::new();
        for entry in &document.entries {
            let parts = entry.open(key)?;
            let parts: Vec<_> = parts.iter().map(|(name, part)| (name.as_str(), part.clone())).collect();
            let credential = credential(schemes, &entry.provider, &parts)?;
            credentials.entry(entry.provider.clone()).or_default().insert(entry.id.clone(), credential);
        }
        Ok(Self { document, credentials })
    }
}

fn check_id(id: &str) -> Result<(), StoreError> {
    let is_id =
        (1..=64).contains(&id.len()) && id.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_'));
    if is_id { Ok(()) } else { Err(StoreError::Id) }
}

/// Makes a credential from parts, for the provider's scheme that has exactly these.
fn credential(
    schemes: &HashMap<String, Vec<AuthScheme>>,
    provider: &str,
    parts: &[(&str, SecretString)],
) -> Result<Credential, StoreError> {
    let schemes = schemes.get(provider).ok_or_else(|| StoreError::Provider { provider: provider.to_owned() })?;
    let expected = || StoreError::Parts { provider: provider.to_owned(), expected: name_schemes(schemes) };
    compose(schemes, parts)?.ok_or_else(expected)
}

#[cfg(test)]
mod tests;
