//! The errors of a store.

use std::{io::ErrorKind, path::PathBuf};

use endpoint_runtime::auth::CredentialError;

use super::key::KeyError;

/// A store that cannot be read or written. The error never holds a credential.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// The key is not available.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// The file cannot be read or written.
    #[error("the credential store {path:?} cannot be {what}: {kind}")]
    File {
        /// The store's file.
        path: PathBuf,
        /// `read` or `written`.
        what: &'static str,
        /// The error of the operating system.
        kind: ErrorKind,
    },
    /// The file is not the JSON of a store.
    #[error("the credential store is damaged: {what}; restore a backup")]
    Damaged {
        /// The fault.
        what: &'static str,
    },
    /// The file has another format version.
    #[error("the credential store has format {format}; use a gateway that reads it: this one reads format 1")]
    Format {
        /// The format that it names.
        format: u32,
    },
    /// The file was sealed with another key.
    #[error("the credential store was sealed with another key; give the key that it was created with")]
    WrongKey,
    /// The list of entries was altered: an entry was removed, added, replaced or restored from an older file.
    #[error("the credential store's list of entries was altered; restore a backup of the whole file")]
    Altered,
    /// An entry was altered: it was not sealed for this provider, id and version.
    #[error("the credential {id:?} of {provider:?} in the store was altered; restore a backup of the store")]
    Entry {
        /// The provider that the entry names.
        provider: String,
        /// Its id.
        id: String,
    },
    /// The file is older than the store that is open.
    #[error(
        "the credential store's file has generation {found}, older than the {known} in use; restore a newer one, or restart the gateway"
    )]
    Older {
        /// The generation of the file.
        found: u64,
        /// The generation in use.
        known: u64,
    },
    /// A credential belongs to another environment than requests go to.
    #[error(
        "the credential of `{provider}` belongs to `{belongs}`, and requests go to `{goes}`; restart the gateway to change both"
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
    /// The credential is already set.
    #[error("this credential is already set; rotate it to replace it")]
    Set,
    /// The credential is not set yet.
    #[error("this credential is not set; set it first")]
    NotSet,
    /// The store holds 1,000 credentials, or what is to be sealed is too large.
    #[error("the credential store is full: it holds at most 1000 credentials; use another store")]
    Full,
    /// The id is not valid.
    #[error("this is not a credential's id; use 1 to 64 characters of a to z, 0 to 9, `-` and `_`")]
    Id,
    /// The provider is unknown.
    #[error("the gateway serves no provider {provider:?}; give the name of a declared one")]
    Provider {
        /// The name.
        provider: String,
    },
    /// The parts are not those of one of the provider's schemes.
    #[error(
        "the parts of the credential of {provider:?} are {expected}; give each of them, not empty and at most 16 KiB long"
    )]
    Parts {
        /// The provider.
        provider: String,
        /// The names of the parts, by scheme.
        expected: String,
    },
    /// A part cannot be sent in a header.
    #[error(transparent)]
    Credential(#[from] CredentialError),
    /// The operating system gave no random bytes.
    #[error("the operating system gave no random bytes")]
    Random,
}
