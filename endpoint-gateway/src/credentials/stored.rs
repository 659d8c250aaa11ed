//! A credential source over an encrypted store.

use std::{sync::Arc, time::SystemTime};

use endpoint_runtime::auth::Credential;
use secrecy::SecretString;

use super::{CredentialOrigin, CredentialSource, CredentialStatus, PutError};
use crate::store::{CredentialState, Store, StoreError};

impl Store {
    /// Returns the credentials with this id as a source for the gateway. Each request uses the newest version.
    #[must_use]
    pub fn source(self: &Arc<Self>, id: impl Into<String>) -> StoredCredentials {
        StoredCredentials { store: Arc::clone(self), id: id.into() }
    }
}

/// The credentials of one id in a [`Store`].
#[derive(Clone, Debug)]
pub struct StoredCredentials {
    store: Arc<Store>,
    id: String,
}

impl CredentialSource for StoredCredentials {
    fn credential(&self, provider: &str) -> Option<Credential> {
        self.store.credential(provider, &self.id)
    }

    fn status(&self, provider: &str) -> Option<CredentialStatus> {
        let CredentialState { id, version, set, .. } = self.store.state(provider, &self.id)?;
        Some(CredentialStatus {
            id: Some(id),
            version: Some(version),
            set: Some(set),
            ..CredentialStatus::of(CredentialOrigin::Store)
        })
    }

    fn is_writable(&self, provider: &str) -> bool {
        self.store.is_for(provider)
    }

    fn put(&self, provider: &str, parts: &[(&str, SecretString)], now: SystemTime) -> Result<(), PutError> {
        self.put_again(provider, parts, now).map_err(|error| match error {
            StoreError::Provider { .. } => PutError::Provider,
            StoreError::Parts { expected, .. } => PutError::Parts { expected },
            StoreError::Credential(error) => PutError::Credential(error),
            error => PutError::Source(error.into()),
        })
    }
}

impl StoredCredentials {
    /// Sets the credential. Tries twice, since another process may have written the file meanwhile.
    fn put_again(&self, provider: &str, parts: &[(&str, SecretString)], now: SystemTime) -> Result<(), StoreError> {
        match self.put_once(provider, parts, now) {
            Err(StoreError::Changed) => self.store.reload()?,
            // Another writer was faster.
            Err(StoreError::Set | StoreError::NotSet) => {}
            done => return done,
        }
        self.put_once(provider, parts, now)
    }

    fn put_once(&self, provider: &str, parts: &[(&str, SecretString)], now: SystemTime) -> Result<(), StoreError> {
        let is_rotation = self.store.state(provider, &self.id).is_some();
        self.store.put(provider, &self.id, parts, now, is_rotation).map(drop)
    }
}
