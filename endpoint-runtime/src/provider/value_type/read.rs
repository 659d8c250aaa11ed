//! From JSON Schema (draft 2020-12) to [`ValueType`]s. Nothing else in the workspace interprets a schema.

use std::{cell::Cell, collections::BTreeMap};

use serde_json::{Map, Value, json};

use super::{
    EnumType, EnumValue, ListType, MapType, Member, NumberType, ObjectType, StringType, TypeKind, UnionType, ValueType,
    merge::{Alternatives, Flat, flatten},
};
use crate::provider::reference;

/// Schemas are read so deep within each other; what is deeper is any JSON.
const MAX_DEPTH: usize = 64;

/// So many schemas are read for one type; what is beyond is any JSON.
const MAX_STEPS: usize = 10_000;

/// So many combinations of alternatives are told apart; more are any of the first list.
const MAX_VARIANTS: usize = 256;

/// Keywords that say something about a value and do not bound it.
const ANNOTATIONS: [&str; 13] = [
    "$anchor",
    "$comment",
    "$defs",
    "$id",
    "$schema",
    "default",
    "deprecated",
    "description",
    "examples",
    "readOnly",
    "title",
    "writeOnly",
    "format",
];

/// Reads a schema whose references are to `schemas`.
pub(super) fn read(schema: &Value, schemas: &BTreeMap<String, Value>) -> ValueType {
    Reader::new(schemas).value(schema, &Way::default())
}

/// Reads the definition of this name.
pub(super) fn read_definition(name: &str, schema: &Value, schemas: &BTreeMap<String, Value>) -> ValueType {
    Reader::new(schemas).value(schema, &Way { names: vec![name.to_owned()], depth: 0 })
}

/// The definitions whose members are being read.
#[derive(Clone, Default)]
struct Way {
    names: Vec<String>,
    depth: usize,
}

impl Way {
    fn within(&self, names: &[String]) -> Self {
        Self { names: [self.names.as_slice(), names].concat(), depth: self.depth + 1 }
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

    fn value(&self, schema: &Value, way: &Way) -> ValueType {
        self.steps.set(self.steps.get() + 1);
        let members = match schema {
            Value::Object(members) if way.depth < MAX_DEPTH && self.steps.get() < MAX_STEPS => members,
            Value::Bool(false) => return ValueType::new(TypeKind::Never),
            _ => return ValueType::default(),
        };
        let structure: Vec<&String> = members.keys().filter(|keyword| !is_annotation(keyword)).collect();
        match (structure.as_slice(), reference::of_members(members)) {
            ([_], Some(name)) => return annotated(self.named(name), members),
            ([keyword], None) if keyword.as_str() == "allOf" => {
                if let Some([only]) = members.get("allOf").and_then(Value::as_array).map(Vec::as_slice) {
                    return annotated(self.value(only, way), members);
                }
            }
            _ => {}
        }
        let flat = flatten(schema, self.schemas);
        match flat.names.iter().find(|name| way.names.contains(name)) {
            // A definition within itself, with further bounds, which are left out.
            Some(name) => annotated(self.named(name), members),
            None => self.flat(&flat, &way.within(&flat.names)),
        }
    }

    fn named(&self, name: &str) -> ValueType {
        let is_known = self.schemas.contains_key(name);
        ValueType::new(if is_known { TypeKind::Named { name: name.to_owned() } } else { TypeKind::Any })
    }

    fn flat(&self, flat: &Flat, way: &Way) -> ValueType {
        let value = match combined(&flat.alternatives) {
            Some(alternatives) => self.alternatives(&flat.keywords, &alternatives, way),
            None => self.keywords(&flat.keywords, way),
        };
        annotated(value, &flat.keywords)
    }

    /// Reads one of several schemas, each of which holds beside the keywords.
    fn alternatives(&self, keywords: &Map<String, Value>, alternatives: &Alternatives, way: &Way) -> ValueType {
        let shared: Map<String, Value> = keywords
            .iter()
            .filter(|(keyword, _)| !is_annotation(keyword))
            .map(|(keyword, value)| (keyword.clone(), value.clone()))
            .collect();
        let with_shared = |schema: &Value| {
            if shared.is_empty() { schema.clone() } else { json!({ "allOf": [Value::Object(shared.clone()), schema] }) }
        };
        let schemas: Vec<Value> = alternatives.schemas.iter().map(with_shared).collect();
        let flats: Vec<Flat> = schemas.iter().map(|schema| flatten(schema, self.schemas)).collect();
        let (mut nullable, mut texts, mut others) = (false, false, false);
        let (mut variants, mut listed) = (Vec::new(), Vec::new());
        for (schema, flat) in schemas.iter().zip(&flats) {
            let values = values(flat);
            if let Some(values) = &values {
                nullable |= values.iter().any(|value| value.value.is_null());
                if !values.is_empty() && values.iter().all(|value| value.value.is_null()) {
                    continue;
                }
            } else if is_plain_text(flat) {
                texts = true;
            } else {
                others = true;
            }
            listed.extend(values.into_iter().flatten().filter(|value| !value.value.is_null()));
            variants.push(schema);
        }
        // Of `oneOf`, a value that two alternatives allow is none.
        let is_repeated = |value: &EnumValue| listed.iter().filter(|other| other.value == value.value).count() > 1;
        let is_ambiguous = alternatives.exclusive && (texts || listed.iter().any(is_repeated));
        let has_texts_only = listed.iter().all(|value| value.value.is_string());
        let is_enum = !others && !listed.is_empty() && (!texts || has_texts_only) && !is_ambiguous;
        let value = match variants.as_slice() {
            [] => ValueType::new(TypeKind::Null),
            [only] => self.value(only, way),
            _ if is_enum => ValueType::new(TypeKind::Enum(EnumType { values: listed, open: texts })),
            _ => {
                let variants = variants.into_iter().map(|schema| self.value(schema, way)).collect();
                ValueType::new(TypeKind::Union(UnionType { variants, exclusive: alternatives.exclusive }))
            }
        };
        let nullable = value.kind != TypeKind::Null && (nullable || value.nullable);
        ValueType { nullable, ..value }
    }

    /// Reads keywords without alternatives.
    fn keywords(&self, keywords: &Map<String, Value>, way: &Way) -> ValueType {
        if keywords.get("not").is_some_and(|not| *not == json!({}) || *not == json!(true)) {
            return ValueType::new(TypeKind::Never);
        }
        if let Some(values) = listed(keywords) {
            return of_values(values);
        }
        let types = types(keywords);
        let is_wider = |kind: &&str| *kind == "integer" && types.contains(&"number");
        let kinds: Vec<&str> = types.iter().copied().filter(|kind| *kind != "null" && !is_wider(kind)).collect();
        let nullable = types.contains(&"null") && !kinds.is_empty();
        let kind = match kinds.as_slice() {
            [] if types.contains(&"null") => TypeKind::Null,
            [] => TypeKind::Any,
            [kind] => self.kind(kind, keywords, way),
            kinds => TypeKind::Union(UnionType {
                variants: kinds.iter().map(|kind| ValueType::new(self.kind(kind, keywords, way))).collect(),
                exclusive: false,
            }),
        };
        ValueType { nullable, ..ValueType::new(kind) }
    }

    fn kind(&self, kind: &str, keywords: &Map<String, Value>, way: &Way) -> TypeKind {
        match kind {
            "boolean" => TypeKind::Boolean,
            "integer" => TypeKind::Integer(number(keywords)),
            "number" => TypeKind::Number(number(keywords)),
            "string" if is_text(keywords, "contentEncoding", "base64") => TypeKind::Binary(string(keywords)),
            "string" => TypeKind::String(string(keywords)),
            "array" => TypeKind::List(Box::new(self.list(keywords, way))),
            "object" => self.object(keywords, way),
            _ => TypeKind::Any,
        }
    }

    fn list(&self, keywords: &Map<String, Value>, way: &Way) -> ListType {
        let prefix = keywords.get("prefixItems").and_then(Value::as_array).into_iter().flatten();
        ListType {
            prefix: prefix.map(|schema| self.value(schema, way)).collect(),
            items: keywords.get("items").map(|schema| self.value(schema, way)).unwrap_or_default(),
            min_items: size(keywords, "minItems"),
            max_items: size(keywords, "maxItems"),
            unique: keywords.get("uniqueItems") == Some(&Value::Bool(true)),
        }
    }

    fn object(&self, keywords: &Map<String, Value>, way: &Way) -> TypeKind {
        let members = self.members(keywords, way);
        let patterns = keywords.get("patternProperties").and_then(Value::as_object).into_iter().flatten();
        let (patterns, mut others): (Vec<&String>, Vec<ValueType>) =
            patterns.map(|(pattern, schema)| (pattern, self.value(schema, way))).unzip();
        let additional = keywords.get("additionalProperties").or_else(|| keywords.get("unevaluatedProperties"));
        let is_closed = additional == Some(&Value::Bool(false));
        if let Some(additional) = additional.filter(|_| !is_closed) {
            others.push(self.value(additional, way));
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

    /// The members that are described, and those that are only required.
    fn members(&self, keywords: &Map<String, Value>, way: &Way) -> Vec<Member> {
        let required = keywords.get("required").and_then(Value::as_array).into_iter().flatten();
        let required: Vec<&str> = required.filter_map(Value::as_str).collect();
        let properties = keywords.get("properties").and_then(Value::as_object);
        let described = properties.into_iter().flatten().map(|(name, schema)| Member {
            name: name.clone(),
            required: required.contains(&name.as_str()),
            value: self.value(schema, way),
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

/// One list of alternatives that says what all of them say.
fn combined(all: &[Alternatives]) -> Option<Alternatives> {
    let (first, others) = all.split_first()?;
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

/// Adds what a schema says about a value beside its bounds; its own words come first.
fn annotated(mut value: ValueType, keywords: &Map<String, Value>) -> ValueType {
    let text = |keyword: &str| keywords.get(keyword).and_then(Value::as_str).filter(|text| !text.is_empty());
    let is_true = |keyword: &str| keywords.get(keyword) == Some(&Value::Bool(true));
    if let Some(docs) = text("description") {
        docs.clone_into(&mut value.docs);
    }
    if let Some(title) = text("title") {
        value.title = Some(title.to_owned());
    }
    if let Some(default) = keywords.get("default") {
        value.default = Some(default.clone());
    }
    if let Some(Value::Array(examples)) = keywords.get("examples") {
        value.examples.clone_from(examples);
    }
    value.deprecated |= is_true("deprecated");
    value.sensitive |= is_true("writeOnly") || is_true("x-sensitive") || is_text(keywords, "format", "password");
    value
}

fn is_annotation(keyword: &str) -> bool {
    ANNOTATIONS.contains(&keyword) || keyword.starts_with("x-")
}

fn is_text(keywords: &Map<String, Value>, keyword: &str, text: &str) -> bool {
    keywords.get(keyword).is_some_and(|value| value == text)
}

/// The values of a schema that allows only those.
fn values(flat: &Flat) -> Option<Vec<EnumValue>> {
    if !flat.alternatives.is_empty() {
        return None;
    }
    if is_text(&flat.keywords, "type", "null") {
        return Some(vec![EnumValue { value: Value::Null, docs: String::new() }]);
    }
    listed(&flat.keywords)
}

fn listed(keywords: &Map<String, Value>) -> Option<Vec<EnumValue>> {
    if let Some(value) = keywords.get("const") {
        let docs = keywords.get("description").and_then(Value::as_str).unwrap_or_default();
        return Some(vec![EnumValue { value: value.clone(), docs: docs.to_owned() }]);
    }
    let values = keywords.get("enum")?.as_array()?;
    Some(values.iter().map(|value| EnumValue { value: value.clone(), docs: String::new() }).collect())
}

fn of_values(values: Vec<EnumValue>) -> ValueType {
    let count = values.len();
    let values: Vec<EnumValue> = values.into_iter().filter(|value| !value.value.is_null()).collect();
    let has_null = values.len() < count;
    if values.is_empty() {
        return ValueType::new(if has_null { TypeKind::Null } else { TypeKind::Never });
    }
    ValueType { nullable: has_null, ..ValueType::new(TypeKind::Enum(EnumType { values, open: false })) }
}

/// Whether the schema allows every text, and nothing else.
fn is_plain_text(flat: &Flat) -> bool {
    let bounds = |keyword: &&String| *keyword != "type" && !is_annotation(keyword);
    flat.alternatives.is_empty()
        && (is_text(&flat.keywords, "type", "string") || flat.keywords.get("type") == Some(&json!(["string"])))
        && !flat.keywords.keys().any(|keyword| bounds(&keyword))
}

/// The types that a schema names; without a name, the one that its keywords bound.
fn types(keywords: &Map<String, Value>) -> Vec<&str> {
    match keywords.get("type") {
        Some(Value::Array(types)) => return types.iter().filter_map(Value::as_str).collect(),
        Some(kind) => return kind.as_str().into_iter().collect(),
        None => {}
    }
    let has = |names: &[&str]| names.iter().any(|name| keywords.contains_key(*name));
    if has(&["properties", "required", "additionalProperties", "patternProperties"]) {
        vec!["object"]
    } else if has(&["items", "prefixItems", "minItems", "maxItems"]) {
        vec!["array"]
    } else if has(&["pattern", "minLength", "maxLength", "contentEncoding"]) {
        vec!["string"]
    } else if has(&["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"]) {
        vec!["number"]
    } else {
        Vec::new()
    }
}

fn number(keywords: &Map<String, Value>) -> NumberType {
    let bound = |keyword: &str| keywords.get(keyword).and_then(Value::as_number).cloned();
    NumberType {
        format: word(keywords, "format"),
        minimum: bound("minimum"),
        maximum: bound("maximum"),
        exclusive_minimum: bound("exclusiveMinimum"),
        exclusive_maximum: bound("exclusiveMaximum"),
        multiple_of: bound("multipleOf"),
    }
}

fn string(keywords: &Map<String, Value>) -> StringType {
    StringType {
        format: word(keywords, "format"),
        pattern: word(keywords, "pattern"),
        min_length: size(keywords, "minLength"),
        max_length: size(keywords, "maxLength"),
    }
}

fn word(keywords: &Map<String, Value>, keyword: &str) -> Option<String> {
    keywords.get(keyword).and_then(Value::as_str).map(str::to_owned)
}

fn size(keywords: &Map<String, Value>, keyword: &str) -> Option<u64> {
    keywords.get(keyword).and_then(Value::as_u64)
}
