//! The ways to authenticate.

use std::borrow::Cow;

use serde::Serialize;

/// A way to authenticate.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "type", rename_all = "camelCase")]
#[non_exhaustive]
pub enum SecurityScheme {
    /// A scheme of the header `Authorization` (RFC 9110, section 11.6.2).
    Http {
        /// The name of the scheme, such as `basic` or `bearer`.
        scheme: Cow<'static, str>,
        /// The description of the credential, as Markdown.
        #[serde(skip_serializing_if = "String::is_empty")]
        description: String,
    },
    /// An API key.
    ApiKey {
        /// The location: `header`, `query` or `cookie`.
        #[serde(rename = "in")]
        location: &'static str,
        /// The name of the header, the query key or the cookie.
        name: String,
        /// The description of the credential, as Markdown.
        #[serde(skip_serializing_if = "String::is_empty")]
        description: String,
    },
}
