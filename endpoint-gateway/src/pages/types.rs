//! What a schema says, in words: its type, what it allows, what bounds it has.

use endpoint_export::schema::{Definitions, branches, kinds, resolved};
use serde_json::Value;

/// Schemas within schemas are followed so far.
const DEEPEST: usize = 6;

/// The schema behind references, and behind the choice of it or null.
pub(super) fn content<'a>(schema: &'a Value, definitions: &'a Definitions) -> &'a Value {
    let mut schema = resolved(schema, definitions);
    for _ in 0..DEEPEST {
        match branches(schema, definitions).as_slice() {
            [only] if schema.get("type").is_none() && schema.get("properties").is_none() => {
                schema = resolved(only, definitions);
            }
            _ => break,
        }
    }
    schema
}

/// What the schema says of itself, or what the definition behind it says.
pub(super) fn docs<'a>(schema: &'a Value, definitions: &'a Definitions) -> &'a str {
    let own = |schema: &'a Value| schema.get("description").and_then(Value::as_str).filter(|docs| !docs.is_empty());
    let behind = content(schema, definitions);
    // The text of a value that is the only one stands beside the value.
    own(schema).or_else(|| own(behind).filter(|_| behind.get("const").is_none())).unwrap_or_default()
}

/// The type in words: `string`, `list of integer`, `string (date-time) or null`.
pub(super) fn type_text(schema: &Value, definitions: &Definitions) -> String {
    let text = name(schema, definitions, DEEPEST);
    if is_nullable(schema, definitions) { format!("{text} or null") } else { text }
}

fn name(schema: &Value, definitions: &Definitions, depth: usize) -> String {
    let schema = content(schema, definitions);
    let Some(depth) = depth.checked_sub(1) else { return "JSON".to_owned() };
    let names: Vec<String> = match kinds(schema).as_slice() {
        [] if schema.get("type").is_some_and(|kind| kind == "null") => vec!["null".to_owned()],
        [] if schema.get("properties").is_some() => vec!["object".to_owned()],
        [] => alternatives(schema, definitions, depth),
        kinds => kinds.iter().map(|kind| of_kind(kind, schema, definitions, depth)).collect(),
    };
    if names.is_empty() { "any JSON".to_owned() } else { names.join(" or ") }
}

fn of_kind(kind: &str, schema: &Value, definitions: &Definitions, depth: usize) -> String {
    let inner = |keyword: &str| schema.get(keyword).filter(|inner| inner.is_object());
    let text = |keyword: &str| schema.get(keyword).and_then(Value::as_str);
    match kind {
        "array" => inner("items")
            .map_or_else(|| "list".to_owned(), |items| format!("list of {}", name(items, definitions, depth))),
        "object" if schema.get("properties").is_none() => inner("additionalProperties")
            .map_or_else(|| "object".to_owned(), |values| format!("map of {}", name(values, definitions, depth))),
        "string" if text("contentEncoding") == Some("base64") => "bytes (base64)".to_owned(),
        "string" => text("format").map_or_else(|| "string".to_owned(), |format| format!("string ({format})")),
        kind => kind.to_owned(),
    }
}

/// The types of the parts of a schema that names none, each once.
fn alternatives(schema: &Value, definitions: &Definitions, depth: usize) -> Vec<String> {
    if let Some(value) = schema.get("const").or_else(|| schema.get("enum")?.get(0)) {
        return vec![kind_of(value).to_owned()];
    }
    let mut names: Vec<String> = Vec::new();
    for branch in branches(schema, definitions) {
        let name = name(branch, definitions, depth);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
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

fn is_nullable(schema: &Value, definitions: &Definitions) -> bool {
    let is_null = |schema: &Value| match resolved(schema, definitions).get("type") {
        Some(Value::Array(kinds)) => kinds.iter().any(|kind| kind == "null"),
        Some(kind) => kind == "null",
        None => false,
    };
    let schema = resolved(schema, definitions);
    let branches = ["anyOf", "oneOf"].iter().filter_map(|keyword| schema.get(keyword)?.as_array()).flatten();
    schema.get("type").is_none_or(|kind| kind != "null") && (is_null(schema) || branches.into_iter().any(is_null))
}

/// One of the values that a schema lists.
#[derive(Debug, PartialEq)]
pub(super) struct Choice<'a> {
    pub(super) value: String,
    pub(super) docs: &'a str,
}

/// The values that the schema, or the schema of its items, lists, and whether others are allowed, too.
pub(super) fn choices<'a>(schema: &'a Value, definitions: &'a Definitions) -> (Vec<Choice<'a>>, bool) {
    let mut schema = content(schema, definitions);
    for _ in 0..DEEPEST {
        schema = schema.get("items").map_or(schema, |items| content(items, definitions));
    }
    if let Some(listed) = listed(schema) {
        return (listed, false);
    }
    let mut choices = Vec::new();
    let mut is_open = false;
    if schema.get("allOf").is_none() {
        for branch in branches(schema, definitions) {
            match listed(resolved(branch, definitions)) {
                Some(listed) => choices.extend(listed),
                None => is_open = true,
            }
        }
    }
    (choices, is_open)
}

fn listed(schema: &Value) -> Option<Vec<Choice<'_>>> {
    let shown = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    if let Some(value) = schema.get("const") {
        let docs = schema.get("description").and_then(Value::as_str).unwrap_or_default();
        return Some(vec![Choice { value: shown(value), docs }]);
    }
    let values = schema.get("enum")?.as_array()?;
    Some(values.iter().filter(|value| !value.is_null()).map(|value| Choice { value: shown(value), docs: "" }).collect())
}

/// The bounds of the schema, or of its items, in words.
pub(super) fn rules(schema: &Value, definitions: &Definitions) -> Vec<String> {
    let schema = content(schema, definitions);
    let mut rules = own_rules(schema);
    if let Some(items) = schema.get("items") {
        rules.extend(own_rules(content(items, definitions)).into_iter().map(|rule| format!("each: {rule}")));
    }
    rules
}

fn own_rules(schema: &Value) -> Vec<String> {
    let get = |keyword: &str| schema.get(keyword);
    let mut rules = Vec::new();
    // The whole range of a type of 64 bits says nothing.
    let is_wide = |bound: &&Value| bound.as_f64().is_some_and(|bound| bound.abs() > 9e15);
    let bound = |keyword: &str| get(keyword).filter(|bound| !is_wide(bound));
    match (bound("minimum"), bound("maximum")) {
        (Some(least), Some(most)) => rules.push(format!("{least} to {most}")),
        (Some(least), None) => rules.push(format!("at least {least}")),
        (None, Some(most)) => rules.push(format!("at most {most}")),
        (None, None) => {}
    }
    for (keyword, words) in
        [("exclusiveMinimum", "more than"), ("exclusiveMaximum", "less than"), ("multipleOf", "a multiple of")]
    {
        rules.extend(get(keyword).map(|bound| format!("{words} {bound}")));
    }
    rules.extend(size("characters", get("minLength"), get("maxLength")));
    rules.extend(size("items", get("minItems"), get("maxItems")));
    rules.extend(size("members", get("minProperties"), get("maxProperties")));
    if get("uniqueItems") == Some(&Value::Bool(true)) {
        rules.push("no two the same".to_owned());
    }
    rules.extend(get("pattern").and_then(Value::as_str).map(|pattern| format!("matches {pattern}")));
    rules.extend(get("default").filter(|value| !value.is_null()).map(|value| format!("default {value}")));
    rules.extend(get("examples").and_then(|examples| examples.get(0)).map(|example| format!("such as {example}")));
    rules
}

fn size(what: &str, least: Option<&Value>, most: Option<&Value>) -> Option<String> {
    let least = least.filter(|least| least.as_u64() != Some(0));
    Some(match (least, most) {
        (Some(least), Some(most)) if least == most => format!("exactly {least} {what}"),
        (Some(least), Some(most)) => format!("{least} to {most} {what}"),
        (Some(least), None) => format!("at least {least} {what}"),
        (None, Some(most)) => format!("at most {most} {what}"),
        (None, None) => return None,
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn definitions() -> Definitions {
        serde_json::from_value(json!({
            "Id": { "type": "string", "description": "An id." },
            "Color": { "oneOf": [{ "const": "red", "description": "Warm." }, { "enum": ["blue", null] }] },
            "Open": { "anyOf": [{ "const": "a" }, { "type": "string" }] },
            "Loop": { "anyOf": [{ "$ref": "#/$defs/Loop" }, { "type": "null" }] },
            "List": { "type": "array", "items": { "$ref": "#/$defs/List" } },
        }))
        .unwrap()
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
            (json!({ "$ref": "#/$defs/Color" }), "string"),
            (json!({ "enum": [1, 2] }), "integer"),
            (json!({ "type": "null" }), "null"),
            (json!(true), "any JSON"),
            (json!({ "$ref": "#/$defs/Gone" }), "any JSON"),
        ] {
            assert_eq!(type_text(&schema, &definitions()), text, "{schema}");
        }
        let circles = ["Loop", "List"].map(|name| json!({ "$ref": format!("#/$defs/{name}") }));
        for schema in circles {
            assert!(type_text(&schema, &definitions()).len() < 100);
        }
    }

    #[test]
    fn listed_values_keep_their_texts() {
        let choice = |value: &str, docs| Choice { value: value.to_owned(), docs };
        let definitions = definitions();
        let schema = json!({ "type": "array", "items": { "$ref": "#/$defs/Color" } });
        assert_eq!(choices(&schema, &definitions), (vec![choice("red", "Warm."), choice("blue", "")], false));
        assert_eq!(choices(&json!({ "$ref": "#/$defs/Open" }), &definitions), (vec![choice("a", "")], true));
        for schema in [json!({ "type": "string" }), json!({ "$ref": "#/$defs/List" }), json!(false)] {
            assert_eq!(choices(&schema, &definitions), (vec![], false));
        }
    }

    #[test]
    fn bounds_in_words() {
        for (schema, text) in [
            (json!({ "minimum": 1, "maximum": 10 }), "1 to 10"),
            (json!({ "minimum": 0, "maximum": u64::MAX }), "at least 0"),
            (json!({ "exclusiveMinimum": 0, "multipleOf": 5 }), "more than 0; a multiple of 5"),
            (json!({ "minLength": 2, "maxLength": 2, "pattern": "^a+$" }), "exactly 2 characters; matches ^a+$"),
            (
                json!({ "items": { "maxLength": 3 }, "minItems": 1, "uniqueItems": true }),
                "at least 1 items; no two the same; each: at most 3 characters",
            ),
            (json!({ "default": "x", "examples": ["y"] }), "default \"x\"; such as \"y\""),
            (json!({ "type": "string" }), ""),
            (json!({ "$ref": "#/$defs/List" }), ""),
        ] {
            assert_eq!(rules(&schema, &definitions()).join("; "), text, "{schema}");
        }
    }
}
