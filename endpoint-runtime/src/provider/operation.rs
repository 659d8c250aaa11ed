//! One endpoint of a provider, with its schemas.

use std::{collections::BTreeMap, sync::Arc};

use serde_json::{Map, Value, json};

use super::{Types, ValueType, reference};
use crate::{
    error::ErrorFields,
    metadata::{Metadata, Parameter},
};

/// An endpoint with its schemas.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Operation {
    /// What was declared.
    pub metadata: &'static Metadata,
    /// The dotted name: the modules of the request's type below its crate, and the method, as in
    /// `b2b.organizations.members.connected_apps.revoke`.
    pub name: String,
    /// What goes in, in the order of [`Metadata::parameters`].
    pub parameters: Vec<InputParameter>,
    /// The schema of the response's JSON. `None` when no JSON is read: the response is text or bytes, or the method
    /// returns `Result<()>`.
    pub response: Option<Value>,
    /// The type of the response's JSON, where there is a schema.
    pub response_type: Option<ValueType>,
    /// The schema of the error body.
    pub error: Value,
    /// The type of the error body.
    pub error_type: ValueType,
    /// Which members of the error body tell what.
    pub error_fields: ErrorFields,
    /// The provider's [definitions](super::Provider::definitions), which the schemas refer to.
    pub definitions: Arc<BTreeMap<String, Value>>,
    /// The provider's [types](super::Provider::types), which the types above name.
    pub types: Arc<Types>,
}

/// A parameter with its schema.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct InputParameter {
    /// What was declared.
    pub metadata: &'static Parameter,
    /// The schema of the value when it is there; of one item when the parameter is repeated.
    pub schema: Value,
    /// The type of the value when it is there; of one item when the parameter is repeated.
    pub value_type: ValueType,
}

impl InputParameter {
    /// The schema of what a flat input holds under the parameter's name: a list of items when it is repeated.
    #[must_use]
    pub fn input_schema(&self) -> Value {
        if self.metadata.repeated { json!({ "type": "array", "items": self.schema }) } else { self.schema.clone() }
    }

    /// Returns the type of what a flat input holds under the parameter's name: a list when it is repeated.
    #[must_use]
    pub fn input_type(&self) -> ValueType {
        let value = self.value_type.clone();
        if self.metadata.repeated { value.into_list() } else { value }
    }
}

impl Operation {
    /// The parameter of this argument name, or of this header name, in any case.
    #[must_use]
    pub fn parameter(&self, name: &str) -> Option<&InputParameter> {
        let by_argument = || self.parameters.iter().find(|parameter| parameter.metadata.name == name);
        let by_header = || self.parameters.iter().find(|parameter| parameter.metadata.is_header(name));
        by_argument().or_else(by_header)
    }

    /// A schema of this operation with the definitions that it reaches as its own `$defs`, for those who are given nothing
    /// else.
    #[must_use]
    pub fn standalone(&self, schema: Value) -> Value {
        let reached = reference::reached(&schema, &self.definitions);
        if reached.is_empty() {
            return schema;
        }
        let definitions: Map<String, Value> =
            reached.into_iter().map(|(name, schema)| (name.to_owned(), schema.clone())).collect();
        json!({ "$defs": definitions, "allOf": [schema] })
    }

    /// The schema of the flat input: one object that holds every parameter by its argument name. It refers to the
    /// provider's definitions as `#/$defs/Name` and does not hold them.
    #[must_use]
    pub fn input_schema(&self) -> Value {
        let properties: Map<String, Value> = self
            .parameters
            .iter()
            .map(|parameter| {
                let Parameter { name, docs, .. } = parameter.metadata;
                ((*name).to_owned(), described(parameter.input_schema(), docs))
            })
            .collect();
        let required: Vec<&str> =
            self.parameters.iter().map(|parameter| parameter.metadata).filter(|p| p.required).map(|p| p.name).collect();
        json!({ "type": "object", "properties": properties, "required": required, "additionalProperties": false })
    }
}

/// The schema with the argument's own text over that of its type.
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
