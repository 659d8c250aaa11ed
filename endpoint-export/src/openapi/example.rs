//! Example values: the ones that a schema gives, or plain ones that it allows.

use serde_json::{Map, Number, Value, json};

use super::schemas::Schemas;

/// Schemas that hold each other are followed so far.
const DEEPEST: usize = 8;

/// The first example that the schema, or the definition that it refers to, gives.
pub(super) fn given(schema: &Value, schemas: &Schemas<'_>) -> Option<Value> {
    let first = |schema: &Value| schema.get("examples")?.as_array()?.first().cloned();
    first(schema).or_else(|| first(schemas.resolved(schema)))
}

/// The example that the schema gives, or else a plain value that it allows; `None` when that takes more than a look.
pub(super) fn plain(schema: &Value, schemas: &Schemas<'_>) -> Option<Value> {
    value(schema, schemas, DEEPEST)
}

fn value(schema: &Value, schemas: &Schemas<'_>, depth: usize) -> Option<Value> {
    let deeper = depth.checked_sub(1)?;
    if let Some(given) = given(schema, schemas) {
        return Some(given);
    }
    let schema = schemas.resolved(schema);
    let list = |keyword: &str| schema.get(keyword).and_then(Value::as_array);
    if let Some(only) = schema.get("const").or_else(|| list("enum")?.first()).or_else(|| schema.get("default")) {
        return Some(only.clone());
    }
    if let Some(branches) = list("anyOf").or_else(|| list("oneOf")) {
        let values = || branches.iter().filter_map(|branch| value(branch, schemas, deeper));
        return values().find(|value| !value.is_null()).or_else(|| values().next());
    }
    if let Some(parts) = list("allOf") {
        return merged(parts.iter().map(|part| value(part, schemas, deeper)));
    }
    match kind(schema)? {
        "null" => Some(Value::Null),
        "boolean" => Some(true.into()),
        "integer" | "number" => number(schema),
        "string" => text(schema).map(Value::from),
        "array" => value(schema.get("items")?, schemas, deeper).map(|item| json!([item])),
        "object" => object(schema, schemas, deeper),
        _ => None,
    }
}

/// The type that is not null, if there is one.
fn kind(schema: &Value) -> Option<&str> {
    match schema.get("type") {
        Some(Value::Array(kinds)) => {
            let mut kinds = kinds.iter().filter_map(Value::as_str);
            let first = kinds.next()?;
            Some(if first == "null" { kinds.next().unwrap_or(first) } else { first })
        }
        Some(kind) => kind.as_str(),
        None => schema.get("properties").map(|_| "object"),
    }
}

/// One object that has the members of all of these.
fn merged(parts: impl Iterator<Item = Option<Value>>) -> Option<Value> {
    let mut all = Map::new();
    for part in parts {
        match part? {
            Value::Object(members) => all.extend(members),
            other => return Some(other),
        }
    }
    Some(all.into())
}

/// The members that it needs, and those that give an example of their own.
fn object(schema: &Value, schemas: &Schemas<'_>, depth: usize) -> Option<Value> {
    let required: Vec<&str> =
        schema.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect();
    let mut members = Map::new();
    for (name, property) in schema.get("properties").and_then(Value::as_object).into_iter().flatten() {
        let member = if required.contains(&name.as_str()) {
            Some(value(property, schemas, depth)?)
        } else {
            given(property, schemas)
        };
        members.extend(member.map(|member| (name.clone(), member)));
    }
    Some(members.into())
}

/// One, or the bound that is nearest to it.
fn number(schema: &Value) -> Option<Value> {
    let bound = |keyword: &str| schema.get(keyword).and_then(Value::as_number);
    if ["exclusiveMinimum", "exclusiveMaximum", "multipleOf"].iter().any(|keyword| schema.get(keyword).is_some()) {
        return None;
    }
    let one = Number::from(1);
    let is_beyond = |bound: &Number, sign: f64| bound.as_f64().is_some_and(|bound| (bound - 1.0) * sign > 0.0);
    let minimum = bound("minimum").filter(|minimum| is_beyond(minimum, 1.0));
    let maximum = bound("maximum").filter(|maximum| is_beyond(maximum, -1.0));
    Some(minimum.or(maximum).unwrap_or(&one).clone().into())
}

/// A text of the format and length; none for a pattern.
fn text(schema: &Value) -> Option<String> {
    if schema.get("pattern").is_some() {
        return None;
    }
    let length = |keyword: &str| schema.get(keyword).and_then(Value::as_u64).and_then(|length| length.try_into().ok());
    let text = match schema.get("format").and_then(Value::as_str).unwrap_or_default() {
        "date" => "2026-01-31",
        "date-time" => "2026-01-31T12:30:00Z",
        "duration" => "PT15M",
        "email" => "ada@example.com",
        "hostname" => "example.com",
        "ipv4" => "192.0.2.1",
        "ipv6" => "2001:db8::1",
        "time" => "12:30:00Z",
        "uri" | "url" => "https://example.com",
        "uuid" => "3f2b8c1e-5a47-4d0b-9c6e-7a1f0d2e4b58",
        _ => "text",
    };
    let shortest: usize = length("minLength").unwrap_or(0);
    let longest: usize = length("maxLength").unwrap_or(usize::MAX);
    // What is longer than a line helps nobody.
    (shortest <= 100).then(|| text.chars().cycle().take(text.len().max(shortest).min(longest)).collect())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn plain_of(schema: &Value) -> Option<Value> {
        let definitions = json!({
            "Id": { "type": "string", "examples": ["team-1"] },
            "Tree": { "type": "object", "properties": { "left": { "$ref": "#/$defs/Tree" } }, "required": ["left"] },
            "Kind": { "oneOf": [{ "const": "small", "type": "string" }, { "const": "big", "type": "string" }] },
        });
        let definitions: BTreeMap<String, Value> = serde_json::from_value(definitions).unwrap();
        plain(schema, &Schemas::new(&definitions))
    }

    #[test]
    fn the_authors_example_comes_first() {
        assert_eq!(plain_of(&json!({ "$ref": "#/$defs/Id" })), Some(json!("team-1")));
        assert_eq!(plain_of(&json!({ "$ref": "#/$defs/Id", "examples": ["team-2"] })), Some(json!("team-2")));
        assert_eq!(plain_of(&json!({ "type": "integer", "examples": [7], "default": 3 })), Some(json!(7)));
    }

    #[test]
    fn a_plain_value_is_one_that_the_schema_allows() {
        for (schema, example) in [
            (json!({ "type": "string" }), json!("text")),
            (json!({ "type": "string", "format": "date" }), json!("2026-01-31")),
            (json!({ "type": "string", "minLength": 6 }), json!("textte")),
            (json!({ "type": "string", "maxLength": 2 }), json!("te")),
            (json!({ "type": "integer" }), json!(1)),
            (json!({ "type": "integer", "minimum": 10 }), json!(10)),
            (json!({ "type": "number", "maximum": -0.5 }), json!(-0.5)),
            (json!({ "type": ["null", "boolean"] }), json!(true)),
            (json!({ "type": "array", "items": { "$ref": "#/$defs/Id" } }), json!(["team-1"])),
            (json!({ "$ref": "#/$defs/Kind" }), json!("small")),
            (json!({ "anyOf": [{ "type": "null" }, { "$ref": "#/$defs/Id" }] }), json!("team-1")),
            (
                json!({
                    "type": "object",
                    "properties": { "a": { "type": "integer" }, "b": { "$ref": "#/$defs/Id" }, "c": { "type": "string" } },
                    "required": ["a"],
                }),
                json!({ "a": 1, "b": "team-1" }),
            ),
        ] {
            assert_eq!(plain_of(&schema), Some(example), "{schema}");
        }
    }

    #[test]
    fn what_cannot_be_told_has_none() {
        for schema in
            [json!({}), json!(true), json!({ "type": "string", "pattern": "^a+$" }), json!({ "$ref": "#/$defs/Tree" })]
        {
            assert_eq!(plain_of(&schema), None, "{schema}");
        }
    }
}
