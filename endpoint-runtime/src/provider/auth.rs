//! Authentication schemes.

/// An authentication scheme.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum AuthScheme {
    /// HTTP Basic (RFC 7617).
    Basic {
        /// The user name, which is not secret.
        username: CredentialPart,
        /// The password.
        password: CredentialPart,
    },
    /// `Authorization: Bearer …` (RFC 6750).
    Bearer {
        /// The token.
        token: CredentialPart,
    },
    /// An API key in a header.
    ApiKey {
        /// The name of the header.
        header: String,
        /// The key.
        key: CredentialPart,
    },
}

impl AuthScheme {
    /// Creates a scheme of HTTP Basic.
    #[must_use]
    pub fn basic(username: CredentialPart, password: CredentialPart) -> Self {
        Self::Basic { username, password }
    }

    /// Creates a scheme of a bearer token.
    #[must_use]
    pub fn bearer(token: CredentialPart) -> Self {
        Self::Bearer { token }
    }

    /// Creates a scheme of an API key in the header of this name.
    #[must_use]
    pub fn api_key(header: impl Into<String>, key: CredentialPart) -> Self {
        Self::ApiKey { header: header.into(), key }
    }

    /// Returns the parts of the credential, in order.
    #[must_use]
    pub fn parts(&self) -> Vec<&CredentialPart> {
        match self {
            Self::Basic { username, password } => vec![username, password],
            Self::Bearer { token: part } | Self::ApiKey { key: part, .. } => vec![part],
        }
    }

    pub(super) fn parts_mut(&mut self) -> Vec<&mut CredentialPart> {
        match self {
            Self::Basic { username, password } => vec![username, password],
            Self::Bearer { token: part } | Self::ApiKey { key: part, .. } => vec![part],
        }
    }
}

/// A part of a credential, such as the user name or the token.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct CredentialPart {
    /// The name in `snake_case`, such as `project_id`.
    pub name: String,
    /// The environment variable that holds the value.
    pub variable: String,
    /// The documentation, which says where to get it.
    pub docs: String,
}

impl CredentialPart {
    /// Creates a part with this name, whose value is in this environment variable.
    pub fn new(name: impl Into<String>, variable: impl Into<String>) -> Self {
        Self { name: name.into(), variable: variable.into(), docs: String::new() }
    }

    /// Sets the documentation, which says where to get it.
    #[must_use]
    pub fn docs(mut self, docs: impl Into<String>) -> Self {
        self.docs = docs.into();
        self
    }
}
