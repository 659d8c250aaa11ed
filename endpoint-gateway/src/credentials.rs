//! Sources of credentials, some of which can be written to while the gateway runs.

mod chain;
mod environment;
mod memory;
mod put_error;
mod status;
mod stored;

use std::time::SystemTime;

use endpoint_runtime::auth::Credential;
use secrecy::SecretString;

pub use crate::credential_parts::assemble;
pub use chain::CredentialChain;
pub use environment::{EnvironmentCredentials, EnvironmentError};
pub use memory::MemoryCredentials;
pub use put_error::PutError;
pub use status::{CredentialOrigin, CredentialStatus};
pub use stored::StoredCredentials;

/// A source of the providers' credentials. It is asked for every request, so that a credential can change while the gateway runs.
pub trait CredentialSource: Send + Sync + 'static {
    /// Returns the credential of the provider with this name. Without one, its operations get status 503.
    fn credential(&self, provider: &str) -> Option<Credential>;

    /// Returns the status of the credential of this provider.
    fn status(&self, provider: &str) -> Option<CredentialStatus> {
        self.credential(provider).map(|_| CredentialStatus::of(CredentialOrigin::Other))
    }

    /// Returns whether [`put`](Self::put) can set this provider's credential. By default it cannot.
    fn is_writable(&self, provider: &str) -> bool {
        let _ = provider;
        false
    }

    /// Sets or replaces the provider's credential, given the [parts](endpoint_runtime::provider::AuthScheme::parts) of its scheme
    /// by name. Later requests carry the new one. It may write to a disk, so it is called where blocking is allowed.
    ///
    /// # Errors
    /// A read-only source, parts that are not those of a scheme, or a file that cannot be written.
    fn put(&self, provider: &str, parts: &[(&str, SecretString)], now: SystemTime) -> Result<(), PutError> {
        let _ = (provider, parts, now);
        Err(PutError::ReadOnly)
    }
}

impl<S: CredentialSource + ?Sized> CredentialSource for std::sync::Arc<S> {
    fn credential(&self, provider: &str) -> Option<Credential> {
        (**self).credential(provider)
    }

    fn status(&self, provider: &str) -> Option<CredentialStatus> {
        (**self).status(provider)
    }

    fn is_writable(&self, provider: &str) -> bool {
        (**self).is_writable(provider)
    }

    fn put(&self, provider: &str, parts: &[(&str, SecretString)], now: SystemTime) -> Result<(), PutError> {
        (**self).put(provider, parts, now)
    }
}
