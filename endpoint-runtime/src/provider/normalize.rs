//! Normalization of generated schemas.

use serde_json::Value;

use super::{documentation, subschemas::visit_schemas_mut};

/// Replaces every character but ASCII letters, digits, `.`, `-` and `_` by its code point between two `_`.
///
/// The name of a definition then needs no escape in a reference, a path or a document.
pub(super) fn plain_name(name: &str) -> String {
    let plain = |c: char| match c {
        c if c.is_ascii_alphanumeric() || ".-_".contains(c) => c.to_string(),
        c => format!("_{:x}_", u32::from(c)),
    };
    name.chars().map(plain).collect()
}

/// Adds the bounds that the formats of integers imply, and normalizes the documentation.
pub(super) fn normalized(mut schema: Value) -> Value {
    visit_schemas_mut(&mut schema, &mut |_, schema| {
        add_bounds(schema);
        normalize_docs(schema);
    });
    schema
}

fn normalize_docs(schema: &mut Value) {
    for keyword in ["title", "description"] {
        if let Some(Value::String(docs)) = schema.get_mut(keyword) {
            *docs = documentation::normalized(docs);
        }
    }
}

/// Adds the bounds of an integer's format, which validators do not know.
fn add_bounds(schema: &mut Value) {
    let Value::Object(schema) = schema else { return };
    let (minimum, maximum): (Value, Value) = match schema.get("format").and_then(Value::as_str) {
        Some("int8") => (i8::MIN.into(), i8::MAX.into()),
        Some("int16") => (i16::MIN.into(), i16::MAX.into()),
        Some("int32") => (i32::MIN.into(), i32::MAX.into()),
        Some("int64" | "int") => (i64::MIN.into(), i64::MAX.into()),
        Some("uint8") => (0.into(), u8::MAX.into()),
        Some("uint16") => (0.into(), u16::MAX.into()),
        Some("uint32") => (0.into(), u32::MAX.into()),
        Some("uint64" | "uint") => (0.into(), u64::MAX.into()),
        _ => return,
    };
    schema.entry("minimum").or_insert(minimum);
    schema.entry("maximum").or_insert(maximum);
}

/// Makes nullable members optional, since providers may leave them out as well, and removes the defaults of members.
///
/// A default is the value that a Rust client uses for a missing member. It does not describe the response.
pub(super) fn tolerant(mut schema: Value) -> Value {
    visit_schemas_mut(&mut schema, &mut |_, schema| relax(schema));
    schema
}

fn relax(schema: &mut Value) {
    let Value::Object(schema) = schema else { return };
    let mut nullable = Vec::new();
    if let Some(Value::Object(properties)) = schema.get_mut("properties") {
        for (name, property) in properties {
            if allows_null(property) {
                nullable.push(name.clone());
            }
            if let Some(property) = property.as_object_mut() {
                property.remove("default");
            }
        }
    }
    if let Some(Value::Array(required)) = schema.get_mut("required") {
        required.retain(|name| !nullable.iter().any(|nullable| name == nullable));
        if required.is_empty() {
            schema.remove("required");
        }
    }
}

/// Returns whether the schema itself allows null. References are not followed.
fn allows_null(schema: &Value) -> bool {
    let is_null = |name: &Value| name == "null";
    let by_type = match schema.get("type") {
        Some(Value::Array(names)) => names.iter().any(is_null),
        Some(name) => is_null(name),
        None => false,
    };
    let alternatives = ["anyOf", "oneOf"].iter().filter_map(|keyword| schema.get(keyword)?.as_array()).flatten();
    by_type || alternatives.into_iter().any(allows_null)
}
