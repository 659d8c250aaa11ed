//! From JSON Schema (2020-12) to TypeScript. What a type cannot say, such as bounds and patterns, is left out.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::types::{Member, Object, Type};

/// How a schema refers to a definition.
const REFERENCE: &str = "#/$defs/";

/// Makes types of the schemas of one provider.
#[derive(Debug)]
pub(super) struct Schemas<'a> {
    /// The schemas that others refer to.
    pub(super) definitions: &'a BTreeMap<String, Value>,
    /// The types that they are exported as.
    pub(super) names: &'a BTreeMap<String, String>,
}

impl Schemas<'_> {
    /// The type of the values that the schema allows.
    pub(super) fn convert(&self, schema: &Value) -> Type {
        match schema {
            Value::Object(schema) => Type::intersection(self.parts(schema)),
            Value::Bool(false) => Type::text("never"),
            _ => Type::unknown(),
        }
    }

    /// All that the schema asks for.
    fn parts(&self, schema: &Map<String, Value>) -> Vec<Type> {
        let list = |keyword: &str| schema.get(keyword).and_then(Value::as_array);
        let mut parts = Vec::new();
        if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
            parts.push(self.named(reference));
        }
        for keyword in ["anyOf", "oneOf"] {
            if let Some(branches) = list(keyword) {
                parts.push(Type::union(branches.iter().map(|branch| self.convert(branch))));
            }
        }
        parts.extend(list("allOf").into_iter().flatten().map(|branch| self.convert(branch)));
        if let Some(value) = schema.get("const") {
            parts.push(literal(value));
        } else if let Some(values) = list("enum") {
            parts.push(Type::union(values.iter().map(literal)));
        } else if let Some(kinds) = kinds(schema) {
            let is_said = |kind: &str| !parts.is_empty() && kind == "object" && !has_members(schema);
            if !kinds.iter().all(|kind| is_said(kind)) {
                parts.push(Type::union(kinds.iter().map(|kind| self.kind(kind, schema))));
            }
        }
        parts
    }

    fn named(&self, reference: &str) -> Type {
        let name = reference.strip_prefix(REFERENCE).and_then(|name| self.names.get(name));
        name.map_or_else(Type::unknown, |name| Type::text(name.as_str()))
    }

    fn kind(&self, kind: &str, schema: &Map<String, Value>) -> Type {
        match kind {
            "string" | "boolean" | "null" | "number" => Type::text(kind),
            "integer" => Type::text("number"),
            "array" => self.array(schema),
            "object" => self.object(schema),
            _ => Type::unknown(),
        }
    }

    fn array(&self, schema: &Map<String, Value>) -> Type {
        match schema.get("prefixItems").and_then(Value::as_array) {
            Some(items) => Type::Tuple(items.iter().map(|item| self.convert(item)).collect()),
            None => Type::Array(Box::new(schema.get("items").map_or_else(Type::unknown, |item| self.convert(item)))),
        }
    }

    fn object(&self, schema: &Map<String, Value>) -> Type {
        let members = self.members(schema);
        let rest = match schema.get("additionalProperties") {
            None | Some(Value::Bool(false)) => None,
            Some(rest) => Some(self.convert(rest)),
        };
        let patterns = schema.get("patternProperties").and_then(Value::as_object);
        let patterns = patterns.into_iter().flatten().map(|(_, schema)| self.convert(schema));
        let others: Vec<Type> = rest.into_iter().chain(patterns).collect();
        if others.is_empty() {
            return Type::Object(Object { members, rest: None });
        }
        let rest = Type::union(others);
        if members.is_empty() || rest == Type::unknown() {
            return Type::Object(Object { members, rest: Some(Box::new(rest)) });
        }
        // An index signature in the same braces would have to hold for the known members, too.
        let open = Object { members: Vec::new(), rest: Some(Box::new(rest)) };
        Type::Intersection(vec![Type::Object(Object { members, rest: None }), Type::Object(open)])
    }

    fn members(&self, schema: &Map<String, Value>) -> Vec<Member> {
        let required = schema.get("required").and_then(Value::as_array);
        let is_required = |name: &str| required.is_some_and(|names| names.iter().any(|required| required == name));
        let properties = schema.get("properties").and_then(Value::as_object).into_iter().flatten();
        let member = |(name, schema): (&String, &Value)| Member {
            name: name.clone(),
            docs: self.docs(schema),
            tags: tags(schema),
            is_optional: !is_required(name),
            kind: self.convert(schema),
        };
        properties.map(member).collect()
    }

    /// What is said of a value; where nothing is, what is said of its type.
    pub(super) fn docs(&self, schema: &Value) -> String {
        let said = |schema: &Value| schema.get("description")?.as_str().map(str::to_owned);
        said(schema).or_else(|| said(self.definition(schema)?)).unwrap_or_default()
    }

    /// The tags of a value's documentation; where there are none, those of its type.
    pub(super) fn tags(&self, schema: &Value) -> Vec<String> {
        let own = tags(schema);
        if own.is_empty() { self.definition(schema).map(tags).unwrap_or_default() } else { own }
    }

    /// The type that a schema is exported as; unknown where it is written where it is used.
    pub(super) fn reference(&self, schema: &Value) -> Type {
        schema.get("$ref").and_then(Value::as_str).map_or_else(Type::unknown, |reference| self.named(reference))
    }

    /// The type of a definition. What is said of it by itself alone says nothing, and is no type.
    pub(super) fn defined(&self, name: &str, schema: &Value) -> Type {
        let kind = self.convert(schema);
        let Some(own) = self.names.get(name).map(|name| Type::text(name.as_str())) else { return kind };
        match kind {
            Type::Union(types) => Type::union(types.into_iter().filter(|part| *part != own)),
            kind if kind == own => Type::unknown(),
            kind => kind,
        }
    }

    /// What a value is that has no parts, null apart; none where that is open.
    pub(super) fn scalar(&self, schema: &Value) -> Option<&'static str> {
        let schema = self.definition(schema).unwrap_or(schema);
        let kinds = match schema.get("type")? {
            Value::String(kind) if kind == "array" => return self.scalar(schema.get("items")?),
            Value::String(kind) => vec![kind.as_str()],
            kinds => kinds.as_array()?.iter().filter_map(Value::as_str).filter(|kind| *kind != "null").collect(),
        };
        let [kind] = kinds.as_slice() else { return None };
        ["string", "integer", "number", "boolean"].into_iter().find(|known| known == kind)
    }

    fn definition(&self, schema: &Value) -> Option<&Value> {
        self.definitions.get(schema.get("$ref")?.as_str()?.strip_prefix(REFERENCE)?)
    }

    /// Whether null is a value that the schema allows.
    pub(super) fn takes_null(&self, schema: &Value) -> bool {
        // A reference that leads back to itself allows what the way around allows; deeper than this, none does.
        self.takes_null_within(schema, 32)
    }

    fn takes_null_within(&self, schema: &Value, depth: u32) -> bool {
        let (Value::Object(schema), Some(depth)) = (schema, depth.checked_sub(1)) else {
            return schema == &Value::Bool(true);
        };
        let takes = |schema: &Value| self.takes_null_within(schema, depth);
        let list = |keyword: &str| schema.get(keyword).and_then(Value::as_array);
        let refers = schema.get("$ref").is_none_or(|reference| {
            let name = reference.as_str().and_then(|reference| reference.strip_prefix(REFERENCE));
            name.and_then(|name| self.definitions.get(name)).is_some_and(takes)
        });
        refers
            && schema.get("type").is_none_or(|kind| {
                kind == "null" || kind.as_array().is_some_and(|kinds| kinds.contains(&"null".into()))
            })
            && schema.get("const").is_none_or(Value::is_null)
            && list("enum").is_none_or(|values| values.contains(&Value::Null))
            && list("allOf").is_none_or(|branches| branches.iter().all(takes))
            && ["anyOf", "oneOf"].iter().all(|keyword| list(keyword).is_none_or(|branches| branches.iter().any(takes)))
    }
}

/// The tags of a value's documentation.
pub(super) fn tags(schema: &Value) -> Vec<String> {
    let example =
        schema.get("examples").and_then(|examples| examples.get(0)).map(|example| format!("@example {example}"));
    let deprecated = (schema.get("deprecated") == Some(&Value::Bool(true))).then(|| "@deprecated".to_owned());
    example.into_iter().chain(deprecated).collect()
}

/// The types that the schema names, or that its keywords speak of.
fn kinds(schema: &Map<String, Value>) -> Option<Vec<&str>> {
    match schema.get("type") {
        Some(Value::String(kind)) => Some(vec![kind]),
        Some(Value::Array(kinds)) => Some(kinds.iter().filter_map(Value::as_str).collect()),
        _ if has_members(schema) => Some(vec!["object"]),
        _ if schema.contains_key("items") || schema.contains_key("prefixItems") => Some(vec!["array"]),
        _ => None,
    }
}

fn has_members(schema: &Map<String, Value>) -> bool {
    ["properties", "patternProperties", "additionalProperties"].iter().any(|keyword| match schema.get(*keyword) {
        // Closes what other keywords open, and opens nothing.
        None | Some(Value::Bool(false)) => false,
        Some(_) => true,
    })
}

fn literal(value: &Value) -> Type {
    match value {
        Value::String(text) => Type::literal(text),
        Value::Number(_) | Value::Bool(_) | Value::Null => Type::text(value.to_string()),
        Value::Array(_) | Value::Object(_) => Type::unknown(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn printed(schema: &Value) -> String {
        let definitions = BTreeMap::from([("Node".to_owned(), json!({ "type": ["object", "null"] }))]);
        let names = BTreeMap::from([("Node".to_owned(), "Node".to_owned())]);
        Schemas { definitions: &definitions, names: &names }.convert(schema).print("")
    }

    #[test]
    fn schemas_become_types() {
        for (schema, kind) in [
            (json!(true), "unknown"),
            (json!({}), "unknown"),
            (json!(false), "never"),
            (json!({ "type": "integer", "format": "uint16", "minimum": 0 }), "number"),
            (json!({ "type": ["string", "null"] }), "string | null"),
            (json!({ "enum": ["a", "it's \"b\"", 1, null] }), "\"a\" | \"it's \\\"b\\\"\" | 1 | null"),
            (json!({ "type": "string", "const": "a" }), "\"a\""),
            (json!({ "anyOf": [{ "enum": ["a"] }, { "type": "string" }] }), "\"a\" | (string & {})"),
            (json!({ "type": "array", "items": { "type": ["string", "null"] } }), "(string | null)[]"),
            (json!({ "type": "array" }), "unknown[]"),
            (json!({ "type": "array", "prefixItems": [{ "type": "string" }, {}] }), "[string, unknown]"),
            (json!({ "$ref": "#/$defs/Node", "description": "x" }), "Node"),
            (json!({ "$ref": "#/$defs/Gone" }), "unknown"),
            (json!({ "anyOf": [{ "$ref": "#/$defs/Node" }, { "type": "null" }] }), "Node | null"),
            (
                json!({ "allOf": [{ "$ref": "#/$defs/Node" }, { "type": "object", "properties": { "a": {} } }] }),
                "Node & {\n  a?: unknown;\n}",
            ),
            (json!({ "type": "object" }), "Record<string, never>"),
            (json!({ "type": "object", "additionalProperties": true }), "{\n  [key: string]: unknown;\n}"),
            (
                json!({ "type": "object", "additionalProperties": { "type": "string" } }),
                "{\n  [key: string]: string;\n}",
            ),
            (
                json!({ "properties": { "a-b": { "type": "string" }, "class": {} }, "required": ["class"] }),
                "{\n  \"a-b\"?: string;\n  class: unknown;\n}",
            ),
            (
                json!({ "type": "object", "properties": { "n": { "type": "number" } }, "additionalProperties": { "type": "string" } }),
                "{\n  n?: number;\n} & {\n  [key: string]: string;\n}",
            ),
            (
                json!({ "type": "object", "oneOf": [{ "properties": { "t": { "const": 1 } }, "required": ["t"] }], "unevaluatedProperties": false }),
                "{\n  t: 1;\n}",
            ),
        ] {
            assert_eq!(printed(&schema), kind, "{schema}");
        }
    }

    #[test]
    fn a_definition_says_nothing_of_itself() {
        let node = |schema: &Value| {
            let definitions = BTreeMap::new();
            let names = BTreeMap::from([("Node".to_owned(), "Node".to_owned())]);
            Schemas { definitions: &definitions, names: &names }.defined("Node", schema).print("")
        };
        let own = json!({ "$ref": "#/$defs/Node" });
        for (schema, kind) in [
            (json!({ "anyOf": [own, { "type": "null" }] }), "null"),
            (json!({ "anyOf": [own, { "type": "string" }, { "type": "null" }] }), "string | null"),
            (json!({ "anyOf": [own] }), "unknown"),
            (own.clone(), "unknown"),
            (json!({ "type": "array", "items": own }), "Node[]"),
        ] {
            assert_eq!(node(&schema), kind, "{schema}");
        }
    }

    #[test]
    fn null_is_taken_where_the_schema_takes_it() {
        let definitions = BTreeMap::from([
            ("Loop".to_owned(), json!({ "anyOf": [{ "$ref": "#/$defs/Loop" }, { "type": "string" }] })),
            ("Open".to_owned(), json!({ "type": ["string", "null"] })),
        ]);
        let schemas = Schemas { definitions: &definitions, names: &BTreeMap::new() };
        for (schema, takes) in [
            (json!(true), true),
            (json!({}), true),
            (json!({ "type": "null" }), true),
            (json!({ "type": ["string", "null"], "enum": ["a"] }), false),
            (json!({ "enum": ["a", null] }), true),
            (json!({ "$ref": "#/$defs/Open" }), true),
            (json!({ "$ref": "#/$defs/Loop" }), false),
            (json!({ "anyOf": [{ "type": "string" }, { "type": "null" }] }), true),
            (json!({ "allOf": [{ "type": "string" }, true] }), false),
            (json!({ "type": "string" }), false),
        ] {
            assert_eq!(schemas.takes_null(&schema), takes, "{schema}");
        }
    }
}
