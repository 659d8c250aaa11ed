//! How callers prove who they are.

/// How a caller proves who it is.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum AuthScheme {
    /// HTTP Basic (RFC 7617).
    Basic {
        /// The user name, which is no secret.
        username: CredentialPart,
        /// The password.
        password: CredentialPart,
    },
    /// `Authorization: Bearer …` (RFC 6750).
    Bearer {
        /// The token.
        token: CredentialPart,
    },
    /// A key in a header.
    ApiKey {
        /// The header's name.
        header: String,
        /// The key.
        key: CredentialPart,
    },
}

impl AuthScheme {
    /// HTTP Basic.
    #[must_use]
    pub fn basic(username: CredentialPart, password: CredentialPart) -> Self {
        Self::Basic { username, password }
    }

    /// A bearer token.
    #[must_use]
    pub fn bearer(token: CredentialPart) -> Self {
        Self::Bearer { token }
    }

    /// A key in the header of this name.
    #[must_use]
    pub fn api_key(header: impl Into<String>, key: CredentialPart) -> Self {
        Self::ApiKey { header: header.into(), key }
    }

    /// What a caller has to give, in order.
    #[must_use]
    pub fn parts(&self) -> Vec<&CredentialPart> {
        match self {
            Self::Basic { username, password } => vec![username, password],
            Self::Bearer { token: part } | Self::ApiKey { key: part, .. } => vec![part],
        }
    }
}

/// One text of a credential.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct CredentialPart {
    /// Its name in `snake_case`, as in `project_id`.
    pub name: String,
    /// The environment variable that holds it.
    pub variable: String,
    /// Where to get it.
    pub docs: String,
}

impl CredentialPart {
    /// A part of this name, held by this environment variable.
    pub fn new(name: impl Into<String>, variable: impl Into<String>) -> Self {
        Self { name: name.into(), variable: variable.into(), docs: String::new() }
    }

    /// Where to get it.
    #[must_use]
    pub fn docs(mut self, docs: impl Into<String>) -> Self {
        self.docs = docs.into();
        self
    }
}
