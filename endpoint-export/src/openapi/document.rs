//! The parts of an OpenAPI document that ours have, in the order in which they are written.

use std::fmt;

use serde::Serialize;
use serde_json::Value;

use super::OrderedMap;

/// A whole document. As text it is indented JSON with a newline at the end.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Document {
    /// The version of the specification: `3.1.1`.
    pub openapi: &'static str,
    /// What the API is.
    pub info: Info,
    /// Where it is, the default first.
    pub servers: Vec<Server>,
    /// What callers have to bring where an operation says nothing else: one of these.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub security: Vec<SecurityRequirement>,
    /// The operations' tags.
    pub tags: Vec<Tag>,
    /// The operations: by path template, then by method in lower case.
    pub paths: OrderedMap<OrderedMap<Operation>>,
    /// What operations refer to.
    pub components: Components,
}

impl fmt::Display for Document {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = serde_json::to_string_pretty(self).map_err(|_| fmt::Error)?;
        writeln!(f, "{text}")
    }
}

/// What the API is.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Info {
    /// Its name for humans.
    pub title: String,
    /// The version of the provider that the document was made of.
    pub version: String,
    /// What it is for, as Markdown.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// What allows to use the document.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub license: Option<License>,
}

/// What allows to use the document.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct License {
    /// Its name.
    pub name: String,
    /// The same as an SPDX expression.
    pub identifier: String,
}

/// Where the API is.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Server {
    /// The base URL.
    pub url: String,
    /// Its name and what it is for, as Markdown.
    pub description: String,
}

/// A group of operations.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Tag {
    /// Its name.
    pub name: String,
    /// What its operations have in common, as Markdown.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub description: String,
}

/// The security schemes that are used together, with the scopes that OAuth would need: none.
pub type SecurityRequirement = OrderedMap<Vec<String>>;

/// One endpoint.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Operation {
    /// Its group.
    pub tags: Vec<String>,
    /// The first paragraph of its documentation.
    pub summary: String,
    /// What follows there, as Markdown.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// Its id, as declared.
    pub operation_id: String,
    /// Whether it should not be called any more.
    #[serde(skip_serializing_if = "is_false")]
    pub deprecated: bool,
    /// Whether repeating a call has the effect of making it once.
    #[serde(rename = "x-idempotent")]
    pub idempotent: bool,
    /// Whether a call takes something away for good.
    #[serde(rename = "x-destructive")]
    pub destructive: bool,
    /// Where it is, if elsewhere than the rest.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub servers: Vec<Server>,
    /// What callers have to bring, if something else than elsewhere: one of these; nothing when there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub security: Option<Vec<SecurityRequirement>>,
    /// What goes into path, query and headers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parameters: Vec<Parameter>,
    /// What goes into the body.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request_body: Option<RequestBody>,
    /// What comes back, by status.
    pub responses: OrderedMap<Response>,
}

/// A value in the path, the query or a header.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Parameter {
    /// Its name there.
    pub name: String,
    /// Where it goes: `path`, `query` or `header`.
    #[serde(rename = "in")]
    pub place: &'static str,
    /// What it is, as Markdown.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// Whether a call needs it.
    pub required: bool,
    /// Whether it must not be shown or kept where others read.
    #[serde(rename = "x-sensitive", skip_serializing_if = "is_false")]
    pub sensitive: bool,
    /// Its JSON Schema.
    pub schema: Value,
    /// A value that it could have.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub example: Option<Value>,
}

/// What goes into the body.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct RequestBody {
    /// What it is, as Markdown.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// Whether a call needs it.
    pub required: bool,
    /// Whether it must not be shown or kept where others read.
    #[serde(rename = "x-sensitive", skip_serializing_if = "is_false")]
    pub sensitive: bool,
    /// Its schema, by media type.
    pub content: OrderedMap<MediaType>,
}

/// What a body of one media type holds.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct MediaType {
    /// Its JSON Schema.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub schema: Option<Value>,
    /// A value that it could have.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub example: Option<Value>,
}

/// What comes back.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
#[non_exhaustive]
pub enum Response {
    /// Said here.
    Here {
        /// What it is, as Markdown.
        description: String,
        /// Its schema, by media type.
        #[serde(skip_serializing_if = "OrderedMap::is_empty")]
        content: OrderedMap<MediaType>,
    },
    /// Said among the components.
    Component {
        /// Where, as in `#/components/responses/Error`.
        #[serde(rename = "$ref")]
        reference: String,
    },
}

/// What operations refer to.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Components {
    /// JSON Schemas.
    #[serde(skip_serializing_if = "OrderedMap::is_empty")]
    pub schemas: OrderedMap<Value>,
    /// Responses that several operations have.
    #[serde(skip_serializing_if = "OrderedMap::is_empty")]
    pub responses: OrderedMap<Response>,
    /// How callers prove who they are.
    #[serde(skip_serializing_if = "OrderedMap::is_empty")]
    pub security_schemes: OrderedMap<SecurityScheme>,
}

/// How a caller proves who it is.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "type", rename_all = "camelCase")]
#[non_exhaustive]
pub enum SecurityScheme {
    /// A scheme of the header `Authorization`.
    Http {
        /// `basic` or `bearer`.
        scheme: &'static str,
        /// What to give, as Markdown.
        #[serde(skip_serializing_if = "String::is_empty")]
        description: String,
    },
    /// A value in a header.
    ApiKey {
        /// Where it goes: `header`.
        #[serde(rename = "in")]
        place: &'static str,
        /// The header's name.
        name: String,
        /// What to give, as Markdown.
        #[serde(skip_serializing_if = "String::is_empty")]
        description: String,
    },
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes references")]
fn is_false(value: &bool) -> bool {
    !value
}
