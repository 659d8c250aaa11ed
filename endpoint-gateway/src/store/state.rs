//! The state of a credential in a store.

use std::time::SystemTime;

/// A credential in a store, without the credential itself.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CredentialState {
    /// Whose it is.
    pub provider: String,
    /// Its id, which is no secret.
    pub id: String,
    /// 1 when it is set, one more each time that it is rotated.
    pub version: u64,
    /// When this version was set.
    pub set: SystemTime,
}
