//! An OpenAPI document's parts, each with its members in the order in which they are written.

mod content;
mod operation;
mod security_scheme;

use std::fmt::{self, Write};

use serde::Serialize;
use serde_json::Value;

use super::{OrderedMap, PathItem};

pub use content::{Header, MediaType, RequestBody, Response};
pub use operation::{Operation, PageParameter, Pagination, Parameter};
pub use security_scheme::SecurityScheme;

/// An OpenAPI document. `Display` writes it as indented JSON with a newline at the end, in which characters that YAML takes for line
/// ends, or does not allow, are escaped: many tools read JSON as YAML.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Document {
    /// The version of the OpenAPI specification.
    pub openapi: &'static str,
    /// The name, version and description of the API.
    pub info: Info,
    /// The base URLs of the API, the default first.
    pub servers: Vec<Server>,
    /// The credentials of operations without requirements of their own. One of them is enough.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub security: Vec<SecurityRequirement>,
    /// The operations' tags.
    pub tags: Vec<Tag>,
    /// The operations by path template, then by method.
    pub paths: OrderedMap<PathItem>,
    /// The definitions that operations refer to.
    pub components: Components,
}

impl fmt::Display for Document {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = serde_json::to_string_pretty(self).map_err(|_| fmt::Error)?;
        for c in text.chars() {
            if is_escaped(c) { write!(f, "\\u{:04x}", u32::from(c))? } else { f.write_char(c)? }
        }
        f.write_char('\n')
    }
}

/// Returns whether a character that JSON allows in a string is a line end in YAML (1.1, section 5.4), or not printable there
/// (section 5.1).
fn is_escaped(c: char) -> bool {
    matches!(c, '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

/// The name, version and description of the API.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Info {
    /// The name for humans.
    pub title: String,
    /// The version of the provider's crate.
    pub version: String,
    /// The description, as Markdown.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// The license of the document.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub license: Option<License>,
}

/// A license.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct License {
    /// The name: the SPDX expression.
    pub name: String,
    /// The SPDX expression.
    pub identifier: String,
}

/// A base URL of the API.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Server {
    /// The URL.
    pub url: String,
    /// The name and the purpose, as Markdown.
    pub description: String,
}

/// A tag of operations.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Tag {
    /// The name.
    pub name: String,
    /// The description of its operations, as Markdown.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub description: String,
}

/// Security schemes that are used together, by name. The scopes, which only OAuth has, are empty.
pub type SecurityRequirement = OrderedMap<Vec<String>>;

/// Definitions that operations refer to.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Components {
    /// JSON Schemas.
    #[serde(skip_serializing_if = "OrderedMap::is_empty")]
    pub schemas: OrderedMap<Value>,
    /// Responses of failed calls.
    #[serde(skip_serializing_if = "OrderedMap::is_empty")]
    pub responses: OrderedMap<Response>,
    /// The ways to authenticate.
    #[serde(skip_serializing_if = "OrderedMap::is_empty")]
    pub security_schemes: OrderedMap<SecurityScheme>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes references")]
fn is_false(value: &bool) -> bool {
    !value
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{openapi::openapi, tests::acme::acme};

    #[test]
    fn readers_of_yaml_read_the_same_texts() {
        let tag =
            Tag { name: "a\u{2028}b\u{85}".to_owned(), description: "\u{7f}\u{feff} é \u{1f980} \u{ffff}".to_owned() };
        let document = Document { tags: vec![tag], ..openapi(&acme()) };
        let text = document.to_string();
        assert!(text.contains(r#""name": "a\u2028b\u0085""#), "{text}");
        assert!(text.contains("\"\\u007f\\ufeff é \u{1f980} \\uffff\""), "{text}");
        assert_eq!(serde_json::from_str::<serde_json::Value>(&text).unwrap(), serde_json::to_value(&document).unwrap());
    }
}
