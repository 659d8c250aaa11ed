//! The status and the origin of a credential.

use std::time::SystemTime;

/// The origin of a credential.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CredentialOrigin {
    /// Environment variables.
    Environment,
    /// A profile of the user.
    Profile,
    /// An encrypted [store](crate::store).
    Store,
    /// The gateway's memory: it was set while the gateway runs, and is lost when it stops.
    Memory,
    /// A sandbox.
    Sandbox,
    /// A source that the program implements itself.
    Other,
}

impl CredentialOrigin {
    pub(crate) const fn as_str(self) -> &'static str {
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

/// The status of a credential, without the credential itself.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CredentialStatus {
    /// Its origin.
    pub origin: CredentialOrigin,
    /// Its id in a store.
    pub id: Option<String>,
    /// The version, where it is known: 1 for the first, and one more with each replacement.
    pub version: Option<u64>,
    /// The time at which it was set, where that is known.
    pub set: Option<SystemTime>,
}

impl CredentialStatus {
    /// Creates the status of a credential of which only the origin is known.
    #[must_use]
    pub const fn of(origin: CredentialOrigin) -> Self {
        Self { origin, id: None, version: None, set: None }
    }
}
