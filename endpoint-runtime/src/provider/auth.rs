//! Authentication schemes.

use std::slice;

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
    /// `Authorization: <scheme> …`, with a scheme other than these (RFC 9110, section 11.4).
    Named {
        /// The scheme, such as `Token`.
        scheme: String,
        /// The token.
        token: CredentialPart,
    },
    /// An API key.
    ApiKey {
        /// The part of a request that holds it.
        location: KeyLocation,
        /// The name of the header, the key of the query or the name of the cookie.
        name: String,
        /// The key.
        key: CredentialPart,
    },
    /// Several schemes, all of which a request needs, as made by [`and`](Self::and).
    #[non_exhaustive]
    Combined {
        /// The schemes, none of which is combined itself.
        schemes: Vec<AuthScheme>,
    },
}

/// The part of a request that holds an API key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum KeyLocation {
    /// A header.
    Header,
    /// The query.
    Query,
    /// A cookie.
    Cookie,
}

impl KeyLocation {
    /// Returns the lowercase name, as in documents: `header`, `query` or `cookie`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Header => "header",
            Self::Query => "query",
            Self::Cookie => "cookie",
        }
    }
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
        Self::ApiKey { location: KeyLocation::Header, name: header.into(), key }
    }

    /// Creates a scheme of an API key in the query, under this key.
    #[must_use]
    pub fn query_key(name: impl Into<String>, key: CredentialPart) -> Self {
        Self::ApiKey { location: KeyLocation::Query, name: name.into(), key }
    }

    /// Creates a scheme of an API key in the cookie of this name.
    #[must_use]
    pub fn cookie_key(name: impl Into<String>, key: CredentialPart) -> Self {
        Self::ApiKey { location: KeyLocation::Cookie, name: name.into(), key }
    }

    /// Creates a scheme of a token that follows the name of its scheme, as in `Authorization: Token …`.
    #[must_use]
    pub fn named(scheme: impl Into<String>, token: CredentialPart) -> Self {
        Self::Named { scheme: scheme.into(), token }
    }

    /// Adds a scheme that requests need beside this one, such as an application id beside an API key. A provider's schemes are
    /// alternatives, of which one is enough; combined schemes are one of these.
    ///
    /// ```
    /// use endpoint_runtime::provider::{AuthScheme, CredentialPart};
    ///
    /// let key = AuthScheme::api_key("DD-API-KEY", CredentialPart::new("api_key", "DD_API_KEY"));
    /// let application = AuthScheme::api_key("DD-APPLICATION-KEY", CredentialPart::new("app_key", "DD_APP_KEY"));
    /// let both = key.and(application);
    /// let names: Vec<_> = both.parts().iter().map(|part| part.name.as_str()).collect();
    /// assert_eq!(names, ["api_key", "app_key"]);
    /// ```
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        let flat = |scheme| match scheme {
            Self::Combined { schemes } => schemes,
            scheme => vec![scheme],
        };
        let mut schemes = flat(self);
        schemes.extend(flat(other));
        Self::Combined { schemes }
    }

    /// Returns the schemes that a request needs together: those that are combined, or this one.
    #[must_use]
    pub fn schemes(&self) -> &[Self] {
        match self {
            Self::Combined { schemes } => schemes,
            scheme => slice::from_ref(scheme),
        }
    }

    /// Returns the location and the name of each API key.
    pub fn keys(&self) -> impl Iterator<Item = (KeyLocation, &str)> {
        self.schemes().iter().filter_map(|scheme| match scheme {
            Self::ApiKey { location, name, .. } => Some((*location, name.as_str())),
            _ => None,
        })
    }

    /// Returns the parts of the credential, in order.
    #[must_use]
    pub fn parts(&self) -> Vec<&CredentialPart> {
        match self {
            Self::Basic { username, password } => vec![username, password],
            Self::Bearer { token: part } | Self::Named { token: part, .. } | Self::ApiKey { key: part, .. } => {
                vec![part]
            }
            Self::Combined { schemes } => schemes.iter().flat_map(Self::parts).collect(),
        }
    }

    pub(super) fn parts_mut(&mut self) -> Vec<&mut CredentialPart> {
        match self {
            Self::Basic { username, password } => vec![username, password],
            Self::Bearer { token: part } | Self::Named { token: part, .. } | Self::ApiKey { key: part, .. } => {
                vec![part]
            }
            Self::Combined { schemes } => schemes.iter_mut().flat_map(Self::parts_mut).collect(),
        }
    }

    /// Returns the place of the credential, to which two combined schemes cannot write: its location and its name.
    pub(super) fn place(&self) -> (KeyLocation, String) {
        match self {
            Self::ApiKey { location: KeyLocation::Header, name, .. } => {
                (KeyLocation::Header, name.to_ascii_lowercase())
            }
            Self::ApiKey { location, name, .. } => (*location, name.clone()),
            _ => (KeyLocation::Header, "authorization".to_owned()),
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
