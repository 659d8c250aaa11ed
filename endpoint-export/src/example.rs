//! Example values: the ones that a schema gives, or plain ones that it allows.

use serde_json::{Map, Number, Value};

use crate::schema::{Definitions, branches, kinds, resolved};

/// Schemas that hold each other are followed so far.
const DEEPEST: usize = 8;

/// A value of the schema: its author's example, or else a plain one that it allows. A text of no format is the name of the
/// value. `None` when it takes more than a look to find one.
///
/// ```
/// use endpoint_export::example::plain;
/// use serde_json::json;
///
/// let schema = json!({ "type": "array", "items": { "type": "string", "examples": ["red"] } });
/// assert_eq!(plain(&schema, "colors", &Default::default()), Some(json!(["red"])));
/// assert_eq!(plain(&json!({ "type": "string" }), "team_id", &Default::default()), Some(json!("team_id")));
/// ```
#[must_use]
pub fn plain(schema: &Value, name: &str, definitions: &Definitions) -> Option<Value> {
    Examples { definitions }.value(schema, name, DEEPEST)
}

struct Examples<'d> {
    definitions: &'d Definitions,
}

impl Examples<'_> {
    fn value(&self, schema: &Value, name: &str, depth: usize) -> Option<Value> {
        let deeper = depth.checked_sub(1)?;
        // What is said beside a reference comes first.
        let behind = resolved(schema, self.definitions);
        if let Some(given) = given(schema).or_else(|| given(behind)) {
            return Some(given.clone());
        }
        let schema = behind;
        if let Some(parts) = schema.get("allOf").and_then(Value::as_array) {
            return merged(parts.iter().map(|part| self.value(part, name, deeper)));
        }
        match kinds(schema).first().copied() {
            Some("boolean") => Some(false.into()),
            Some("integer" | "number") => number(schema),
            Some("string") => text(schema, name).map(Value::from),
            Some("array") => {
                let item = schema.get("items").and_then(|items| self.value(items, name, deeper));
                Some(item.into_iter().collect())
            }
            Some("object") => self.object(schema, deeper),
            None if schema.get("properties").is_some() => self.object(schema, deeper),
            None if schema.get("type").is_some() => Some(Value::Null),
            _ => match branches(schema, self.definitions).as_slice() {
                [] => Some(name.into()),
                branches => branches.iter().find_map(|branch| self.value(branch, name, deeper)),
            },
        }
    }

    /// The members that it needs.
    fn object(&self, schema: &Value, depth: usize) -> Option<Value> {
        let required = schema.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
        let member = |name: &str| {
            let value = match schema.get("properties").and_then(|properties| properties.get(name)) {
                Some(property) => self.value(property, name, depth)?,
                None => name.into(),
            };
            Some((name.to_owned(), value))
        };
        required.map(member).collect::<Option<Map<_, _>>>().map(Value::Object)
    }
}

/// A value that the schema itself gives.
fn given(schema: &Value) -> Option<&Value> {
    let first = |keyword: &str| schema.get(keyword)?.get(0);
    let default = || schema.get("default").filter(|default| !default.is_null());
    schema.get("const").or_else(|| first("examples")).or_else(|| first("enum")).or_else(default)
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
fn text(schema: &Value, name: &str) -> Option<String> {
    if schema.get("pattern").is_some() {
        return None;
    }
    if schema.get("contentEncoding").is_some_and(|encoding| encoding == "base64") {
        return Some("Ynl0ZXM=".to_owned());
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
        _ if name.is_empty() => "text",
        _ => name,
    };
    let shortest: usize = length("minLength").unwrap_or(0);
    let longest: usize = length("maxLength").unwrap_or(usize::MAX);
    // What is longer than a line helps nobody.
    let length = text.chars().count().max(shortest).min(longest);
    (shortest <= 100).then(|| text.chars().cycle().take(length).collect())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn plain_of(schema: &Value) -> Option<Value> {
        let definitions = json!({
            "Id": { "type": "string", "examples": ["team-1"] },
            "Tree": { "type": "object", "properties": { "left": { "$ref": "#/$defs/Tree" } }, "required": ["left"] },
            "Kind": { "oneOf": [{ "const": "small", "type": "string" }, { "const": "big", "type": "string" }] },
        });
        plain(schema, "name", &serde_json::from_value(definitions).unwrap())
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
            (json!(true), json!("name")),
            (json!({ "$ref": "#/$defs/Gone" }), json!("name")),
            (json!({ "const": 7, "examples": [8] }), json!(7)),
            (json!({ "examples": ["first", "second"], "enum": ["third"] }), json!("first")),
            (json!({ "type": "string", "default": "given" }), json!("given")),
            (json!({ "type": "string" }), json!("name")),
            (json!({ "type": "string", "format": "date" }), json!("2026-01-31")),
            (json!({ "type": "string", "minLength": 6 }), json!("namena")),
            (json!({ "type": "string", "maxLength": 2 }), json!("na")),
            (json!({ "type": "string", "contentEncoding": "base64" }), json!("Ynl0ZXM=")),
            (json!({ "type": "integer" }), json!(1)),
            (json!({ "type": "integer", "minimum": 10 }), json!(10)),
            (json!({ "type": "number", "maximum": -0.5 }), json!(-0.5)),
            (json!({ "type": ["null", "boolean"] }), json!(false)),
            (json!({ "type": "null" }), json!(null)),
            (json!({ "type": "array" }), json!([])),
            (json!({ "type": "array", "items": { "$ref": "#/$defs/Tree" } }), json!([])),
            (json!({ "type": "array", "items": { "$ref": "#/$defs/Id" } }), json!(["team-1"])),
            (json!({ "$ref": "#/$defs/Kind" }), json!("small")),
            (json!({ "anyOf": [{ "type": "null" }, { "$ref": "#/$defs/Id" }] }), json!("team-1")),
            (json!({ "allOf": [{ "const": { "a": 1 } }, { "const": { "b": 2 } }] }), json!({ "a": 1, "b": 2 })),
            (
                json!({
                    "type": "object",
                    "properties": { "a": { "type": "integer" }, "b": { "$ref": "#/$defs/Id" }, "c": { "type": "string" } },
                    "required": ["a", "c", "d"],
                }),
                json!({ "a": 1, "c": "c", "d": "d" }),
            ),
        ] {
            assert_eq!(plain_of(&schema), Some(example), "{schema}");
        }
    }

    #[test]
    fn what_cannot_be_told_has_none() {
        for schema in [json!({ "type": "string", "pattern": "^a+$" }), json!({ "$ref": "#/$defs/Tree" })] {
            assert_eq!(plain_of(&schema), None, "{schema}");
        }
    }
}
