//! What snippets ask of schemas.

use endpoint_runtime::{metadata::ResponseFormat, provider::Operation};
use serde_json::Value;

use crate::schema::{Definitions, branches, kinds, resolved};

/// Schemas that hold each other are followed so far.
const DEEPEST: usize = 8;

/// Whether a value of this schema is a text, or may be anything.
pub(crate) fn is_text(schema: &Value, definitions: &Definitions) -> bool {
    let mut schema = resolved(schema, definitions);
    for _ in 0..DEEPEST {
        if let Some(kind) = kinds(schema).first() {
            return *kind == "string";
        }
        match branches(schema, definitions).first() {
            Some(next) => schema = resolved(next, definitions),
            None => break,
        }
    }
    let first = schema.get("const").or_else(|| schema.get("enum")?.get(0));
    first.is_none_or(Value::is_string)
}

/// Whether the values of this schema are whole numbers.
pub(crate) fn is_integer(schema: &Value, definitions: &Definitions) -> bool {
    kinds(resolved(schema, definitions)) == ["integer"]
}

/// Whether nothing is read of the endpoint's answer.
pub(crate) fn returns_nothing(operation: &Operation) -> bool {
    operation.metadata.response == ResponseFormat::Json && operation.response.is_none()
}
