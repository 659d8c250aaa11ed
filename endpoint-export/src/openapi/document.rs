//! An OpenAPI document's parts, each with its members in the order in which they are written.

use std::borrow::Cow;

use std::fmt::{self, Write};

use serde::Serialize;
use serde_json::Value;

use super::{OrderedMap, PathItem};

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

/// An operation: one endpoint.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Operation {
    /// The tag.
    pub tags: Vec<String>,
    /// The first paragraph of the documentation.
    pub summary: String,
    /// The rest of the documentation, as Markdown.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// The declared id.
    pub operation_id: String,
    /// True if new callers should not use it.
    #[serde(skip_serializing_if = "is_false")]
    pub deprecated: bool,
    /// True if repeating a call has the effect of making it once.
    #[serde(rename = "x-idempotent")]
    pub idempotent: bool,
    /// True if a call removes something for good.
    #[serde(rename = "x-destructive")]
    pub destructive: bool,
    /// The way from one page of a list to the next.
    #[serde(rename = "x-pagination", skip_serializing_if = "Option::is_none")]
    pub pagination: Option<Pagination>,
    /// The base URLs, if they differ from the document's.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub servers: Vec<Server>,
    /// The credentials, if they differ from the document's. One of them is enough; an empty list needs none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub security: Option<Vec<SecurityRequirement>>,
    /// The parameters in path, query and headers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parameters: Vec<Parameter>,
    /// The body of the request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request_body: Option<RequestBody>,
    /// The responses by status.
    pub responses: OrderedMap<Response>,
}

/// The way from one page of a list to the next. Members of a page are named by JSON pointers (RFC 6901).
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Pagination {
    /// The kind: `cursor`, `after`, `page`, `offset`, `link` or `url`.
    pub r#type: &'static str,
    /// The parameter that chooses the page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parameter: Option<PageParameter>,
    /// The cursor of the next page, or its URL.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<&'static str>,
    /// The member of the last item that the next page begins after.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last: Option<&'static str>,
    /// The number of pages.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pages: Option<&'static str>,
    /// The number of items.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total: Option<&'static str>,
    /// The number of the first page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first: Option<u64>,
    /// The list of items; the whole page if it is empty.
    pub items: &'static str,
    /// The member that is false in the last page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub more: Option<&'static str>,
    /// The parameter that sets the number of items in a page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<PageParameter>,
}

/// A parameter of an operation with pages.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct PageParameter {
    /// The name on the wire.
    pub name: &'static str,
    /// The location: `query`, `header` or `body`.
    #[serde(rename = "in")]
    pub location: &'static str,
}

/// A parameter in the path, the query or a header.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is a member of its own")]
#[non_exhaustive]
pub struct Parameter {
    /// The name on the wire.
    pub name: String,
    /// The location: `path`, `query`, `header` or `cookie`.
    #[serde(rename = "in")]
    pub location: &'static str,
    /// The description, as Markdown.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// True if every call has it.
    pub required: bool,
    /// True if an empty value in the query counts as absent.
    #[serde(rename = "allowEmptyValue", skip_serializing_if = "is_false")]
    pub allow_empty_value: bool,
    /// True if the value is secret.
    #[serde(rename = "x-sensitive", skip_serializing_if = "is_false")]
    pub sensitive: bool,
    /// True if the value is one or more segments of the path, with a slash between two.
    #[serde(rename = "x-several-segments", skip_serializing_if = "is_false")]
    pub several_segments: bool,
    /// True if the API recognizes the repetition of a call by this value.
    #[serde(rename = "x-idempotency-key", skip_serializing_if = "is_false")]
    pub idempotency_key: bool,
    /// The style of a list that is one text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub style: Option<&'static str>,
    /// False for a list that is one text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub explode: Option<bool>,
    /// The JSON Schema; null if the value is sent as a text of a media type.
    #[serde(skip_serializing_if = "Value::is_null")]
    pub schema: Value,
    /// The media type of the text, if the value is sent as one.
    #[serde(skip_serializing_if = "OrderedMap::is_empty")]
    pub content: OrderedMap<MediaType>,
    /// An example.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub example: Option<Value>,
}

/// The body of a request.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct RequestBody {
    /// The description, as Markdown.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// True if every call has it.
    pub required: bool,
    /// True if the value is secret.
    #[serde(rename = "x-sensitive", skip_serializing_if = "is_false")]
    pub sensitive: bool,
    /// The content by media type.
    pub content: OrderedMap<MediaType>,
}

/// The content of a body of one media type.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct MediaType {
    /// The JSON Schema.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub schema: Option<Value>,
    /// The JSON Schema of each event or line of a stream, which OpenAPI 3.2 calls `itemSchema`.
    #[serde(rename = "x-itemSchema", skip_serializing_if = "Option::is_none")]
    pub item_schema: Option<Value>,
    /// An example.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub example: Option<Value>,
    /// The serialization of the fields of a form that are not plain texts.
    #[serde(skip_serializing_if = "OrderedMap::is_empty")]
    pub encoding: OrderedMap<Value>,
}

/// A response.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
#[non_exhaustive]
pub enum Response {
    /// A response in its place.
    Inline {
        /// The description, as Markdown.
        description: String,
        /// The headers by name.
        #[serde(skip_serializing_if = "OrderedMap::is_empty")]
        headers: OrderedMap<Header>,
        /// The content by media type.
        #[serde(skip_serializing_if = "OrderedMap::is_empty")]
        content: OrderedMap<MediaType>,
    },
    /// A reference to a response of the components.
    Reference {
        /// The reference, as in `#/components/responses/Error`.
        #[serde(rename = "$ref")]
        reference: String,
    },
}

impl Response {
    pub(super) fn inline(description: &str, headers: OrderedMap<Header>, content: OrderedMap<MediaType>) -> Self {
        Self::Inline { description: description.to_owned(), headers, content }
    }
}

/// A header of a response.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Header {
    /// The description, as Markdown.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// True if every such response has it.
    pub required: bool,
    /// The JSON Schema.
    pub schema: Value,
}

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
