//! Several credentials for one call.

use std::sync::Arc;

use super::{
    ApiKey, Auth, AuthKind, Authenticate, Basic, Bearer, Credential, CredentialError, CredentialFuture, Scheme,
};

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

macro_rules! combine {
    ($($credential:ty),*) => {$(
        impl $credential {
            /// Adds another credential, which is sent beside this one.
            ///
            /// ```
            /// use endpoint_runtime::{Client, auth::{ApiKey, Bearer}};
            ///
            /// // Both headers are sent with each call.
            /// let both = Bearer::new("token").and(ApiKey::new("Client-Id", "s3cret"));
            /// let client = Client::builder().base_url("https://api.example.com").auth(both).build();
            /// # let _ = client;
            /// ```
            pub fn and(self, other: impl Into<Auth>) -> Auth {
                Auth::from(self).and(other)
            }
        }
    )*};
}

combine!(ApiKey, Basic, Bearer, Scheme);

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
