//! Traversal of the schemas inside of a JSON Schema.

use serde_json::Value;

/// Keywords whose value is a schema.
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

/// Keywords whose value is a list of schemas.
const LISTS: [&str; 4] = ["allOf", "anyOf", "oneOf", "prefixItems"];

/// Keywords whose value is an object of schemas, with arbitrary names.
const MAPS: [&str; 4] = ["$defs", "dependentSchemas", "patternProperties", "properties"];

/// Calls `visit` with a JSON Schema, and then with each schema inside of it and the keyword that contains it.
///
/// An outer schema comes before its inner ones. The outermost has no keyword. References are not followed.
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
        for schema in subschemas_mut(keyword, value) {
            visit(Some(keyword), schema);
            visit_inner_mut(schema, visit);
        }
    }
}

/// Returns the schemas in the value of a keyword, to change them.
fn subschemas_mut<'v>(keyword: &str, value: &'v mut Value) -> Vec<&'v mut Value> {
    match value {
        value if SINGLE.contains(&keyword) => vec![value],
        Value::Array(schemas) if LISTS.contains(&keyword) => schemas.iter_mut().collect(),
        Value::Object(schemas) if MAPS.contains(&keyword) => schemas.values_mut().collect(),
        _ => Vec::new(),
    }
}

/// Returns the schemas in the value of a keyword.
pub(super) fn subschemas<'v>(keyword: &str, value: &'v Value) -> Vec<&'v Value> {
    match value {
        value if SINGLE.contains(&keyword) => vec![value],
        Value::Array(schemas) if LISTS.contains(&keyword) => schemas.iter().collect(),
        Value::Object(schemas) if MAPS.contains(&keyword) => schemas.values().collect(),
        _ => Vec::new(),
    }
}
