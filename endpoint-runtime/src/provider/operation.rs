//! Operations of a provider.

use std::{
    ops::{Deref, DerefMut},
    sync::Arc,
};

use serde_json::{Map, Value, json};

use super::{
    OperationSchemas, TypeKind, Types, ValueType, documentation, file_schema::file_schema, generated::GeneratedSchema,
    reference, schemas::LazySchemas,
};
use crate::{
    error::ErrorFields,
    metadata::{Metadata, Parameter, ResponseFormat, ResponseMetadata, first_paragraph},
    schema::{RustType, TextFn},
};

/// An endpoint of a provider.
///
/// It dereferences to its schemas and types, which are generated at their first use: `operation.parameters`.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Operation {
    /// The declaration.
    pub metadata: &'static Metadata,
    /// The name: the module path of the request inside of its crate, and the name of the method, such as
    /// `b2b.organizations.members.connected_apps.revoke`.
    pub name: String,
    /// The documentation, as Markdown.
    pub docs: String,
    /// The note of the method's `#[deprecated]`; `None` without that attribute.
    pub deprecated: Option<String>,
    /// The media type of the error body.
    pub error_content_type: &'static str,
    /// The members of the error body that hold the request id, the code and the message.
    pub error_fields: ErrorFields,
    pub(super) schemas: Arc<LazySchemas>,
    /// The index among all operations of the provider.
    pub(super) index: usize,
    /// Schemas that were changed.
    pub(super) changed: Option<Box<OperationSchemas>>,
}

impl Deref for Operation {
    type Target = OperationSchemas;

    fn deref(&self) -> &OperationSchemas {
        self.changed.as_deref().unwrap_or_else(|| self.schemas.operation(self.index))
    }
}

impl DerefMut for Operation {
    fn deref_mut(&mut self) -> &mut OperationSchemas {
        self.changed.get_or_insert_with(|| Box::new(self.schemas.operation(self.index).clone()))
    }
}

/// A parameter of an operation, with its schema and type.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct InputParameter {
    /// The declaration.
    pub metadata: Parameter,
    /// The schema of the value, or of one item if the parameter is a list. That of a file is of its bytes, as a part of the body has them:
    /// a string with a `contentMediaType`.
    pub schema: Value,
    /// The type of the value, or of one item if the parameter is a list.
    pub value_type: ValueType,
    /// The Rust type of the value, or of one item if the parameter is a list.
    pub rust_type: RustType,
    /// Reads and writes the text of the value, if it is sent as text.
    pub(super) text: Option<TextFn>,
    /// The documentation of the parameter, or else that of its type, as Markdown.
    pub docs: String,
}

/// A header of an operation's response, with its schema.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ResponseHeader {
    /// The declaration.
    pub metadata: Parameter,
    /// The schema of the value.
    pub schema: Value,
    /// The documentation of the header, or else that of its type, as Markdown.
    pub docs: String,
}

/// A response of an operation with a status of its own.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct StatusResponse {
    /// The declaration, with the status; without one, it stands for all statuses that no other response has.
    pub metadata: ResponseMetadata,
    /// The schema of the JSON body; `None` if the body is text or bytes, or there is none.
    pub schema: Option<Value>,
    /// The type of the JSON body, if there is a schema.
    pub value_type: Option<ValueType>,
    /// The headers, in the order of [`ResponseMetadata::headers`](crate::metadata::ResponseMetadata::headers).
    pub headers: Vec<ResponseHeader>,
    /// The documentation of the variant, or else that of the type of its JSON body, as Markdown.
    pub docs: String,
}

impl StatusResponse {
    pub(super) fn new(
        metadata: ResponseMetadata,
        schema: Option<Value>,
        value_type: Option<ValueType>,
        headers: Vec<ResponseHeader>,
        types: &Types,
    ) -> Self {
        let docs = match documentation::normalized(metadata.docs) {
            docs if docs.is_empty() => value_type.as_ref().map_or("", |value_type| types.docs(value_type)).to_owned(),
            docs => docs,
        };
        Self { metadata, schema, value_type, headers, docs }
    }
}

impl ResponseHeader {
    pub(super) fn new(metadata: Parameter, schema: Value, value_type: &ValueType, types: &Types) -> Self {
        Self { metadata, schema, docs: docs(metadata, value_type, types) }
    }
}

/// Returns the documentation of a parameter, or else that of its type.
fn docs(metadata: Parameter, value_type: &ValueType, types: &Types) -> String {
    match documentation::normalized(metadata.docs) {
        docs if docs.is_empty() && metadata.idempotency_key => {
            "A text that no other call has. A repetition with the same key has no further effect.".to_owned()
        }
        docs if docs.is_empty() => types.docs(value_type).to_owned(),
        docs => docs,
    }
}

impl InputParameter {
    pub(super) fn new(metadata: Parameter, generated: GeneratedSchema, value_type: ValueType, types: &Types) -> Self {
        let GeneratedSchema { schema, rust_type, text } = generated;
        let value_type = if rust_type == RustType::File { ValueType::new(TypeKind::File) } else { value_type };
        let docs = docs(metadata, &value_type, types);
        Self { metadata, schema, value_type, rust_type, text, docs }
    }

    /// Returns whether the value is a file, or a list of them.
    #[must_use]
    pub fn is_file(&self) -> bool {
        self.value_type.kind == TypeKind::File
    }

    /// Returns the schema of the parameter in a flat input: a list if the parameter is a list, and an object of values if it is a map. A
    /// file is an object with the members `file_name`, `content_type`, and `content` (base64) or `text`.
    #[must_use]
    pub fn input_schema(&self) -> Value {
        let is_list = self.metadata.is_list();
        let value = if self.is_file() { file_schema() } else { self.schema.clone() };
        let value = if is_list { json!({ "type": "array", "items": value }) } else { value };
        if self.metadata.map { json!({ "type": "object", "additionalProperties": value }) } else { value }
    }

    /// Returns the type of the parameter in a flat input: a list if the parameter is a list, and a map if it is a map.
    #[must_use]
    pub fn input_type(&self) -> ValueType {
        let value = self.value_type.clone();
        let value = if self.metadata.is_list() { value.into_list() } else { value };
        if self.metadata.map { value.into_map() } else { value }
    }
}

impl Operation {
    /// Returns the operation with schemas of its own, unless those of the provider are there already. They take a fraction of the
    /// time, and hold no definition that only other operations refer to.
    ///
    /// The names of definitions are the same, unless types of two operations have one name.
    #[must_use]
    pub fn alone(&self) -> Self {
        let is_ready = self.changed.is_some() || self.schemas.is_generated();
        let schemas = if is_ready { Arc::clone(&self.schemas) } else { Arc::new(self.schemas.alone(self.index)) };
        Self { schemas, ..self.clone() }
    }

    /// Returns the status of success: the declared one, or 204 if the method returns `Result<()>`, or 200.
    #[must_use]
    pub fn status(&self) -> u16 {
        let response = &self.metadata.response;
        let is_ignored = response.format == ResponseFormat::Json && self.response.is_none();
        let has_no_body = is_ignored && self.metadata.envelope.is_none();
        response.status.unwrap_or(if has_no_body { 204 } else { 200 })
    }

    /// Returns the first paragraph of the documentation, on one line.
    #[must_use]
    pub fn summary(&self) -> String {
        first_paragraph(&self.docs)
    }

    /// Returns the parameter with this argument name, or with this header name, ignoring ASCII case.
    #[must_use]
    pub fn parameter(&self, name: &str) -> Option<&InputParameter> {
        let by_argument = || self.parameters.iter().find(|parameter| parameter.metadata.name == name);
        let by_header = || self.parameters.iter().find(|parameter| parameter.metadata.is_header(name));
        by_argument().or_else(by_header)
    }

    /// Returns a schema of this operation with all definitions that it refers to in its own `$defs`, so that it can be used
    /// alone.
    #[must_use]
    pub fn standalone_schema(&self, schema: Value) -> Value {
        let definitions = reference::reachable([&schema], &self.definitions, |_| true);
        if definitions.is_empty() {
            return schema;
        }
        let definitions: Map<String, Value> =
            definitions.into_iter().map(|(name, schema)| (name.to_owned(), schema.clone())).collect();
        json!({ "$defs": definitions, "allOf": [schema] })
    }

    /// Returns the schema of the flat input: a JSON object with a member for each parameter, by argument name. It refers to the
    /// definitions of the provider as `#/$defs/Name`, and does not contain them.
    #[must_use]
    pub fn input_schema(&self) -> Value {
        let properties: Map<String, Value> = self
            .parameters
            .iter()
            .map(|parameter| (parameter.metadata.name.to_owned(), described(parameter.input_schema(), &parameter.docs)))
            .collect();
        let required: Vec<&str> =
            self.parameters.iter().map(|parameter| parameter.metadata).filter(|p| p.required).map(|p| p.name).collect();
        json!({ "type": "object", "properties": properties, "required": required, "additionalProperties": false })
    }
}

/// Replaces the description of the schema by the documentation of the parameter, if it has any.
fn described(mut schema: Value, docs: &str) -> Value {
    if docs.is_empty() {
        return schema;
    }
    if let Value::Bool(_) = schema {
        schema = json!({});
    }
    if let Some(schema) = schema.as_object_mut() {
        schema.insert("description".to_owned(), docs.into());
    }
    schema
}
