//! Where credentials come from, and how they are set while the gateway runs.

mod environment;
mod layers;
mod memory;
mod standing;
mod stored;

use std::time::SystemTime;

use endpoint_runtime::auth::Credential;
use secrecy::SecretString;

pub use crate::credential_parts::assemble;
pub use environment::{EnvironmentCredentials, EnvironmentError};
pub use layers::Layers;
pub use memory::MemoryCredentials;
pub use standing::{Origin, PutError, Standing};
pub use stored::StoredCredentials;

/// Knows the credential of each provider. It is asked for every request, so that a credential can change under way.
pub trait CredentialSource: Send + Sync + 'static {
    /// The credential of the provider of this name. Without one its operations are answered with 503.
    fn credential(&self, provider: &str) -> Option<Credential>;

    /// What is told of that credential, where there is one.
    fn standing(&self, provider: &str) -> Option<Standing> {
        self.credential(provider).map(|_| Standing::of(Origin::Other))
    }

    /// Whether [`put`](Self::put) can set this provider's credential. It cannot, by default.
    fn is_writable(&self, provider: &str) -> bool {
        let _ = provider;
        false
    }

    /// Sets the provider's credential, or replaces it, by the names of its scheme's [parts](AuthScheme::parts). Requests from
    /// then on carry the new one. It may write to a disk, so it is called where blocking is allowed.
    ///
    /// # Errors
    /// A source that takes none, parts that make no credential, or a file that cannot be written.
    fn put(&self, provider: &str, parts: &[(&str, SecretString)], now: SystemTime) -> Result<(), PutError> {
        let _ = (provider, parts, now);
        Err(PutError::ReadOnly)
    }
}

impl<S: CredentialSource + ?Sized> CredentialSource for std::sync::Arc<S> {
    fn credential(&self, provider: &str) -> Option<Credential> {
        (**self).credential(provider)
    }

    fn standing(&self, provider: &str) -> Option<Standing> {
        (**self).standing(provider)
    }

    fn is_writable(&self, provider: &str) -> bool {
        (**self).is_writable(provider)
    }

    fn put(&self, provider: &str, parts: &[(&str, SecretString)], now: SystemTime) -> Result<(), PutError> {
        (**self).put(provider, parts, now)
    }
}
