//! Reading the JSON Schemas of arguments, as far as snippets need it.

use std::collections::BTreeMap;

use endpoint_runtime::{metadata::ResponseFormat, provider::Operation};
use serde_json::Value;

/// The schemas that others refer to.
pub(super) type Definitions = BTreeMap<String, Value>;

/// As many references in a row are followed; more are a circle.
const MAX_REFERENCES: usize = 8;

/// The schema itself, where it only refers to another.
pub(super) fn resolve<'a>(schema: &'a Value, definitions: &'a Definitions) -> &'a Value {
    let mut schema = schema;
    for _ in 0..MAX_REFERENCES {
        match definition(schema, definitions) {
            Some(next) => schema = next,
            None => break,
        }
    }
    schema
}

fn definition<'a>(schema: &Value, definitions: &'a Definitions) -> Option<&'a Value> {
    definitions.get(schema.get("$ref")?.as_str()?.strip_prefix("#/$defs/")?)
}

/// The schema's first type that is not `null`.
pub(super) fn kind(schema: &Value) -> Option<&str> {
    let names = match schema.get("type")? {
        Value::Array(names) => names.as_slice(),
        name => std::slice::from_ref(name),
    };
    names.iter().filter_map(Value::as_str).find(|name| *name != "null")
}

/// The first of the schema's alternatives that is not `null`, or the first part of what it is all of.
pub(super) fn alternative<'a>(schema: &'a Value, definitions: &'a Definitions) -> Option<&'a Value> {
    let alternatives = ["anyOf", "oneOf", "allOf"].iter().find_map(|key| schema.get(key)?.as_array())?;
    alternatives.iter().find(|schema| resolve(schema, definitions).get("type").is_none_or(|kind| kind != "null"))
}

/// Whether a value of this schema is a text, or may be anything.
pub(super) fn is_text(schema: &Value, definitions: &Definitions) -> bool {
    let mut schema = resolve(schema, definitions);
    for _ in 0..MAX_REFERENCES {
        if let Some(kind) = kind(schema) {
            return kind == "string";
        }
        match alternative(schema, definitions) {
            Some(next) => schema = resolve(next, definitions),
            None => break,
        }
    }
    let first = schema.get("const").or_else(|| schema.get("enum")?.get(0));
    first.is_none_or(Value::is_string)
}

/// Whether nothing is read of the endpoint's answer.
pub(super) fn returns_nothing(operation: &Operation) -> bool {
    operation.metadata.response == ResponseFormat::Json && operation.response.is_none()
}
