//! Walking over schemas: the references in them, and what may be left out.

use std::collections::{BTreeMap, HashMap};

use serde_json::{Map, Value};

/// How a schema refers to a definition.
pub(super) const PREFIX: &str = "#/$defs/";

/// Keywords that hold one schema.
const SINGLE: [&str; 11] = [
    "additionalProperties",
    "contains",
    "contentSchema",
    "else",
    "if",
    "items",
    "not",
    "propertyNames",
    "then",
    "unevaluatedItems",
    "unevaluatedProperties",
];

/// Keywords that hold a list of schemas.
const LISTS: [&str; 4] = ["allOf", "anyOf", "oneOf", "prefixItems"];

/// Keywords that hold schemas by names of the author's.
const MAPS: [&str; 4] = ["$defs", "dependentSchemas", "patternProperties", "properties"];

/// Calls `visit` with a JSON Schema and with each schema within it, the outer before the inner, and with the keyword that
/// holds it, which the outermost has not. References are not followed.
///
/// ```
/// use endpoint_runtime::provider::visit_schemas_mut;
/// use serde_json::json;
///
/// let mut schema = json!({ "properties": { "title": { "title": "Title" } }, "const": { "title": "data" } });
/// visit_schemas_mut(&mut schema, &mut |_, schema| drop(schema.as_object_mut().map(|schema| schema.remove("title"))));
/// assert_eq!(schema, json!({ "properties": { "title": {} }, "const": { "title": "data" } }));
/// ```
pub fn visit_schemas_mut(schema: &mut Value, visit: &mut impl FnMut(Option<&str>, &mut Value)) {
    visit(None, schema);
    visit_inner_mut(schema, visit);
}

fn visit_inner_mut(schema: &mut Value, visit: &mut impl FnMut(Option<&str>, &mut Value)) {
    let Value::Object(schema) = schema else { return };
    for (keyword, value) in schema {
        for schema in held_mut(keyword, value) {
            visit(Some(keyword), schema);
            visit_inner_mut(schema, visit);
        }
    }
}

/// The schemas that a keyword holds.
fn held_mut<'v>(keyword: &str, value: &'v mut Value) -> Vec<&'v mut Value> {
    match value {
        value if SINGLE.contains(&keyword) => vec![value],
        Value::Array(schemas) if LISTS.contains(&keyword) => schemas.iter_mut().collect(),
        Value::Object(schemas) if MAPS.contains(&keyword) => schemas.values_mut().collect(),
        _ => Vec::new(),
    }
}

/// The same, to be read.
fn held<'v>(keyword: &str, value: &'v Value) -> Vec<&'v Value> {
    match value {
        value if SINGLE.contains(&keyword) => vec![value],
        Value::Array(schemas) if LISTS.contains(&keyword) => schemas.iter().collect(),
        Value::Object(schemas) if MAPS.contains(&keyword) => schemas.values().collect(),
        _ => Vec::new(),
    }
}

/// Replaces each reference `#/$defs/Name` in a JSON Schema by the one that `map` returns for the name, if any.
///
/// ```
/// use endpoint_runtime::provider::map_references;
/// use serde_json::json;
///
/// let mut schema = json!({ "items": { "$ref": "#/$defs/Team" } });
/// map_references(&mut schema, &mut |name| Some(format!("#/components/schemas/{name}")));
/// assert_eq!(schema, json!({ "items": { "$ref": "#/components/schemas/Team" } }));
/// ```
pub fn map_references(schema: &mut Value, map: &mut impl FnMut(&str) -> Option<String>) {
    visit_schemas_mut(schema, &mut |_, schema| {
        if let Some(new) = of(schema).and_then(&mut *map)
            && let Some(reference) = schema.get_mut("$ref")
        {
            *reference = new.into();
        }
    });
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
    for (keyword, value) in schema.as_object().into_iter().flatten() {
        held(keyword, value).into_iter().for_each(|schema| each(schema, visit));
    }
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
    map_references(schema, &mut |name| names.get(name).map(|new| format!("{PREFIX}{new}")));
}

/// Requires no member that may be null, since providers leave such members out, too. What a reader puts in the place of a
/// member that is missing is its own affair and not said.
pub(super) fn tolerant(mut schema: Value) -> Value {
    visit_schemas_mut(&mut schema, &mut |_, schema| relax(schema));
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
