//! What is told of a credential, and why one cannot be set.

use std::{error::Error, time::SystemTime};

use endpoint_runtime::auth::CredentialError;

/// Where a credential is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Origin {
    /// Variables of the environment.
    Environment,
    /// A profile of the user's.
    Profile,
    /// An encrypted [store](crate::store).
    Store,
    /// It was set while the gateway runs, and is gone when it ends.
    Memory,
    /// A sandbox made it.
    Sandbox,
    /// A source of the program's own.
    Other,
}

impl Origin {
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Environment => "environment",
            Self::Profile => "profile",
            Self::Store => "store",
            Self::Memory => "memory",
            Self::Sandbox => "sandbox",
            Self::Other => "other",
        }
    }
}

/// What is told of a credential; never the credential.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Standing {
    /// Where it is from.
    pub origin: Origin,
    /// Its id in a store.
    pub id: Option<String>,
    /// 1 when it is set, one more each time that it is replaced, where that is known.
    pub version: Option<u64>,
    /// When it was set, where that is known.
    pub set: Option<SystemTime>,
}

impl Standing {
    /// A credential from there, of which no more is known.
    #[must_use]
    pub const fn of(origin: Origin) -> Self {
        Self { origin, id: None, version: None, set: None }
    }
}

/// Why a credential cannot be set. It never holds the credential.
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
    #[error("a credential of this provider consists of {wanted}, none empty or above 16 KiB")]
    Parts {
        /// The names of the parts, by scheme.
        wanted: String,
    },
    /// Parts that no header can carry.
    #[error(transparent)]
    Credential(#[from] CredentialError),
    /// The source failed, such as a store that cannot be written.
    #[error(transparent)]
    Source(Box<dyn Error + Send + Sync>),
}
