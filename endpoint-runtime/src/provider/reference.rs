//! Walking over schemas: the references in them, and what may be left out.

use std::collections::{BTreeMap, HashMap};

use serde_json::{Map, Value};

/// How a schema refers to a definition.
pub(super) const PREFIX: &str = "#/$defs/";

/// Keywords whose value is data.
const DATA: [&str; 4] = ["const", "default", "enum", "examples"];

/// Keywords whose value holds schemas by names of the user's.
const NAMES: [&str; 4] = ["$defs", "dependentSchemas", "patternProperties", "properties"];

/// The schemas directly within a schema.
fn inner(schema: &Map<String, Value>) -> impl Iterator<Item = &Value> {
    schema.iter().flat_map(|(key, value)| -> Box<dyn Iterator<Item = &Value>> {
        match Holds::of(key, value) {
            Holds::Data => Box::new(std::iter::empty()),
            Holds::Named => Box::new(value.as_object().into_iter().flat_map(Map::values)),
            Holds::Listed => Box::new(value.as_array().into_iter().flatten()),
            Holds::Itself => Box::new(std::iter::once(value)),
        }
    })
}

/// The same, to be changed.
pub(super) fn inner_mut(schema: &mut Map<String, Value>) -> impl Iterator<Item = &mut Value> {
    schema.iter_mut().flat_map(|(key, value)| -> Box<dyn Iterator<Item = &mut Value>> {
        match Holds::of(key, value) {
            Holds::Data => Box::new(std::iter::empty()),
            Holds::Named => Box::new(value.as_object_mut().into_iter().flat_map(Map::values_mut)),
            Holds::Listed => Box::new(value.as_array_mut().into_iter().flatten()),
            Holds::Itself => Box::new(std::iter::once(value)),
        }
    })
}

/// What stands at a keyword.
enum Holds {
    Data,
    Named,
    Listed,
    Itself,
}

impl Holds {
    fn of(keyword: &str, value: &Value) -> Self {
        match value {
            _ if DATA.contains(&keyword) => Self::Data,
            Value::Object(_) if NAMES.contains(&keyword) => Self::Named,
            Value::Array(_) => Self::Listed,
            _ => Self::Itself,
        }
    }
}

/// The name of the definition that the schema is, if it is no schema of its own.
pub(super) fn of(schema: &Value) -> Option<&str> {
    of_members(schema.as_object()?)
}

/// The same, of the schema's members.
pub(super) fn of_members(schema: &Map<String, Value>) -> Option<&str> {
    schema.get("$ref")?.as_str()?.strip_prefix(PREFIX)
}

/// Calls `visit` with the name of each definition that the schema refers to.
pub(super) fn each(schema: &Value, visit: &mut impl FnMut(&str)) {
    if let Some(name) = of(schema) {
        visit(name);
    }
    let Value::Object(schema) = schema else { return };
    inner(schema).for_each(|schema| each(schema, visit));
}

/// The definitions that can be reached from a schema.
pub(super) fn reached<'a>(schema: &Value, definitions: &'a BTreeMap<String, Value>) -> BTreeMap<&'a str, &'a Value> {
    let mut reached = BTreeMap::new();
    let mut next = vec![schema];
    while let Some(schema) = next.pop() {
        each(schema, &mut |name| {
            if let Some((name, definition)) = definitions.get_key_value(name)
                && reached.insert(name.as_str(), definition).is_none()
            {
                next.push(definition);
            }
        });
    }
    reached
}

/// Lets every reference point to the new name of its definition.
pub(super) fn rename(schema: &mut Value, names: &HashMap<String, String>) {
    let Value::Object(schema) = schema else { return };
    if let Some(Value::String(text)) = schema.get_mut("$ref")
        && let Some(new) = text.strip_prefix(PREFIX).and_then(|name| names.get(name))
    {
        *text = format!("{PREFIX}{new}");
    }
    inner_mut(schema).for_each(|schema| rename(schema, names));
}

/// Requires no member that may be null, since providers leave such members out, too. What a reader puts in the place of a
/// member that is missing is its own affair and not said.
pub(super) fn tolerant(mut schema: Value) -> Value {
    relax(&mut schema);
    schema
}

fn relax(schema: &mut Value) {
    let Value::Object(schema) = schema else { return };
    let mut nullable = Vec::new();
    if let Some(Value::Object(properties)) = schema.get_mut("properties") {
        for (name, property) in properties {
            if takes_null(property) {
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
    inner_mut(schema).for_each(relax);
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
