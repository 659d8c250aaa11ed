//! Walking over schemas: the references in them, and what may be left out.

use std::collections::HashMap;

use serde_json::Value;

/// How a schema refers to a definition.
const PREFIX: &str = "#/$defs/";

/// Keywords that hold data, not schemas.
const DATA: [&str; 4] = ["const", "default", "enum", "examples"];

/// Calls `visit` with the name of each definition that the schema refers to.
pub(super) fn each(schema: &Value, visit: &mut impl FnMut(&str)) {
    match schema {
        Value::Object(members) => {
            if let Some(name) = members.get("$ref").and_then(Value::as_str).and_then(|text| text.strip_prefix(PREFIX)) {
                visit(name);
            }
            members.iter().filter(|(key, _)| !DATA.contains(&key.as_str())).for_each(|(_, value)| each(value, visit));
        }
        Value::Array(items) => items.iter().for_each(|item| each(item, visit)),
        _ => {}
    }
}

/// Lets every reference point to the new name of its definition.
pub(super) fn rename(schema: &mut Value, names: &HashMap<String, String>) {
    match schema {
        Value::Object(members) => {
            for (key, value) in members.iter_mut().filter(|(key, _)| !DATA.contains(&key.as_str())) {
                match value {
                    Value::String(text) if key == "$ref" => {
                        if let Some(new) = text.strip_prefix(PREFIX).and_then(|name| names.get(name)) {
                            *text = format!("{PREFIX}{new}");
                        }
                    }
                    _ => rename(value, names),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| rename(item, names)),
        _ => {}
    }
}

/// Requires no member that may be null, since providers leave such members out, too. What a reader puts in the place of a
/// member that is missing is its own affair and not said.
pub(super) fn tolerant(mut schema: Value) -> Value {
    relax(&mut schema);
    schema
}

fn relax(schema: &mut Value) {
    match schema {
        Value::Object(members) => {
            let nullable: Vec<String> = match members.get("properties") {
                Some(Value::Object(properties)) => {
                    properties.iter().filter(|(_, schema)| takes_null(schema)).map(|(name, _)| name.clone()).collect()
                }
                _ => Vec::new(),
            };
            if let Some(Value::Object(properties)) = members.get_mut("properties") {
                properties
                    .values_mut()
                    .filter_map(Value::as_object_mut)
                    .for_each(|schema| drop(schema.remove("default")));
            }
            if let Some(Value::Array(required)) = members.get_mut("required") {
                required.retain(|name| !nullable.iter().any(|nullable| name == nullable));
                if required.is_empty() {
                    members.remove("required");
                }
            }
            members.iter_mut().filter(|(key, _)| !DATA.contains(&key.as_str())).for_each(|(_, value)| relax(value));
        }
        Value::Array(items) => items.iter_mut().for_each(relax),
        _ => {}
    }
}

/// Whether the schema itself says that null is a value.
fn takes_null(schema: &Value) -> bool {
    let is_null = |kind: &Value| kind == "null";
    let kind = match schema.get("type") {
        Some(Value::Array(kinds)) => kinds.iter().any(is_null),
        Some(kind) => is_null(kind),
        None => false,
    };
    let branches = ["anyOf", "oneOf"].iter().filter_map(|keyword| schema.get(keyword)?.as_array()).flatten();
    kind || branches.into_iter().any(takes_null)
}
