//! Conversion of JSON Schema (draft 2020-12) to [`ValueType`]. Nothing else in the workspace interprets a schema.

use std::{cell::Cell, collections::BTreeMap};

use serde_json::{Map, Value, json};

use super::{
    ListType, MapType, Member, ObjectType, TypeKind, UnionType, ValueType,
    enums::{Branch, listed_values, to_enum, to_value_type},
    keywords::{annotate, has_text, is_annotation, number_type, size, string_type, type_names},
    merge::{Alternatives, MergedSchema, has_to_be_merged, merge},
};
use crate::provider::reference;

/// The maximum nesting of schemas. A deeper one is read as any JSON.
const MAX_DEPTH: usize = 64;

/// The maximum number of schemas that are read for one type. Further ones are read as any JSON.
const MAX_STEPS: usize = 10_000;

/// The maximum number of combinations of several lists of alternatives. Beyond it, further lists are ignored.
const MAX_VARIANTS: usize = 256;

/// Reads a schema whose references are to `schemas`.
pub(super) fn read(schema: &Value, schemas: &BTreeMap<String, Value>) -> ValueType {
    Reader::new(schemas).value(schema, &Enclosing::default())
}

/// Reads the definition of this name.
pub(super) fn read_definition(name: &str, schema: &Value, schemas: &BTreeMap<String, Value>) -> ValueType {
    Reader::new(schemas).value(schema, &Enclosing { definitions: vec![name.to_owned()], depth: 0 })
}

/// The definitions that enclose a schema, and its depth.
#[derive(Clone, Default)]
struct Enclosing {
    definitions: Vec<String>,
    depth: usize,
}

impl Enclosing {
    fn with(&self, definitions: &[String]) -> Self {
        Self { definitions: [self.definitions.as_slice(), definitions].concat(), depth: self.depth + 1 }
    }
}

struct Reader<'s> {
    schemas: &'s BTreeMap<String, Value>,
    steps: Cell<usize>,
}

impl<'s> Reader<'s> {
    fn new(schemas: &'s BTreeMap<String, Value>) -> Self {
        Self { schemas, steps: Cell::new(0) }
    }

    fn value(&self, schema: &Value, enclosing: &Enclosing) -> ValueType {
        self.steps.set(self.steps.get() + 1);
        let members = match schema {
            Value::Object(members) if enclosing.depth < MAX_DEPTH && self.steps.get() < MAX_STEPS => members,
            Value::Bool(false) => return ValueType::new(TypeKind::Never),
            _ => return ValueType::default(),
        };
        let structure: Vec<&String> = members.keys().filter(|keyword| !is_annotation(keyword)).collect();
        match (structure.as_slice(), reference::definition_name(members)) {
            ([_], Some(name)) => return annotate(self.named(name), members),
            ([keyword], None) if keyword.as_str() == "allOf" => {
                if let Some([only]) = members.get("allOf").and_then(Value::as_array).map(Vec::as_slice) {
                    return annotate(self.value(only, enclosing), members);
                }
            }
            _ => {}
        }
        if !members.keys().any(|keyword| has_to_be_merged(keyword)) {
            return annotate(self.keywords(members, &enclosing.with(&[])), members);
        }
        let merged = merge(schema, self.schemas);
        match merged.definitions.iter().find(|name| enclosing.definitions.contains(name)) {
            // A definition inside of itself. Its further bounds are ignored.
            Some(name) => annotate(self.named(name), members),
            None => self.merged(&merged, &enclosing.with(&merged.definitions)),
        }
    }

    fn named(&self, name: &str) -> ValueType {
        let is_known = self.schemas.contains_key(name);
        ValueType::new(if is_known { TypeKind::Named { name: name.to_owned() } } else { TypeKind::Any })
    }

    fn merged(&self, merged: &MergedSchema, enclosing: &Enclosing) -> ValueType {
        let value = match combine(&merged.alternatives) {
            Some(alternatives) => self.alternatives(&merged.keywords, &alternatives, enclosing),
            None => self.keywords(&merged.keywords, enclosing),
        };
        annotate(value, &merged.keywords)
    }

    /// Reads alternatives. The keywords apply to each of them.
    fn alternatives(
        &self,
        keywords: &Map<String, Value>,
        alternatives: &Alternatives,
        enclosing: &Enclosing,
    ) -> ValueType {
        let shared: Map<String, Value> = keywords
            .iter()
            .filter(|(keyword, _)| !is_annotation(keyword))
            .map(|(keyword, value)| (keyword.clone(), value.clone()))
            .collect();
        let with_shared = |schema: &Value| {
            if shared.is_empty() { schema.clone() } else { json!({ "allOf": [Value::Object(shared.clone()), schema] }) }
        };
        let schemas = alternatives.schemas.iter().map(with_shared);
        let mut branches: Vec<(Value, Branch)> = schemas
            .map(|schema| {
                let branch = Branch::of(&merge(&schema, self.schemas));
                (schema, branch)
            })
            .collect();
        let has_null = branches.iter().any(|(_, branch)| branch.has_null());
        branches.retain(|(_, branch)| !branch.is_null());
        let value = match branches.as_slice() {
            [] => ValueType::new(TypeKind::Null),
            [(only, _)] => self.value(only, enclosing),
            branches => match to_enum(branches.iter().map(|(_, branch)| branch), alternatives.exclusive) {
                Some(values) => ValueType::new(TypeKind::Enum(values)),
                None => {
                    let variants = branches.iter().map(|(schema, _)| self.value(schema, enclosing)).collect();
                    ValueType::new(TypeKind::Union(UnionType { variants, exclusive: alternatives.exclusive }))
                }
            },
        };
        let nullable = value.kind != TypeKind::Null && (has_null || value.nullable);
        ValueType { nullable, ..value }
    }

    /// Reads keywords without alternatives.
    fn keywords(&self, keywords: &Map<String, Value>, enclosing: &Enclosing) -> ValueType {
        if keywords.get("not").is_some_and(|not| *not == json!({}) || *not == json!(true)) {
            return ValueType::new(TypeKind::Never);
        }
        if let Some(values) = listed_values(keywords) {
            return to_value_type(values);
        }
        let names = type_names(keywords);
        let is_covered = |name: &&str| *name == "integer" && names.contains(&"number");
        let kinds: Vec<&str> = names.iter().copied().filter(|name| *name != "null" && !is_covered(name)).collect();
        let nullable = names.contains(&"null") && !kinds.is_empty();
        let kind = match kinds.as_slice() {
            [] if names.contains(&"null") => TypeKind::Null,
            [] => TypeKind::Any,
            [name] => self.kind(name, keywords, enclosing),
            names => TypeKind::Union(UnionType {
                variants: names.iter().map(|name| ValueType::new(self.kind(name, keywords, enclosing))).collect(),
                exclusive: false,
            }),
        };
        ValueType { nullable, ..ValueType::new(kind) }
    }

    /// Reads the keywords that apply to the type of this name.
    fn kind(&self, type_name: &str, keywords: &Map<String, Value>, enclosing: &Enclosing) -> TypeKind {
        match type_name {
            "boolean" => TypeKind::Boolean,
            "integer" => TypeKind::Integer(number_type(keywords)),
            "number" => TypeKind::Number(number_type(keywords)),
            "string" if has_text(keywords, "contentEncoding", "base64") => TypeKind::Binary(string_type(keywords)),
            "string" => TypeKind::String(string_type(keywords)),
            "array" => TypeKind::List(Box::new(self.list(keywords, enclosing))),
            "object" => self.object(keywords, enclosing),
            _ => TypeKind::Any,
        }
    }

    fn list(&self, keywords: &Map<String, Value>, enclosing: &Enclosing) -> ListType {
        let prefix = keywords.get("prefixItems").and_then(Value::as_array).into_iter().flatten();
        ListType {
            prefix: prefix.map(|schema| self.value(schema, enclosing)).collect(),
            items: keywords.get("items").map(|schema| self.value(schema, enclosing)).unwrap_or_default(),
            min_items: size(keywords, "minItems"),
            max_items: size(keywords, "maxItems"),
            unique: keywords.get("uniqueItems") == Some(&Value::Bool(true)),
        }
    }

    /// Reads an object with known members, or a map if it has none.
    fn object(&self, keywords: &Map<String, Value>, enclosing: &Enclosing) -> TypeKind {
        let members = self.members(keywords, enclosing);
        let patterns = keywords.get("patternProperties").and_then(Value::as_object).into_iter().flatten();
        let (patterns, mut others): (Vec<&String>, Vec<ValueType>) =
            patterns.map(|(pattern, schema)| (pattern, self.value(schema, enclosing))).unzip();
        let additional = keywords.get("additionalProperties").or_else(|| keywords.get("unevaluatedProperties"));
        let is_closed = additional == Some(&Value::Bool(false));
        if let Some(additional) = additional.filter(|_| !is_closed) {
            others.push(self.value(additional, enclosing));
        }
        let others = match others.len() {
            0 if is_closed => Some(ValueType::new(TypeKind::Never)),
            0 | 1 => others.pop(),
            _ => Some(ValueType::new(TypeKind::Union(UnionType { variants: others, exclusive: false }))),
        };
        if !members.is_empty() || others.as_ref().is_some_and(|others| others.kind == TypeKind::Never) {
            return TypeKind::Object(Box::new(ObjectType { members, others }));
        }
        let names = keywords.get("propertyNames").and_then(|names| names.get("pattern")).and_then(Value::as_str);
        let name_pattern = match (patterns.as_slice(), names) {
            (_, Some(pattern)) => Some(pattern.to_owned()),
            ([only], None) if is_closed => Some((*only).clone()),
            _ => None,
        };
        TypeKind::Map(Box::new(MapType {
            values: others.unwrap_or_default(),
            name_pattern,
            min_members: size(keywords, "minProperties"),
            max_members: size(keywords, "maxProperties"),
        }))
    }

    /// Reads the members in `properties`, and those that only `required` names.
    fn members(&self, keywords: &Map<String, Value>, enclosing: &Enclosing) -> Vec<Member> {
        let required = keywords.get("required").and_then(Value::as_array).into_iter().flatten();
        let required: Vec<&str> = required.filter_map(Value::as_str).collect();
        let properties = keywords.get("properties").and_then(Value::as_object);
        let described = properties.into_iter().flatten().map(|(name, schema)| Member {
            name: name.clone(),
            required: required.contains(&name.as_str()),
            value: self.value(schema, enclosing),
        });
        let mut members: Vec<Member> = described.collect();
        for name in required {
            if !members.iter().any(|member| member.name == name) {
                members.push(Member { name: name.to_owned(), required: true, value: ValueType::default() });
            }
        }
        members
    }
}

/// Combines several lists of alternatives, which all apply, to one.
fn combine(lists: &[Alternatives]) -> Option<Alternatives> {
    let (first, others) = lists.split_first()?;
    let mut combined = first.clone();
    for other in others {
        let pairs = combined.schemas.len().saturating_mul(other.schemas.len());
        if pairs > MAX_VARIANTS {
            break;
        }
        let pair = |a: &Value, b: &Value| json!({ "allOf": [a, b] });
        combined.schemas =
            combined.schemas.iter().flat_map(|a| other.schemas.iter().map(move |b| pair(a, b))).collect();
        combined.exclusive &= other.exclusive;
    }
    Some(combined)
}
