//! Faults of a store.

use std::{io::ErrorKind, path::PathBuf};

use endpoint_runtime::auth::CredentialError;

use super::key::KeyError;

/// A store that cannot be read or written. The error never holds a credential.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// There is no key.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// The disk said no.
    #[error("the credential store {path:?} cannot be {what}: {kind}")]
    File {
        /// The store's file.
        path: PathBuf,
        /// `read` or `written`.
        what: &'static str,
        /// The error of the operating system.
        kind: ErrorKind,
    },
    /// Not the JSON that this gateway writes.
    #[error("the credential store is damaged: {what}; put a backup in its place")]
    Damaged {
        /// The fault.
        what: &'static str,
    },
    /// Written by another version of the gateway.
    #[error("the credential store has format {format}; this gateway reads format 1")]
    Format {
        /// The format that it names.
        format: u32,
    },
    /// Sealed with another key.
    #[error("the credential store was sealed with another key; give the key that it was made with")]
    WrongKey,
    /// The list of entries is not as it was written: one was removed, added, exchanged or put back from an older file.
    #[error(
        "the credential store's entries are not those that were sealed together; put a backup of the whole file in its place"
    )]
    Altered,
    /// An entry is not what was sealed for this provider, id and version.
    #[error("the credential {id:?} of {provider:?} is not what was sealed there; put a backup in the store's place")]
    Entry {
        /// Whose it is said to be.
        provider: String,
        /// Its id.
        id: String,
    },
    /// A file from before what the running store has seen.
    #[error("the credential store is older (generation {found}) than what the gateway runs with ({known})")]
    Older {
        /// The file's.
        found: u64,
        /// The store's.
        known: u64,
    },
    /// A credential of another environment than requests go to.
    #[error(
        "the credential of `{provider}` belongs to `{belongs}`, requests go to `{goes}`; start the gateway anew to change both"
    )]
    Environment {
        /// The provider.
        provider: String,
        /// The environment that the credential belongs to.
        belongs: String,
        /// The environment that requests go to.
        goes: String,
    },
    /// Another process has written the file.
    #[error("another process has changed the credential store; reload it, then try again")]
    Changed,
    /// There is one already.
    #[error("this credential is set; rotate it to replace it")]
    Set,
    /// There is none.
    #[error("this credential is not set; set it first")]
    NotSet,
    /// 1,000 credentials.
    #[error("the credential store is full; it holds 1000 credentials")]
    Full,
    /// An id that is none.
    #[error("a credential's id is 1 to 64 characters of a to z, 0 to 9, `-` and `_`")]
    Id,
    /// No such provider.
    #[error("the gateway serves no provider {provider:?}")]
    Provider {
        /// The name.
        provider: String,
    },
    /// Parts of no scheme.
    #[error("a credential of {provider:?} consists of {expected}, none empty or above 16 KiB")]
    Parts {
        /// Whose it was to be.
        provider: String,
        /// The names of the parts, by scheme.
        expected: String,
    },
    /// Parts that no header can carry.
    #[error(transparent)]
    Credential(#[from] CredentialError),
    /// The operating system gave no random bytes.
    #[error("the operating system gave no random bytes")]
    Random,
}
