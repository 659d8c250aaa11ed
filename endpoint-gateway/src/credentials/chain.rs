//! A chain of credential sources.

use std::{fmt, sync::Arc, time::SystemTime};

use endpoint_runtime::auth::Credential;
use secrecy::SecretString;

use super::{CredentialSource, CredentialStatus, PutError};

/// A chain of sources. The first that has a provider's credential is used. A new credential is written to the first writable
/// source; put that one first, so that the new credential is used from then on.
#[derive(Clone, Default)]
pub struct CredentialChain(Vec<Arc<dyn CredentialSource>>);

impl CredentialChain {
    /// Creates a chain without a source.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Appends a source, which is asked when those before it have no credential.
    #[must_use]
    pub fn then(mut self, source: impl CredentialSource) -> Self {
        self.0.push(Arc::new(source));
        self
    }
}

impl CredentialSource for CredentialChain {
    fn credential(&self, provider: &str) -> Option<Credential> {
        self.0.iter().find_map(|source| source.credential(provider))
    }

    fn status(&self, provider: &str) -> Option<CredentialStatus> {
        self.0.iter().find_map(|source| source.status(provider))
    }

    fn is_writable(&self, provider: &str) -> bool {
        self.0.iter().any(|source| source.is_writable(provider))
    }

    fn put(&self, provider: &str, parts: &[(&str, SecretString)], now: SystemTime) -> Result<(), PutError> {
        let writable = self.0.iter().find(|source| source.is_writable(provider)).ok_or(PutError::ReadOnly)?;
        writable.put(provider, parts, now)
    }
}

/// Shows the number of sources.
impl fmt::Debug for CredentialChain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("CredentialChain").field(&self.0.len()).finish()
    }
}
