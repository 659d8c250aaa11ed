//! Authentication: fixed and fetched credentials, and signatures.

mod body_field;
mod client_credentials;
mod combined;
mod credential;
mod place;
mod sign;

use std::{fmt, pin::Pin, sync::Arc};

use secrecy::SecretString;

pub(crate) use client_credentials::TokenSource;
pub use client_credentials::{ClientCredentials, TokenError, TokenErrorBody};
pub use credential::{Credential, CredentialError};
pub use sign::{Sign, SignFuture, SignedBody};

use crate::{debug::Redacted, error::BoxError};

/// The authentication of a client: a [`Basic`], [`Bearer`], [`Scheme`] or [`ApiKey`] credential, the tokens of [`ClientCredentials`], any
/// [`Authenticate`] type, a [signature](Auth::sign), or none.
///
/// Calls of endpoints with `auth = none` are sent without a credential.
#[derive(Clone)]
pub struct Auth(pub(crate) AuthKind);

#[derive(Clone)]
pub(crate) enum AuthKind {
    None,
    Fixed(Result<Credential, CredentialError>),
    Fetched(Arc<dyn Authenticate>),
    Signed(Arc<dyn Sign>),
    /// The client that is built fetches the tokens over its transport, so that it has [`Fetched`](Self::Fetched) instead.
    ClientCredentials(Box<ClientCredentials>),
}

impl Auth {
    /// Sends no credential. This is the default.
    #[must_use]
    pub fn none() -> Self {
        Self(AuthKind::None)
    }

    /// Signs each request, see [`Sign`].
    #[must_use]
    pub fn sign(signer: impl Sign) -> Self {
        Self(AuthKind::Signed(Arc::new(signer)))
    }
}

impl fmt::Debug for Auth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            AuthKind::None => f.write_str("Auth(none)"),
            AuthKind::Fixed(Ok(credential)) => f.debug_tuple("Auth").field(credential).finish(),
            AuthKind::Fixed(Err(error)) => f.debug_tuple("Auth").field(error).finish(),
            AuthKind::Fetched(_) => f.write_str("Auth(fetched)"),
            AuthKind::Signed(_) => f.write_str("Auth(signed)"),
            AuthKind::ClientCredentials(settings) => f.debug_tuple("Auth").field(settings).finish(),
        }
    }
}

/// A user name and a password, sent as `Authorization: Basic …` (RFC 7617).
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
    /// Creates the credential. The user name must not contain a colon; the password may be empty.
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
        Self(AuthKind::Fixed(Credential::basic(&basic.username, basic.secret)))
    }
}

/// A token, sent as `Authorization: Bearer …` (RFC 6750).
pub struct Bearer(SecretString);

impl Bearer {
    /// Creates the credential. The token has to be visible ASCII.
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
        Self(AuthKind::Fixed(Credential::bearer(bearer.0)))
    }
}

/// A key, sent in a header, in the query, in a cookie or in a field of the body, under a name that the provider documents.
///
/// Keys in a query are seen by whoever logs URLs. The client itself shows them in no error and no trace.
///
/// ```
/// use endpoint_runtime::{Client, auth::ApiKey};
///
/// // GET https://api.example.com/…?api_key=s3cret
/// let client = Client::builder().base_url("https://api.example.com").auth(ApiKey::query("api_key", "s3cret")).build();
/// # let _ = client;
/// ```
pub struct ApiKey {
    location: KeyLocation,
    name: String,
    key: SecretString,
}

#[derive(Debug)]
enum KeyLocation {
    Header,
    Query,
    Cookie,
    Field,
}

impl ApiKey {
    /// Creates the credential in a header. The key has to be visible ASCII, with blanks only between visible characters.
    pub fn new(header_name: impl Into<String>, key: impl Into<SecretString>) -> Self {
        Self { location: KeyLocation::Header, name: header_name.into(), key: key.into() }
    }

    /// Creates the credential in the query, under a key that is not encoded.
    pub fn query(name: impl Into<String>, key: impl Into<SecretString>) -> Self {
        Self { location: KeyLocation::Query, name: name.into(), key: key.into() }
    }

    /// Creates the credential in a cookie. Its value has to be visible ASCII without blanks, quotes, commas, semicolons and backslashes.
    pub fn cookie(name: impl Into<String>, key: impl Into<SecretString>) -> Self {
        Self { location: KeyLocation::Cookie, name: name.into(), key: key.into() }
    }

    /// Creates the credential in the body: a member of each JSON object, and a field of each form. A call with another body, or with none, fails
    /// before anything is sent. The key has to be visible ASCII.
    pub fn field(name: impl Into<String>, key: impl Into<SecretString>) -> Self {
        Self { location: KeyLocation::Field, name: name.into(), key: key.into() }
    }
}

impl fmt::Debug for ApiKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { location, name, .. } = self;
        f.debug_struct("ApiKey").field("location", location).field("name", name).field("key", &Redacted).finish()
    }
}

impl From<ApiKey> for Auth {
    fn from(ApiKey { location, name, key }: ApiKey) -> Self {
        Self(AuthKind::Fixed(match location {
            KeyLocation::Header => Credential::header(&name, key),
            KeyLocation::Query => Credential::query(&name, key),
            KeyLocation::Cookie => Credential::cookie(&name, key),
            KeyLocation::Field => Credential::field(&name, key),
        }))
    }
}

/// A token of another scheme than Basic and Bearer, sent as `Authorization: <scheme> <token>` (RFC 9110, section 11.4).
///
/// ```
/// use endpoint_runtime::{Client, auth::Scheme};
///
/// // Authorization: Token s3cret
/// let client = Client::builder().base_url("https://influx.example.com").auth(Scheme::new("Token", "s3cret")).build();
/// # let _ = client;
/// ```
pub struct Scheme {
    name: String,
    token: SecretString,
}

impl Scheme {
    /// Creates the credential. The token has to be visible ASCII, with blanks only between visible characters.
    pub fn new(name: impl Into<String>, token: impl Into<SecretString>) -> Self {
        Self { name: name.into(), token: token.into() }
    }
}

impl fmt::Debug for Scheme {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Scheme").field("name", &self.name).field("token", &Redacted).finish()
    }
}

impl From<Scheme> for Auth {
    fn from(Scheme { name, token }: Scheme) -> Self {
        Self(AuthKind::Fixed(Credential::scheme(&name, token)))
    }
}

/// The future that [`Authenticate::credential`] returns.
pub type CredentialFuture<'a> = Pin<Box<dyn Future<Output = Result<Credential, BoxError>> + Send + 'a>>;

/// A source of credentials, for those that are fetched and renewed.
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
    /// Returns the credential for the next attempt, within the total timeout of the call.
    ///
    /// # Errors
    /// Any error. The call fails with [`Stage::Auth`](crate::Stage::Auth) and this error as its source; nothing is sent.
    fn credential(&self) -> CredentialFuture<'_>;

    /// Is called after a response of 401 with the credential that was sent, so that a cache can drop it, and only it: another call may
    /// have renewed it meanwhile. Returns whether [`credential`](Self::credential) may now return another one.
    ///
    /// If so, the call is repeated, whatever its method, since a request that is answered 401 was not processed. That is done once for
    /// each call, at once, and within the attempts of its [`RetryPolicy`](crate::RetryPolicy); calls without retries are not repeated.
    fn rejected(&self, sent: &Credential) -> bool {
        let _ = sent;
        false
    }
}

impl<A: Authenticate> From<A> for Auth {
    fn from(authenticate: A) -> Self {
        Self(AuthKind::Fetched(Arc::new(authenticate)))
    }
}

impl<T: Authenticate + ?Sized> Authenticate for Arc<T> {
    fn credential(&self) -> CredentialFuture<'_> {
        (**self).credential()
    }

    fn rejected(&self, sent: &Credential) -> bool {
        (**self).rejected(sent)
    }
}
