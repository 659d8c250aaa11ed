//! An identified caller.

use std::sync::Arc;

use super::{refusal::Refusal, scopes::Scopes};

/// An authenticated caller and its scopes.
#[derive(Clone, Debug)]
pub struct Caller {
    id: Arc<str>,
    scopes: Arc<Scopes>,
}

impl Caller {
    /// Creates a caller with this id, which is not secret.
    pub fn new(id: impl Into<Arc<str>>, scopes: impl Into<Arc<Scopes>>) -> Self {
        Self { id: id.into(), scopes: scopes.into() }
    }

    /// Returns the caller's id: that of its key, or `local`.
    #[must_use]
    pub fn id(&self) -> &Arc<str> {
        &self.id
    }

    /// Returns the scopes of the caller.
    #[must_use]
    pub fn scopes(&self) -> &Scopes {
        &self.scopes
    }

    /// Checks that the caller may call this operation of this provider.
    ///
    /// # Errors
    /// [`Refusal::Scope`] where the operation is not in its scopes.
    pub fn may_call(&self, provider: &str, operation: &str) -> Result<(), Refusal> {
        if self.scopes.allow(provider, operation) { Ok(()) } else { Err(Refusal::Scope) }
    }

    /// Checks that the caller may administer the gateway, as by rotating a credential.
    ///
    /// # Errors
    /// [`Refusal::Admin`] where its key does not have the admin scope.
    pub fn may_administer(&self) -> Result<(), Refusal> {
        if self.scopes.admin() { Ok(()) } else { Err(Refusal::Admin) }
    }
}
