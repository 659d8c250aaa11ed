//! Credentials in memory, set while the gateway runs.

use std::{
    collections::HashMap,
    fmt,
    sync::{PoisonError, RwLock},
    time::SystemTime,
};

use endpoint_runtime::{
    auth::Credential,
    provider::{AuthScheme, Provider},
};
use secrecy::SecretString;

use super::{CredentialOrigin, CredentialSource, CredentialStatus, PutError};
use crate::credential_parts::{compose, name_schemes};

/// Credentials in memory. They are set while the gateway runs, and lost when it stops. They are never written to a disk.
///
/// ```
/// use std::time::SystemTime;
///
/// use endpoint_gateway::{CredentialSource, credentials::MemoryCredentials};
///
/// let memory = MemoryCredentials::new([&stytch_endpoints::provider()?]);
/// let parts = [("project_id", "project-test-1".into()), ("secret", "…".into())];
/// memory.put("stytch", &parts, SystemTime::now())?;
/// assert!(memory.credential("stytch").is_some());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct MemoryCredentials {
    schemes: HashMap<String, Vec<AuthScheme>>,
    known: RwLock<HashMap<String, MemoryCredential>>,
}

struct MemoryCredential {
    credential: Credential,
    version: u64,
    set: SystemTime,
}

impl MemoryCredentials {
    /// Creates a source for these providers, without a credential.
    #[must_use]
    pub fn new<'a>(providers: impl IntoIterator<Item = &'a Provider>) -> Self {
        let schemes = providers.into_iter().map(|provider| (provider.name.clone(), provider.auth.clone()));
        Self { schemes: schemes.collect(), known: RwLock::default() }
    }

    fn with<T>(&self, provider: &str, read: impl FnOnce(&MemoryCredential) -> T) -> Option<T> {
        self.known.read().unwrap_or_else(PoisonError::into_inner).get(provider).map(read)
    }
}

impl CredentialSource for MemoryCredentials {
    fn credential(&self, provider: &str) -> Option<Credential> {
        self.with(provider, |known| known.credential.clone())
    }

    fn status(&self, provider: &str) -> Option<CredentialStatus> {
        self.with(provider, |known| CredentialStatus {
            version: Some(known.version),
            set: Some(known.set),
            ..CredentialStatus::of(CredentialOrigin::Memory)
        })
    }

    fn is_writable(&self, provider: &str) -> bool {
        self.schemes.contains_key(provider)
    }

    fn put(&self, provider: &str, parts: &[(&str, SecretString)], now: SystemTime) -> Result<(), PutError> {
        let schemes = self.schemes.get(provider).ok_or(PutError::Provider)?;
        let credential = compose(schemes, parts)?.ok_or_else(|| PutError::Parts { expected: name_schemes(schemes) })?;
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        let version = known.get(provider).map_or(1, |before| before.version.saturating_add(1));
        known.insert(provider.to_owned(), MemoryCredential { credential, version, set: now });
        Ok(())
    }
}

/// Shows the providers whose credentials are set.
impl fmt::Debug for MemoryCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        let mut names: Vec<_> = known.keys().collect();
        names.sort();
        f.debug_tuple("MemoryCredentials").field(&names).finish()
    }
}
