//! The state of a credential in a store.

use std::time::SystemTime;

/// A credential in a store, without the credential itself.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CredentialState {
    /// The provider that it belongs to.
    pub provider: String,
    /// Its id, which is no secret.
    pub id: String,
    /// The version: 1 for the first, and one more with each rotation.
    pub version: u64,
    /// The time at which this version was set.
    pub set: SystemTime,
}
