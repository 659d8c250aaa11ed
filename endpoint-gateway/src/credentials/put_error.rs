//! The reasons for which a credential cannot be set.

use std::error::Error;

use endpoint_runtime::auth::CredentialError;

/// A credential that cannot be set. The error never holds the credential.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PutError {
    /// The source is read-only.
    #[error("credentials cannot be set here; start the gateway with a store or set them in its environment")]
    ReadOnly,
    /// The source does not know the provider.
    #[error("the gateway serves no such provider")]
    Provider,
    /// The parts are not those of one of the provider's schemes.
    #[error(
        "the parts of this provider's credential are {expected}; give each of them, not empty and at most 16 KiB long"
    )]
    Parts {
        /// The names of the parts, by scheme.
        expected: String,
    },
    /// A part cannot be sent in a header.
    #[error(transparent)]
    Credential(#[from] CredentialError),
    /// The source failed, such as a store that cannot be written.
    #[error(transparent)]
    Source(Box<dyn Error + Send + Sync>),
}
