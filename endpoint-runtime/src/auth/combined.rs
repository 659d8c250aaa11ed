//! Several credentials for one call.

use std::sync::Arc;

use super::{Auth, AuthKind, Authenticate, Credential, CredentialError, CredentialFuture};

impl Auth {
    /// Adds another credential, which is sent beside this one: two API keys, or an API key beside a token that is fetched.
    ///
    /// A signature and [`ClientCredentials`](super::ClientCredentials) cannot be combined, which is an error of
    /// [`ClientBuilder::build`](crate::ClientBuilder::build).
    #[must_use]
    pub fn and(self, other: impl Into<Self>) -> Self {
        Self(match (self.0, other.into().0) {
            (AuthKind::None, other) | (other, AuthKind::None) => other,
            (AuthKind::Fixed(first), AuthKind::Fixed(second)) => {
                AuthKind::Fixed(first.and_then(|first| Ok(first.and(second?))))
            }
            (AuthKind::Fetched(fetched), AuthKind::Fixed(fixed))
            | (AuthKind::Fixed(fixed), AuthKind::Fetched(fetched)) => match fixed {
                Ok(fixed) => AuthKind::Fetched(Arc::new(WithFixed { fetched, fixed })),
                Err(error) => AuthKind::Fixed(Err(error)),
            },
            _ => AuthKind::Fixed(Err(CredentialError::Combined)),
        })
    }
}

/// A credential that is fetched, and one that is not.
struct WithFixed {
    fetched: Arc<dyn Authenticate>,
    fixed: Credential,
}

impl Authenticate for WithFixed {
    fn credential(&self) -> CredentialFuture<'_> {
        Box::pin(async { Ok(self.fetched.credential().await?.and(self.fixed.clone())) })
    }

    fn rejected(&self, sent: &Credential) -> bool {
        let fetched = sent.values().count().saturating_sub(self.fixed.values().count());
        self.fetched.rejected(&sent.first(fetched))
    }
}
