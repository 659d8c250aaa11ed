//! Credentials: fixed ones, and those that are fetched.

mod credential;

use std::{fmt, pin::Pin, sync::Arc};

use secrecy::SecretString;

pub use credential::{Credential, CredentialError};

use crate::{debug::Redacted, error::BoxError};

/// How a client proves who it is: a [`Basic`], [`Bearer`] or [`ApiKey`] credential, anything that is [`Authenticate`],
/// or nothing.
///
/// Endpoints declared with `auth = none` are called without it.
#[derive(Clone)]
pub struct Auth(pub(crate) Kind);

#[derive(Clone)]
pub(crate) enum Kind {
    None,
    Fixed(Result<Credential, CredentialError>),
    Fetched(Arc<dyn Authenticate>),
}

impl Auth {
    /// No credential; the default.
    #[must_use]
    pub fn none() -> Self {
        Self(Kind::None)
    }
}

impl fmt::Debug for Auth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Kind::None => f.write_str("Auth(none)"),
            Kind::Fixed(Ok(credential)) => f.debug_tuple("Auth").field(credential).finish(),
            Kind::Fixed(Err(error)) => f.debug_tuple("Auth").field(error).finish(),
            Kind::Fetched(_) => f.write_str("Auth(fetched)"),
        }
    }
}

/// A user name and a password in `Authorization: Basic …` (RFC 7617).
///
/// ```
/// use endpoint_runtime::{Client, auth::Basic};
///
/// let client = Client::builder()
///     .base_url("https://api.example.com")
///     .auth(Basic::new("project-1", "s3cret"))
///     .build();
/// # let _ = client;
/// ```
pub struct Basic {
    username: String,
    secret: SecretString,
}

impl Basic {
    /// Takes the user name, which has no colon, and the password, which may be empty.
    pub fn new(username: impl Into<String>, secret: impl Into<SecretString>) -> Self {
        Self { username: username.into(), secret: secret.into() }
    }
}

impl fmt::Debug for Basic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Basic").field("username", &self.username).field("secret", &Redacted).finish()
    }
}

impl From<Basic> for Auth {
    fn from(basic: Basic) -> Self {
        Self(Kind::Fixed(Credential::basic(&basic.username, basic.secret)))
    }
}

/// A token in `Authorization: Bearer …` (RFC 6750).
pub struct Bearer(SecretString);

impl Bearer {
    /// Takes the token: visible ASCII.
    pub fn new(token: impl Into<SecretString>) -> Self {
        Self(token.into())
    }
}

impl fmt::Debug for Bearer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Bearer").field(&Redacted).finish()
    }
}

impl From<Bearer> for Auth {
    fn from(bearer: Bearer) -> Self {
        Self(Kind::Fixed(Credential::bearer(bearer.0)))
    }
}

/// A key in a header of the provider's choice.
pub struct ApiKey {
    header: String,
    key: SecretString,
}

impl ApiKey {
    /// Takes the header's name and the key: visible ASCII, blanks within.
    pub fn new(header_name: impl Into<String>, key: impl Into<SecretString>) -> Self {
        Self { header: header_name.into(), key: key.into() }
    }
}

impl fmt::Debug for ApiKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ApiKey").field("header", &self.header).field("key", &Redacted).finish()
    }
}

impl From<ApiKey> for Auth {
    fn from(key: ApiKey) -> Self {
        Self(Kind::Fixed(Credential::header(&key.header, key.key)))
    }
}

/// What [`Authenticate::credential`] returns.
pub type CredentialFuture<'a> = Pin<Box<dyn Future<Output = Result<Credential, BoxError>> + Send + 'a>>;

/// A credential that has to be fetched, and may have to be fetched again.
///
/// ```
/// use endpoint_runtime::auth::{Authenticate, Credential, CredentialFuture};
///
/// struct TokenFile(std::path::PathBuf);
///
/// impl Authenticate for TokenFile {
///     fn credential(&self) -> CredentialFuture<'_> {
///         Box::pin(async {
///             let token = std::fs::read_to_string(&self.0)?;
///             Ok(Credential::bearer(token.trim())?)
///         })
///     }
/// }
/// ```
pub trait Authenticate: Send + Sync + 'static {
    /// The credential for the next attempt. The call's total timeout covers it.
    ///
    /// # Errors
    /// Any; the call then fails with [`Stage::Auth`](crate::Stage::Auth) and this error as its source, and nothing is
    /// sent.
    fn credential(&self) -> CredentialFuture<'_>;

    /// The provider answered 401: a cache drops its token here. The call is not repeated.
    fn rejected(&self) {}
}

impl<A: Authenticate> From<A> for Auth {
    fn from(authenticate: A) -> Self {
        Self(Kind::Fetched(Arc::new(authenticate)))
    }
}

impl<T: Authenticate + ?Sized> Authenticate for Arc<T> {
    fn credential(&self) -> CredentialFuture<'_> {
        (**self).credential()
    }

    fn rejected(&self) {
        (**self).rejected();
    }
}
