//! Traversal of the schemas inside of a JSON Schema.

use serde_json::Value;

/// The schemas in the value of a keyword.
enum Content {
    /// The value is a schema.
    Schema,
    /// It is a list of schemas.
    List,
    /// It is an object of schemas, with arbitrary names.
    Map,
}

impl Content {
    fn of(keyword: &str) -> Option<Self> {
        match keyword {
            "additionalProperties"
            | "contains"
            | "contentSchema"
            | "else"
            | "if"
            | "items"
            | "not"
            | "propertyNames"
            | "then"
            | "unevaluatedItems"
            | "unevaluatedProperties" => Some(Self::Schema),
            "allOf" | "anyOf" | "oneOf" | "prefixItems" => Some(Self::List),
            "$defs" | "dependentSchemas" | "patternProperties" | "properties" => Some(Self::Map),
            _ => None,
        }
    }
}

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
        let mut visit_one = |schema: &mut Value| {
            visit(Some(keyword), schema);
            visit_inner_mut(schema, visit);
        };
        match (Content::of(keyword), value) {
            (Some(Content::Schema), value) => visit_one(value),
            (Some(Content::List), Value::Array(schemas)) => schemas.iter_mut().for_each(visit_one),
            (Some(Content::Map), Value::Object(schemas)) => schemas.values_mut().for_each(visit_one),
            _ => {}
        }
    }
}

/// Calls `visit` with each schema in the value of a keyword.
pub(super) fn for_each_subschema<'v>(keyword: &str, value: &'v Value, mut visit: impl FnMut(&'v Value)) {
    match (Content::of(keyword), value) {
        (Some(Content::Schema), value) => visit(value),
        (Some(Content::List), Value::Array(schemas)) => schemas.iter().for_each(visit),
        (Some(Content::Map), Value::Object(schemas)) => schemas.values().for_each(visit),
        _ => {}
    }
}
