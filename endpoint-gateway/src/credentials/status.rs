//! The status of a credential.

use std::time::SystemTime;

/// The origin of a credential.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CredentialOrigin {
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
    /// 1 when it is set, one more each time that it is replaced, where that is known.
    pub version: Option<u64>,
    /// When it was set, where that is known.
    pub set: Option<SystemTime>,
}

impl CredentialStatus {
    /// A credential from there, of which no more is known.
    #[must_use]
    pub const fn of(origin: CredentialOrigin) -> Self {
        Self { origin, id: None, version: None, set: None }
    }
}
