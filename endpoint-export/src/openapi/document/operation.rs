//! Operations and their parameters.

use serde::Serialize;
use serde_json::Value;

use super::{MediaType, OrderedMap, RequestBody, Response, SecurityRequirement, Server, is_false};

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
    /// The number of the first page or item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first: Option<u64>,
    /// The list of items; the whole page if it is empty.
    pub items: &'static str,
    /// The member that is false in the last page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub more: Option<&'static str>,
    /// The member that is true in the last page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub done: Option<&'static str>,
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
    /// The member of the parameter that chooses the page; empty for the parameter itself.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub member: &'static str,
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
