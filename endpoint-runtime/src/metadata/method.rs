//! Request methods.

use std::fmt;

/// A request method (RFC 9110, section 9; PATCH: RFC 5789).
///
/// ```
/// use endpoint_runtime::{Endpoint, Result, endpoints, metadata::Method};
///
/// #[endpoints]
/// pub trait Caches {
///     #[endpoint(PURGE "/pages/<page>", idempotent)]
///     async fn purge(&self, page: String) -> Result<()>;
/// }
///
/// assert_eq!(PurgeRequest::METADATA.method, Method::Other("PURGE"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names are the documentation")]
pub enum Method {
    Get,
    Head,
    Post,
    Put,
    Patch,
    Delete,
    Options,
    /// Another method: a token in upper case, which is none of the above. The macro checks it.
    Other(&'static str),
}

impl Method {
    /// Returns the name, such as `GET`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Head => "HEAD",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
            Self::Options => "OPTIONS",
            Self::Other(name) => name,
        }
    }
}

impl From<Method> for http::Method {
    fn from(method: Method) -> Self {
        match method {
            Method::Get => Self::GET,
            Method::Head => Self::HEAD,
            Method::Post => Self::POST,
            Method::Put => Self::PUT,
            Method::Patch => Self::PATCH,
            Method::Delete => Self::DELETE,
            Method::Options => Self::OPTIONS,
            // The macro accepts only tokens. A request with another text would change nothing.
            Method::Other(name) => Self::from_bytes(name.as_bytes()).unwrap_or(Self::OPTIONS),
        }
    }
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
