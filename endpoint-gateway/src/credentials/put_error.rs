//! The reasons for which a credential cannot be set.

use std::error::Error;

use endpoint_runtime::auth::CredentialError;

/// A credential that cannot be set. The error never holds the credential.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PutError {
    /// The source takes none.
    #[error("credentials cannot be set here; start the gateway with a store or set them in its environment")]
    ReadOnly,
    /// A provider that the source does not know.
    #[error("the gateway serves no such provider")]
    Provider,
    /// Not the parts of one of the provider's schemes.
    #[error("a credential of this provider consists of {expected}, none empty or above 16 KiB")]
    Parts {
        /// The names of the parts, by scheme.
        expected: String,
    },
    /// Parts that no header can carry.
    #[error(transparent)]
    Credential(#[from] CredentialError),
    /// The source failed, such as a store that cannot be written.
    #[error(transparent)]
    Source(Box<dyn Error + Send + Sync>),
}
