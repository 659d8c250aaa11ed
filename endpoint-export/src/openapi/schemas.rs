//! JSON Schemas on their way from the provider's definitions to the document's components.

use std::collections::{BTreeMap, BTreeSet};

use endpoint_runtime::provider::InputParameter;
use serde_json::{Map, Value, json};

use super::Entries;
use crate::{
    example, markdown,
    schema::{Definitions, REFERENCE, resolved},
};

/// How a document's schema does.
const COMPONENT: &str = "#/components/schemas/";

/// Keywords that hold schemas by name, in a list, and one.
const MAPS: [&str; 4] = ["$defs", "dependentSchemas", "patternProperties", "properties"];
const LISTS: [&str; 4] = ["allOf", "anyOf", "oneOf", "prefixItems"];
const SINGLE: [&str; 8] = ["contains", "contentSchema", "else", "if", "items", "not", "propertyNames", "then"];

/// A provider's definitions, and which of them the document needs.
pub(super) struct Schemas<'p> {
    definitions: &'p Definitions,
    names: BTreeMap<&'p str, String>,
    used: BTreeSet<&'p str>,
}

impl<'p> Schemas<'p> {
    pub(super) fn new(definitions: &'p Definitions) -> Self {
        Self { definitions, names: component_names(definitions.keys()), used: BTreeSet::new() }
    }

    /// The schema as it stands in the document. What it refers to becomes a component.
    pub(super) fn document(&mut self, schema: &Value) -> Value {
        let mut schema = schema.clone();
        self.rewrite(&mut schema);
        // Where another crate turns `preserve_order` on, members would come in another order.
        schema.sort_all_objects();
        schema
    }

    /// An example value of the schema, for what is called `name`.
    pub(super) fn example(&self, schema: &Value, name: &str) -> Option<Value> {
        example::plain(schema, name, self.definitions)
    }

    /// What the schema, or the definition that it refers to, says of itself.
    pub(super) fn description(&self, schema: &Value) -> String {
        let described = |schema: &Value| schema.get("description").and_then(Value::as_str).map(markdown::unlinked);
        described(schema).or_else(|| described(resolved(schema, self.definitions))).unwrap_or_default()
    }

    /// The parameter's own documentation, or else that of its type.
    pub(super) fn parameter_description(&self, input: &InputParameter) -> String {
        if input.metadata.docs.is_empty() {
            self.description(&input.schema)
        } else {
            markdown::unlinked(input.metadata.docs)
        }
    }

    /// The components' schemas: what was asked for and what that refers to.
    pub(super) fn components(mut self) -> Entries<Value> {
        let mut components = BTreeMap::new();
        while let Some(name) = self.used.iter().copied().find(|name| !components.contains_key(name)) {
            let definition = self.definitions.get(name).map(|schema| self.document(schema));
            components.insert(name, definition.unwrap_or_default());
        }
        let named = components.into_iter().map(|(name, schema)| (self.component(name), schema));
        named.collect()
    }

    /// What the definition is called in the document.
    pub(super) fn component(&self, name: &str) -> String {
        self.names.get(name).map_or_else(|| name.to_owned(), Clone::clone)
    }

    fn rewrite(&mut self, schema: &mut Value) {
        match schema {
            // Validators and generators of types take no schema for one that is no object.
            Value::Bool(true) => *schema = json!({}),
            Value::Bool(false) => *schema = json!({ "not": {} }),
            Value::Object(members) => {
                for (keyword, value) in members {
                    self.rewrite_keyword(keyword, value);
                }
            }
            _ => {}
        }
    }

    fn rewrite_keyword(&mut self, keyword: &str, value: &mut Value) {
        match (keyword, value) {
            ("$ref", Value::String(reference)) => {
                let known = reference.strip_prefix(REFERENCE).and_then(|name| self.definitions.get_key_value(name));
                if let Some((name, _)) = known {
                    self.used.insert(name);
                    *reference = format!("{COMPONENT}{}", self.component(name));
                }
            }
            ("description", Value::String(description)) => *description = markdown::unlinked(description),
            (keyword, Value::Object(schemas)) if MAPS.contains(&keyword) => {
                for schema in schemas.values_mut() {
                    self.rewrite(schema);
                }
            }
            (keyword, Value::Array(schemas)) if LISTS.contains(&keyword) => {
                for schema in schemas {
                    self.rewrite(schema);
                }
            }
            (keyword, schema) if SINGLE.contains(&keyword) => self.rewrite(schema),
            // Here a truth value is at home.
            ("additionalProperties" | "unevaluatedItems" | "unevaluatedProperties", schema @ Value::Object(_)) => {
                self.rewrite(schema);
            }
            // What remains holds data, which may look like anything.
            _ => {}
        }
    }
}

/// Adds a keyword to the schema.
pub(super) fn with(schema: Value, keyword: &str, value: impl Into<Value>) -> Value {
    let mut members = match schema {
        Value::Object(members) => members,
        // `true`: anything goes.
        _ => Map::new(),
    };
    members.insert(keyword.to_owned(), value.into());
    Value::Object(members)
}

/// A component's name is made of letters, digits, `.`, `-` and `_`; what else a definition's name holds becomes `_`.
fn component_names<'p>(definitions: impl Iterator<Item = &'p String>) -> BTreeMap<&'p str, String> {
    let mut taken = BTreeSet::new();
    let mut names = BTreeMap::new();
    let is_allowed = |c: char| c.is_ascii_alphanumeric() || ".-_".contains(c);
    // A name that can stay as it is comes before those that would become like it.
    let (fine, other): (Vec<_>, Vec<_>) = definitions.partition(|name| name.chars().all(is_allowed));
    for name in fine.into_iter().chain(other) {
        let mut new: String = name.chars().map(|c| if is_allowed(c) { c } else { '_' }).collect();
        while !taken.insert(new.clone()) {
            new.push('_');
        }
        names.insert(name.as_str(), new);
    }
    names
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
        let mut schemas = Schemas::new(&definitions);
        let team = schemas.document(&json!({ "$ref": "#/$defs/Team" }));
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
        let definitions = definitions(json!({ "Id": {} }));
        let reference = json!({ "$ref": "#/$defs/Id" });
        let schema = json!({
            "examples": [reference],
            "properties": { "default": reference, "$ref": reference, "description": reference },
        });
        let component = json!({ "$ref": "#/components/schemas/Id" });
        assert_eq!(
            Schemas::new(&definitions).document(&schema),
            json!({
                "examples": [reference],
                "properties": { "default": component, "$ref": component, "description": component },
            })
        );
    }

    #[test]
    fn truth_values_become_schemas_where_only_these_are_taken() {
        let definitions = definitions(json!({ "Any": true }));
        let mut schemas = Schemas::new(&definitions);
        let schema = json!({
            "properties": { "a": true, "b": false, "c": { "$ref": "#/$defs/Any" } },
            "items": true,
            "anyOf": [true],
            "uniqueItems": true,
            "additionalProperties": false,
        });
        assert_eq!(
            schemas.document(&schema),
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

    #[test]
    fn a_name_that_no_component_may_have_gets_one() {
        let definitions = definitions(json!({ "Page<User>": {}, "Page_User_": {} }));
        let mut schemas = Schemas::new(&definitions);
        let page = schemas.document(&json!({ "$ref": "#/$defs/Page<User>" }));
        assert_eq!(page, json!({ "$ref": "#/components/schemas/Page_User__" }));
        let other = schemas.document(&json!({ "$ref": "#/$defs/Page_User_" }));
        assert_eq!(other, json!({ "$ref": "#/components/schemas/Page_User_" }));
        assert!(schemas.components().get("Page_User__").is_some());
    }

    #[test]
    fn definitions_that_refer_to_each_other_end() {
        let definitions = definitions(json!({ "A": { "$ref": "#/$defs/B" }, "B": { "$ref": "#/$defs/A" } }));
        let schemas = Schemas::new(&definitions);
        assert_eq!(schemas.description(&json!({ "$ref": "#/$defs/A" })), "");
    }
}
