//! Bodies of requests and responses, and headers of responses.

use serde::Serialize;
use serde_json::Value;

use super::{OrderedMap, is_false};

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
    pub(in crate::openapi) fn inline(
        description: &str,
        headers: OrderedMap<Header>,
        content: OrderedMap<MediaType>,
    ) -> Self {
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
    /// The JSON Schema, unless the value is in `content`.
    #[serde(skip_serializing_if = "Value::is_null")]
    pub schema: Value,
    /// The value by its media type, if it is no plain text.
    #[serde(skip_serializing_if = "OrderedMap::is_empty")]
    pub content: OrderedMap<MediaType>,
}
