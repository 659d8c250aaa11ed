//! From value types to TypeScript types, which leave out bounds and patterns.

use std::collections::BTreeMap;

use endpoint_runtime::provider::{ListType, Member as ValueMember, ObjectType, TypeKind, Types, ValueType};
use serde_json::Value;

use super::{
    integers::{is_unsafe, is_wide},
    types::{Member, Object, Type},
};

/// Maps the value types of one provider to TypeScript.
#[derive(Debug)]
pub(crate) struct TypeMapper<'a> {
    /// The named types.
    pub(crate) types: &'a Types,
    /// The names under which they are exported.
    pub(crate) names: &'a BTreeMap<String, String>,
    /// True if the values are those of inputs, in which an integer may be a `number` where responses have a `bigint`.
    pub(crate) is_input: bool,
}

impl TypeMapper<'_> {
    /// Returns the TypeScript type of the values.
    pub(crate) fn to_type(&self, value_type: &ValueType) -> Type {
        let mapped = match &value_type.kind {
            TypeKind::Never => Type::verbatim("never"),
            TypeKind::Null => Type::verbatim("null"),
            TypeKind::Boolean => Type::verbatim("boolean"),
            TypeKind::Integer(integer) if is_wide(integer) => {
                let number = self.is_input.then(|| Type::verbatim("number"));
                Type::union([Type::verbatim("bigint")].into_iter().chain(number))
            }
            TypeKind::Integer(_) | TypeKind::Number(_) => Type::verbatim("number"),
            TypeKind::String(_) | TypeKind::Binary(_) => Type::verbatim("string"),
            TypeKind::Enum(kind) => {
                let values = kind.values.iter().map(|known| literal(&known.value));
                Type::union(values.chain(kind.open.then(|| Type::verbatim("string"))))
            }
            TypeKind::List(list) => self.list(list),
            TypeKind::Map(map) => {
                Type::Object(Object { members: Vec::new(), rest: Some(Box::new(self.to_type(&map.values))) })
            }
            TypeKind::Object(object) => self.object(object),
            TypeKind::Union(union) => Type::union(union.variants.iter().map(|variant| self.to_type(variant))),
            TypeKind::Named { .. } => self.exported(value_type),
            _ => Type::unknown(),
        };
        if value_type.nullable { Type::union([mapped, Type::verbatim("null")]) } else { mapped }
    }

    fn list(&self, list: &ListType) -> Type {
        if list.prefix.is_empty() {
            return Type::Array(Box::new(self.to_type(&list.items)));
        }
        Type::Tuple(list.prefix.iter().map(|item| self.to_type(item)).collect())
    }

    fn object(&self, object: &ObjectType) -> Type {
        let member = |ValueMember { name, required, value, .. }: &ValueMember| Member {
            name: name.clone(),
            docs: self.types.docs(value).to_owned(),
            tags: self.tags(value),
            is_optional: !required,
            value: self.to_type(value),
        };
        let members: Vec<Member> = object.members.iter().map(member).collect();
        let others = object.others.as_ref().filter(|others| others.kind != TypeKind::Never);
        let rest = others.map(|others| {
            // An index signature has to hold for the known members, too.
            let known = members.iter().map(|member| member.value.clone());
            let missing = members.iter().any(|member| member.is_optional).then(|| Type::verbatim("undefined"));
            Box::new(Type::union([self.to_type(others)].into_iter().chain(known).chain(missing)))
        });
        Type::Object(Object { members, rest })
    }

    /// Returns the tags of a value's documentation.
    pub(super) fn tags(&self, value_type: &ValueType) -> Vec<String> {
        let example = self.types.chain(value_type).find_map(|value_type| value_type.examples.first());
        let is_deprecated = self.types.chain(value_type).any(|value_type| value_type.deprecated);
        let example = example.map(|example| format!("@example {example}"));
        example.into_iter().chain(is_deprecated.then(|| "@deprecated".to_owned())).collect()
    }

    /// Returns the exported type that the value type names; `unknown` where it has no name.
    pub(super) fn exported(&self, value_type: &ValueType) -> Type {
        let TypeKind::Named { name } = &value_type.kind else { return Type::unknown() };
        self.names.get(name).map_or_else(Type::unknown, |name| Type::verbatim(name.as_str()))
    }

    /// Returns the type that the package checks when it writes a value as text; `None` where there are several.
    pub(crate) fn scalar(&self, value_type: &ValueType) -> Option<&'static str> {
        match self.types.kind(value_type) {
            TypeKind::Boolean => Some("boolean"),
            TypeKind::Integer(_) => Some("integer"),
            TypeKind::Number(_) => Some("number"),
            TypeKind::String(_) | TypeKind::Binary(_) => Some("string"),
            TypeKind::Enum(kind) if kind.values.iter().all(|known| known.value.is_string()) => Some("string"),
            _ => None,
        }
    }
}

fn literal(value: &Value) -> Type {
    match value {
        Value::String(text) => Type::literal(text),
        Value::Number(number) if is_unsafe(number) => Type::verbatim(format!("{number}n")),
        Value::Number(_) | Value::Bool(_) | Value::Null => Type::verbatim(value.to_string()),
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
        let mapper = TypeMapper { types: &Types::read(&definitions), names: &names, is_input: false };
        mapper.to_type(&ValueType::read(schema, &definitions)).print("")
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
            (json!({ "type": "object" }), "{\n  [key: string]: unknown;\n}"),
            (json!({ "type": "object", "additionalProperties": false }), "Record<string, never>"),
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
                "{\n  n?: number;\n  [key: string]: string | number | undefined;\n}",
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
    fn wide_integers_are_bigints_and_in_inputs_numbers_too() {
        let definitions = BTreeMap::from([("Id".to_owned(), json!({ "type": "integer", "format": "uint64" }))]);
        let types = Types::read(&definitions);
        let [names, input_names] = ["Id", "IdInput"].map(|name| BTreeMap::from([("Id".to_owned(), name.to_owned())]));
        let mapper = TypeMapper { types: &types, names: &names, is_input: false };
        let input_mapper = TypeMapper { types: &types, names: &input_names, is_input: true };
        for (schema, output, input) in [
            (json!({ "type": "integer", "format": "int64" }), "bigint", "bigint | number"),
            (json!({ "type": ["integer", "null"] }), "bigint | null", "bigint | number | null"),
            (json!({ "type": "integer", "minimum": 0, "maximum": 9 }), "number", "number"),
            (json!({ "type": "array", "items": { "$ref": "#/$defs/Id" } }), "Id[]", "IdInput[]"),
            (json!({ "type": "array", "items": { "type": "integer" } }), "bigint[]", "(bigint | number)[]"),
            (json!({ "type": "number", "format": "double" }), "number", "number"),
            (json!({ "enum": [5, 9_007_199_254_740_993_u64, -0.5] }), "5 | 9007199254740993n | -0.5", ""),
        ] {
            let value = ValueType::read(&schema, &definitions);
            assert_eq!(mapper.to_type(&value).print(""), output, "{schema}");
            let input = if input.is_empty() { output } else { input };
            assert_eq!(input_mapper.to_type(&value).print(""), input, "{schema}");
        }
    }

    #[test]
    fn a_scalar_is_one_type_behind_all_names() {
        let definitions = BTreeMap::from([("Id".to_owned(), json!({ "type": "string" }))]);
        let mapper = TypeMapper { types: &Types::read(&definitions), names: &BTreeMap::new(), is_input: false };
        for (schema, scalar) in [
            (json!({ "$ref": "#/$defs/Id" }), Some("string")),
            (json!({ "type": ["integer", "null"] }), Some("integer")),
            (json!({ "oneOf": [{ "const": "a" }, { "const": "b" }] }), Some("string")),
            (json!({ "enum": ["a", 1] }), None),
            (json!({ "type": ["string", "integer"] }), None),
            (json!({ "type": "array", "items": { "type": "string" } }), None),
            (json!(true), None),
        ] {
            assert_eq!(mapper.scalar(&ValueType::read(&schema, &definitions)), scalar, "{schema}");
        }
    }
}
