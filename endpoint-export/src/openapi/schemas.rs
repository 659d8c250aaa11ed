//! JSON Schemas of the document, and its components.

use std::collections::{BTreeMap, BTreeSet};

use endpoint_runtime::provider::{Types, ValueType, map_references, visit_schemas_mut};
use serde_json::{Map, Value, json};

use super::{OrderedMap, formats};
use crate::{example, markdown};

/// The provider's definitions, and the names of those that the document refers to.
pub(super) struct Schemas<'p> {
    definitions: &'p BTreeMap<String, Value>,
    types: &'p Types,
    used: BTreeSet<&'p str>,
}

impl<'p> Schemas<'p> {
    pub(super) fn new(definitions: &'p BTreeMap<String, Value>, types: &'p Types) -> Self {
        Self { definitions, types, used: BTreeSet::new() }
    }

    /// Returns the schema as the document holds it. The definitions that it refers to become components.
    pub(super) fn document_schema(&mut self, schema: &Value) -> Value {
        let mut schema = schema.clone();
        map_references(&mut schema, &mut |name| {
            let (name, _) = self.definitions.get_key_value(name)?;
            self.used.insert(name);
            Some(format!("#/components/schemas/{name}"))
        });
        visit_schemas_mut(&mut schema, &mut adapt);
        // Another crate may turn `preserve_order` on, which changes the order of members.
        schema.sort_all_objects();
        schema
    }

    /// Returns whether a schema is another one, or refers to a definition that is.
    pub(super) fn is_same(&self, schema: &Value, other: &Value) -> bool {
        let name = schema.get("$ref").and_then(Value::as_str).and_then(|reference| reference.strip_prefix("#/$defs/"));
        let definition = name.and_then(|name| self.definitions.get(name));
        definition.unwrap_or(schema) == other
    }

    /// Returns the documentation of the type.
    pub(super) fn description(&self, value_type: &ValueType) -> String {
        markdown::unlinked(self.types.docs(value_type))
    }

    /// Returns an example of the type, for a parameter or field of this name.
    pub(super) fn example(&self, value_type: &ValueType, name: &str) -> Option<Value> {
        example::plain(value_type, name, self.types)
    }

    /// Returns the definitions that the document refers to, and those that they refer to.
    pub(super) fn components(mut self) -> OrderedMap<Value> {
        let mut components = BTreeMap::new();
        loop {
            // Writing a definition may add others.
            let next: Vec<&str> = self.used.iter().copied().filter(|name| !components.contains_key(name)).collect();
            if next.is_empty() {
                break;
            }
            for name in next {
                let definition = self.definitions.get(name).map(|schema| self.document_schema(schema));
                components.insert(name, definition.unwrap_or_default());
            }
        }
        components.into_iter().map(|(name, schema)| (name.to_owned(), schema)).collect()
    }
}

/// Adapts one schema to OpenAPI and its tools, given the keyword that holds it.
fn adapt(keyword: Option<&str>, schema: &mut Value) {
    match (keyword, schema) {
        // Elsewhere, many tools accept no schema that is not an object.
        (Some("additionalProperties" | "unevaluatedItems" | "unevaluatedProperties"), Value::Bool(_)) => {}
        (_, schema @ Value::Bool(true)) => *schema = json!({}),
        (_, schema @ Value::Bool(false)) => *schema = json!({ "not": {} }),
        (_, Value::Object(schema)) => {
            if let Some(Value::String(description)) = schema.get_mut("description") {
                *description = markdown::unlinked(description);
            }
            if schema.get("format").is_some_and(|format| !formats::is_registered(format)) {
                schema.remove("format");
            }
            move_reference(schema);
        }
        _ => {}
    }
}

/// Moves a reference beside other assertions into `allOf`. JSON Schema demands both of a value, but many tools ignore all keywords
/// beside a reference, which lose the tag of an internally tagged enum.
fn move_reference(schema: &mut Map<String, Value>) {
    if schema.keys().all(|keyword| keyword == "$ref" || is_annotation(keyword)) {
        return;
    }
    if let Some(reference) = schema.remove("$ref")
        && let Value::Array(all) = schema.entry("allOf").or_insert_with(|| json!([]))
    {
        all.insert(0, json!({ "$ref": reference }));
    }
}

/// Returns whether a keyword only describes a value (JSON Schema Validation, section 9).
fn is_annotation(keyword: &str) -> bool {
    const ANNOTATIONS: [&str; 8] =
        ["$comment", "default", "deprecated", "description", "examples", "readOnly", "title", "writeOnly"];
    ANNOTATIONS.contains(&keyword) || keyword.starts_with("x-")
}

/// Adds a keyword to the schema.
pub(super) fn with_keyword(schema: Value, keyword: &str, value: impl Into<Value>) -> Value {
    let mut members = match schema {
        Value::Object(members) => members,
        // `true`: anything goes.
        _ => Map::new(),
    };
    members.insert(keyword.to_owned(), value.into());
    Value::Object(members)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn definitions(value: Value) -> BTreeMap<String, Value> {
        serde_json::from_value(value).unwrap()
    }

    #[test]
    fn only_what_is_reached_becomes_a_component() {
        let definitions = definitions(json!({
            "Team": { "properties": { "lead": { "$ref": "#/$defs/Person" } } },
            "Person": { "properties": { "team": { "$ref": "#/$defs/Team" } } },
            "Unused": {},
        }));
        let types = Types::default();
        let mut schemas = Schemas::new(&definitions, &types);
        let team = schemas.document_schema(&json!({ "$ref": "#/$defs/Team" }));
        assert_eq!(team, json!({ "$ref": "#/components/schemas/Team" }));
        assert_eq!(
            serde_json::to_value(schemas.components()).unwrap(),
            json!({
                "Person": { "properties": { "team": { "$ref": "#/components/schemas/Team" } } },
                "Team": { "properties": { "lead": { "$ref": "#/components/schemas/Person" } } },
            })
        );
    }

    #[test]
    fn data_stays_and_names_are_no_keywords() {
        let (definitions, types) = (definitions(json!({ "Id": {} })), Types::default());
        let reference = json!({ "$ref": "#/$defs/Id" });
        let schema = json!({
            "examples": [reference],
            "properties": { "default": reference, "$ref": reference, "description": reference },
        });
        let component = json!({ "$ref": "#/components/schemas/Id" });
        assert_eq!(
            Schemas::new(&definitions, &types).document_schema(&schema),
            json!({
                "examples": [reference],
                "properties": { "default": component, "$ref": component, "description": component },
            })
        );
    }

    #[test]
    fn a_reference_stands_alone_or_in_a_list() {
        let (definitions, types) = (definitions(json!({ "Id": {} })), Types::default());
        let reference = json!({ "$ref": "#/$defs/Id" });
        let schema = json!({
            "oneOf": [
                { "$ref": "#/$defs/Id", "properties": { "$ref": { "const": "a" } }, "required": ["$ref"] },
                { "$ref": "#/$defs/Id", "allOf": [reference, {}], "type": "object" },
                { "$ref": "#/$defs/Id", "description": "An id.", "x-sensitive": true },
            ],
        });
        let component = json!({ "$ref": "#/components/schemas/Id" });
        assert_eq!(
            Schemas::new(&definitions, &types).document_schema(&schema)["oneOf"],
            json!([
                { "allOf": [component], "properties": { "$ref": { "const": "a" } }, "required": ["$ref"] },
                { "allOf": [component, component, {}], "type": "object" },
                { "$ref": "#/components/schemas/Id", "description": "An id.", "x-sensitive": true },
            ])
        );
    }

    #[test]
    fn formats_are_registered_ones() {
        let (definitions, types) = (definitions(json!({})), Types::default());
        let schema = json!({
            "properties": {
                "a": { "type": "integer", "format": "uint", "minimum": 0, "maximum": u64::MAX },
                "b": { "type": "integer", "format": "uint64" },
                "c": { "type": ["string", "null"], "format": "ip" },
                "format": { "type": "string", "format": "date-time" },
            },
            "examples": [{ "format": "ip" }],
        });
        assert_eq!(
            Schemas::new(&definitions, &types).document_schema(&schema),
            json!({
                "properties": {
                    "a": { "type": "integer", "minimum": 0, "maximum": u64::MAX },
                    "b": { "type": "integer", "format": "uint64" },
                    "c": { "type": ["string", "null"] },
                    "format": { "type": "string", "format": "date-time" },
                },
                "examples": [{ "format": "ip" }],
            })
        );
    }

    #[test]
    fn truth_values_become_schemas_where_only_these_are_taken() {
        let (definitions, types) = (definitions(json!({ "Any": true })), Types::default());
        let mut schemas = Schemas::new(&definitions, &types);
        let schema = json!({
            "properties": { "a": true, "b": false, "c": { "$ref": "#/$defs/Any" } },
            "items": true,
            "anyOf": [true],
            "uniqueItems": true,
            "additionalProperties": false,
        });
        assert_eq!(
            schemas.document_schema(&schema),
            json!({
                "properties": { "a": {}, "b": { "not": {} }, "c": { "$ref": "#/components/schemas/Any" } },
                "items": {},
                "anyOf": [{}],
                "uniqueItems": true,
                "additionalProperties": false,
            })
        );
        assert_eq!(schemas.components().get("Any"), Some(&json!({})));
    }
}
