//! The scopes of a caller.

use std::{
    collections::{HashMap, HashSet},
    fmt,
};

/// The operations that a caller may call, and its right to administer. Groups have been resolved to their operations.
#[derive(Clone)]
pub struct Scopes {
    grants: Grants,
    admin: bool,
}

#[derive(Clone)]
enum Grants {
    Everything,
    /// By provider.
    These(HashMap<String, Grant>),
}

#[derive(Clone)]
pub(super) enum Grant {
    All,
    /// By operation id.
    These(HashSet<&'static str>),
}

impl Scopes {
    /// Returns the scopes of an unrestricted caller: every operation, and administration.
    pub(super) fn everything() -> Self {
        Self { grants: Grants::Everything, admin: true }
    }

    /// Returns the scopes of every operation, without administration.
    #[must_use]
    pub fn all_operations() -> Self {
        Self { grants: Grants::Everything, admin: false }
    }

    /// Creates scopes without an operation.
    pub(super) fn new(admin: bool) -> Self {
        Self { grants: Grants::These(HashMap::new()), admin }
    }

    /// Adds all operations of a provider, including future ones.
    pub(super) fn add_provider(&mut self, provider: &str) {
        if let Grants::These(grants) = &mut self.grants {
            grants.insert(provider.to_owned(), Grant::All);
        }
    }

    /// Adds one operation.
    pub(super) fn add_operation(&mut self, provider: &str, operation: &'static str) {
        if let Grants::These(grants) = &mut self.grants {
            let grant = grants.entry(provider.to_owned()).or_insert_with(|| Grant::These(HashSet::new()));
            if let Grant::These(operations) = grant {
                operations.insert(operation);
            }
        }
    }

    /// Returns whether the operation of this id, of this provider, may be called.
    #[must_use]
    pub fn allow(&self, provider: &str, operation: &str) -> bool {
        match &self.grants {
            Grants::Everything => true,
            Grants::These(grants) => grants.get(provider).is_some_and(|grant| match grant {
                Grant::All => true,
                Grant::These(operations) => operations.contains(operation),
            }),
        }
    }

    /// Returns whether credentials may be set and rotated.
    #[must_use]
    pub fn admin(&self) -> bool {
        self.admin
    }
}

impl fmt::Debug for Scopes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("Scopes");
        match &self.grants {
            Grants::Everything => debug.field("everything", &true),
            Grants::These(grants) => {
                let mut providers: Vec<_> = grants
                    .iter()
                    .map(|(provider, grant)| match grant {
                        Grant::All => format!("{provider}: all"),
                        Grant::These(operations) => format!("{provider}: {} operations", operations.len()),
                    })
                    .collect();
                providers.sort();
                debug.field("providers", &providers)
            }
        };
        debug.field("admin", &self.admin).finish()
    }
}
