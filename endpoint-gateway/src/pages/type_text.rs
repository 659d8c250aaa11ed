//! Texts for value types: their names, their bounds and the values that they list.

use endpoint_runtime::provider::{EnumType, EnumValue, NumberType, StringType, TypeKind, Types, ValueType};
use serde_json::{Number, Value};

/// The maximum depth of nested lists and maps in a name.
const MAX_DEPTH: usize = 6;

/// Returns the name of a type: `string`, `list of integer`, `string (date-time) or null`.
pub(super) fn type_text(value: &ValueType, types: &Types) -> String {
    let text = name(value, types, MAX_DEPTH);
    let has_null = matches!(types.kind(value), TypeKind::Any | TypeKind::Null);
    if types.is_nullable(value) && !has_null { format!("{text} or null") } else { text }
}

fn name(value: &ValueType, types: &Types, depth: usize) -> String {
    let Some(depth) = depth.checked_sub(1) else { return "JSON".to_owned() };
    let text = match types.kind(value) {
        TypeKind::Null => "null",
        TypeKind::Never => "nothing",
        TypeKind::Boolean => "boolean",
        TypeKind::Integer(_) => "integer",
        TypeKind::Number(_) => "number",
        TypeKind::Binary(_) => "bytes (base64)",
        TypeKind::File => "file",
        TypeKind::String(StringType { format: Some(format), .. }) => return format!("string ({format})"),
        TypeKind::String(_) => "string",
        TypeKind::Enum(listed) => return distinct(listed.values.iter().map(|value| kind_of(&value.value).to_owned())),
        TypeKind::List(list) if *types.kind(&list.items) == TypeKind::Any => "list",
        TypeKind::List(list) => return format!("list of {}", name(&list.items, types, depth)),
        TypeKind::Map(map) if *types.kind(&map.values) != TypeKind::Any => {
            return format!("map of {}", name(&map.values, types, depth));
        }
        TypeKind::Map(_) | TypeKind::Object(_) => "object",
        TypeKind::Union(union) => return distinct(union.variants.iter().map(|variant| name(variant, types, depth))),
        _ => "any JSON",
    };
    text.to_owned()
}

/// Joins names, each of them once.
fn distinct(names: impl Iterator<Item = String>) -> String {
    let mut distinct: Vec<String> = Vec::new();
    for name in names {
        if !distinct.contains(&name) {
            distinct.push(name);
        }
    }
    distinct.join(" or ")
}

fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_f64() => "number",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "list",
        Value::Object(_) => "object",
    }
}

/// Returns the text of a listed value.
pub(super) fn value_text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// Returns the values that a type, or the type of its items, lists, and whether other values are allowed.
pub(super) fn choices<'a>(value: &'a ValueType, types: &'a Types) -> (Vec<&'a EnumValue>, bool) {
    let mut value = value;
    for _ in 0..MAX_DEPTH {
        match types.kind(value) {
            TypeKind::List(list) => value = &list.items,
            _ => break,
        }
    }
    let listed = |value: &'a ValueType| match types.kind(value) {
        TypeKind::Enum(listed) => Some(listed),
        _ => None,
    };
    match types.kind(value) {
        TypeKind::Enum(EnumType { values, open, .. }) => (values.iter().collect(), *open),
        TypeKind::Union(union) => {
            let choices = union.variants.iter().filter_map(listed).flat_map(|listed| &listed.values);
            (choices.collect(), union.variants.iter().any(|variant| listed(variant).is_none_or(|listed| listed.open)))
        }
        _ => (Vec::new(), false),
    }
}

/// Returns the bounds of a type, and of its items, in words.
pub(super) fn rules(value: &ValueType, types: &Types) -> Vec<String> {
    let mut rules = own_rules(value, types);
    if let TypeKind::List(list) = types.kind(value) {
        rules.extend(own_rules(&list.items, types).into_iter().map(|rule| format!("each: {rule}")));
    }
    rules
}

fn own_rules(value: &ValueType, types: &Types) -> Vec<String> {
    let mut rules = match types.kind(value) {
        TypeKind::Integer(bounds) | TypeKind::Number(bounds) => number_rules(bounds),
        TypeKind::String(bounds) | TypeKind::Binary(bounds) => {
            let length = size("characters", bounds.min_length, bounds.max_length);
            length.into_iter().chain(bounds.pattern.as_ref().map(|pattern| format!("matches {pattern}"))).collect()
        }
        TypeKind::List(list) => {
            let count = size("items", list.min_items, list.max_items);
            count.into_iter().chain(list.unique.then(|| "no two the same".to_owned())).collect()
        }
        TypeKind::Map(map) => {
            let count = size("members", map.min_members, map.max_members);
            count.into_iter().chain(map.name_pattern.as_ref().map(|pattern| format!("names match {pattern}"))).collect()
        }
        _ => Vec::new(),
    };
    let default = types.chain(value).find_map(|value| value.default.as_ref()).filter(|default| !default.is_null());
    rules.extend(default.map(|default| format!("default {default}")));
    let example = types.chain(value).find_map(|value| value.examples.first());
    rules.extend(example.map(|example| format!("such as {example}")));
    rules
}

fn number_rules(bounds: &NumberType) -> Vec<String> {
    // The range of a 64-bit integer type is not worth showing.
    let is_bound = |bound: &&Number| bound.as_f64().is_none_or(|bound| bound.abs() <= 9e15);
    let (minimum, maximum) = (bounds.minimum.as_ref().filter(is_bound), bounds.maximum.as_ref().filter(is_bound));
    let range = match (minimum, maximum) {
        (Some(least), Some(most)) => Some(format!("{least} to {most}")),
        (Some(least), None) => Some(format!("at least {least}")),
        (None, Some(most)) => Some(format!("at most {most}")),
        (None, None) => None,
    };
    let others = [
        (&bounds.exclusive_minimum, "more than"),
        (&bounds.exclusive_maximum, "less than"),
        (&bounds.multiple_of, "a multiple of"),
    ];
    let others = others.into_iter().filter_map(|(bound, words)| Some(format!("{words} {}", bound.as_ref()?)));
    range.into_iter().chain(others).collect()
}

fn size(what: &str, least: Option<u64>, most: Option<u64>) -> Option<String> {
    Some(match (least.filter(|least| *least != 0), most) {
        (Some(least), Some(most)) if least == most => format!("exactly {least} {what}"),
        (Some(least), Some(most)) => format!("{least} to {most} {what}"),
        (Some(least), None) => format!("at least {least} {what}"),
        (None, Some(most)) => format!("at most {most} {what}"),
        (None, None) => return None,
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde_json::json;

    use super::*;

    /// The types of a provider with these schemas, and the type of one more.
    fn read(schema: &Value) -> (ValueType, Types) {
        let schemas: BTreeMap<String, Value> = serde_json::from_value(json!({
            "Id": { "type": "string", "description": "An id." },
            "Color": { "oneOf": [{ "const": "red", "description": "Warm." }, { "enum": ["blue", null] }] },
            "Open": { "anyOf": [{ "const": "a" }, { "type": "string" }] },
            "Loop": { "anyOf": [{ "$ref": "#/$defs/Loop" }, { "type": "null" }] },
            "List": { "type": "array", "items": { "$ref": "#/$defs/List" } },
        }))
        .unwrap();
        (ValueType::read(schema, &schemas), Types::read(&schemas))
    }

    fn text_of(schema: &Value) -> String {
        let (value, types) = read(schema);
        type_text(&value, &types)
    }

    #[test]
    fn types_in_words() {
        for (schema, text) in [
            (json!({ "$ref": "#/$defs/Id" }), "string"),
            (json!({ "anyOf": [{ "$ref": "#/$defs/Id" }, { "type": "null" }] }), "string or null"),
            (json!({ "type": ["integer", "null"] }), "integer or null"),
            (json!({ "type": "string", "format": "date-time" }), "string (date-time)"),
            (json!({ "type": "array", "items": { "$ref": "#/$defs/Id" } }), "list of string"),
            (json!({ "type": "object", "additionalProperties": { "type": "integer" } }), "map of integer"),
            (json!({ "properties": {} }), "object"),
            (
                json!({ "anyOf": [{ "type": "string" }, { "type": "integer" }, { "type": "string" }] }),
                "string or integer",
            ),
            (json!({ "$ref": "#/$defs/Color" }), "string or null"),
            (json!({ "enum": [1, 2] }), "integer"),
            (json!({ "type": "null" }), "null"),
            (json!(true), "any JSON"),
            (json!(false), "nothing"),
            (json!({ "$ref": "#/$defs/Gone" }), "any JSON"),
        ] {
            assert_eq!(text_of(&schema), text, "{schema}");
        }
        for schema in ["Loop", "List"].map(|name| json!({ "$ref": format!("#/$defs/{name}") })) {
            assert!(text_of(&schema).len() < 100);
        }
    }

    #[test]
    fn listed_values_keep_their_texts() {
        let listed = |schema: &Value| {
            let (value, types) = read(schema);
            let (choices, is_open) = choices(&value, &types);
            (choices.iter().map(|choice| (value_text(&choice.value), choice.docs.clone())).collect::<Vec<_>>(), is_open)
        };
        let choice = |value: &str, docs: &str| (value.to_owned(), docs.to_owned());
        let colors = json!({ "type": "array", "items": { "$ref": "#/$defs/Color" } });
        assert_eq!(listed(&colors), (vec![choice("red", "Warm."), choice("blue", "")], false));
        assert_eq!(listed(&json!({ "$ref": "#/$defs/Open" })), (vec![choice("a", "")], true));
        assert_eq!(
            listed(&json!({ "anyOf": [{ "enum": [1] }, { "type": "boolean" }] })),
            (vec![choice("1", "")], true)
        );
        for schema in [json!({ "type": "string" }), json!({ "$ref": "#/$defs/List" }), json!(false)] {
            assert_eq!(listed(&schema), (vec![], false));
        }
    }

    #[test]
    fn bounds_in_words() {
        for (schema, text) in [
            (json!({ "type": "integer", "minimum": 1, "maximum": 10 }), "1 to 10"),
            (json!({ "type": "integer", "minimum": 0, "maximum": u64::MAX }), "at least 0"),
            (json!({ "exclusiveMinimum": 0, "multipleOf": 5 }), "more than 0; a multiple of 5"),
            (json!({ "minLength": 2, "maxLength": 2, "pattern": "^a+$" }), "exactly 2 characters; matches ^a+$"),
            (
                json!({ "items": { "maxLength": 3 }, "minItems": 1, "uniqueItems": true }),
                "at least 1 items; no two the same; each: at most 3 characters",
            ),
            (json!({ "type": "object", "maxProperties": 2 }), "at most 2 members"),
            (json!({ "default": "x", "examples": ["y"] }), "default \"x\"; such as \"y\""),
            (json!({ "type": "string" }), ""),
            (json!({ "$ref": "#/$defs/List" }), ""),
        ] {
            let (value, types) = read(&schema);
            assert_eq!(rules(&value, &types).join("; "), text, "{schema}");
        }
    }
}
