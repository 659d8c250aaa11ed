//! What a schema takes, in the terms of a command line: how a text becomes a value, and what to call it.

use endpoint_export::schema::{Definitions, branches, kinds, referred, resolved};
use endpoint_runtime::provider::InputParameter;
use serde_json::{Number, Value};

use crate::json;

/// Schemas that hold each other are followed so far.
const DEPTH: usize = 32;

/// What one value, or one item of a list, is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    Integer,
    Number,
    Boolean,
    /// A text in base64.
    Bytes,
    /// Anything else: JSON text.
    Json,
}

/// What a parameter takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Shape {
    pub(crate) kind: Kind,
    /// The texts that it is one of, or, where it is `open`, may be one of.
    pub(crate) choices: Vec<String>,
    pub(crate) open: bool,
    pub(crate) list: bool,
}

impl Shape {
    /// What the parameter takes.
    pub(crate) fn of(parameter: &InputParameter, definitions: &Definitions) -> Self {
        let shape = shape(&parameter.schema, definitions, DEPTH);
        Self { list: shape.list || parameter.metadata.repeated, ..shape }
    }

    fn new(kind: Kind) -> Self {
        Self { kind, choices: Vec::new(), open: true, list: false }
    }

    /// The value that a text stands for, or what is wrong with the text, without the text.
    pub(crate) fn value(&self, text: &str) -> Result<Value, String> {
        match self.kind {
            Kind::Text | Kind::Bytes => Ok(text.into()),
            Kind::Integer => integer(text).map(Value::Number),
            Kind::Number => number(text).map(Value::Number),
            Kind::Boolean => text.parse().map(Value::Bool).map_err(|_| "is neither `true` nor `false`".to_owned()),
            Kind::Json => json::parse(text).map_err(|error| format!("is not JSON: {error}")),
        }
    }

    /// The value that texts stand for: one, or the items of a list.
    pub(crate) fn values(&self, texts: &[&str]) -> Result<Value, String> {
        match texts {
            [text] if !self.list => self.value(text),
            _ => texts.iter().map(|text| self.value(text)).collect::<Result<Vec<_>, _>>().map(Value::Array),
        }
    }
}

fn integer(text: &str) -> Result<Number, String> {
    let signed = text.parse::<i64>().map(Number::from);
    signed.or_else(|_| text.parse::<u64>().map(Number::from)).map_err(|error| match error.kind() {
        std::num::IntErrorKind::PosOverflow | std::num::IntErrorKind::NegOverflow => {
            "is too large a number to be kept exactly".to_owned()
        }
        _ => "is no whole number, such as `7`".to_owned(),
    })
}

fn number(text: &str) -> Result<Number, String> {
    let told = || "is no number, such as `1.5`".to_owned();
    integer(text).or_else(|_| text.parse().ok().and_then(Number::from_f64).ok_or_else(told))
}

fn shape(schema: &Value, definitions: &Definitions, depth: usize) -> Shape {
    let schema = resolved(schema, definitions);
    let Some(depth) = depth.checked_sub(1) else {
        return Shape::new(Kind::Json);
    };
    if let Some(choices) = choices(schema) {
        return Shape { choices, open: false, ..Shape::new(Kind::Text) };
    }
    match kinds(schema).as_slice() {
        ["string"] if schema.get("contentEncoding").is_some_and(|encoding| encoding == "base64") => {
            Shape::new(Kind::Bytes)
        }
        ["string"] => Shape::new(Kind::Text),
        ["integer"] => Shape::new(Kind::Integer),
        ["number"] => Shape::new(Kind::Number),
        ["boolean"] => Shape::new(Kind::Boolean),
        ["array"] => match schema.get("items") {
            Some(items) => listed(shape(items, definitions, depth)),
            None => Shape::new(Kind::Json),
        },
        [] => {
            let branches = branches(schema, definitions).into_iter();
            alternatives(branches.map(|branch| shape(branch, definitions, depth)).collect())
        }
        _ => Shape::new(Kind::Json),
    }
}

/// A list of what is itself a list is JSON by item.
fn listed(item: Shape) -> Shape {
    let item = if item.list { Shape::new(Kind::Json) } else { item };
    Shape { list: true, ..item }
}

/// One of several shapes: of texts, all that they may be; of anything else, JSON.
fn alternatives(shapes: Vec<Shape>) -> Shape {
    if !shapes.is_empty() && shapes.iter().all(|shape| shape.kind == Kind::Text && !shape.list) {
        let open = shapes.iter().any(|shape| shape.open);
        let choices = shapes.into_iter().flat_map(|shape| shape.choices).collect();
        return Shape { choices, open, ..Shape::new(Kind::Text) };
    }
    let mut shapes = shapes.into_iter();
    match (shapes.next(), shapes.next()) {
        (Some(only), None) => only,
        _ => Shape::new(Kind::Json),
    }
}

/// The texts that `enum` or `const` allows.
fn choices(schema: &Value) -> Option<Vec<String>> {
    let allowed = match (schema.get("const"), schema.get("enum")) {
        (Some(one), _) => std::slice::from_ref(one),
        (None, Some(several)) => several.as_array()?,
        (None, None) => return None,
    };
    allowed.iter().filter(|value| !value.is_null()).map(|value| value.as_str().map(str::to_owned)).collect()
}

/// What to call the values of a schema: `string`, `list of integer`, `one of open, shut`, `Person`.
pub(crate) fn type_name(schema: &Value, definitions: &Definitions) -> String {
    let name = shape(schema, definitions, DEPTH);
    let one = match (name.kind, name.choices.as_slice()) {
        (Kind::Text, []) => "string".to_owned(),
        (Kind::Text, choices) if name.open => format!("string, such as {}", choices.join(", ")),
        (Kind::Text, choices) => format!("one of {}", choices.join(", ")),
        (Kind::Integer, _) => "integer".to_owned(),
        (Kind::Number, _) => "number".to_owned(),
        (Kind::Boolean, _) => "boolean".to_owned(),
        (Kind::Bytes, _) => "bytes in base64".to_owned(),
        (Kind::Json, _) => json_name(if name.list { item_of(schema, definitions) } else { schema }, definitions),
    };
    if name.list { format!("list of {one}") } else { one }
}

/// The schema of a list's items.
pub(crate) fn item_of<'a>(schema: &'a Value, definitions: &'a Definitions) -> &'a Value {
    let resolved = content(schema, definitions);
    resolved.get("items").unwrap_or(schema)
}

/// The schema behind its references, and behind the choice of it or null.
pub(crate) fn content<'a>(schema: &'a Value, definitions: &'a Definitions) -> &'a Value {
    let mut schema = resolved(schema, definitions);
    for _ in 0..DEPTH {
        match branches(schema, definitions).as_slice() {
            [only] if schema.get("type").is_none() => schema = resolved(only, definitions),
            _ => break,
        }
    }
    schema
}

fn json_name(schema: &Value, definitions: &Definitions) -> String {
    let only = branches(schema, definitions);
    let named = referred(schema).or_else(|| match only.as_slice() {
        [only] => referred(only),
        _ => None,
    });
    match (named, kinds(content(schema, definitions)).as_slice()) {
        (Some(name), _) => name.to_owned(),
        (None, [kind]) => (*kind).to_owned(),
        (None, _) => "JSON".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn of(schema: &Value) -> Shape {
        let definitions = [
            ("Color".to_owned(), json!({ "oneOf": [{ "const": "red" }, { "type": "string", "const": "blue" }] })),
            ("Open".to_owned(), json!({ "anyOf": [{ "type": "string", "enum": ["a", "b"] }, { "type": "string" }] })),
            ("Loop".to_owned(), json!({ "$ref": "#/$defs/Loop" })),
            ("Person".to_owned(), json!({ "type": "object", "properties": {} })),
        ];
        shape(schema, &definitions.into(), DEPTH)
    }

    #[test]
    fn a_schema_says_how_a_text_is_read() {
        for (schema, kind, list) in [
            (json!({ "type": "string" }), Kind::Text, false),
            (json!({ "type": ["string", "null"] }), Kind::Text, false),
            (json!({ "type": ["string", "integer"] }), Kind::Json, false),
            (json!({ "type": "integer", "format": "uint32" }), Kind::Integer, false),
            (json!({ "anyOf": [{ "type": "number" }, { "type": "null" }] }), Kind::Number, false),
            (json!({ "type": "boolean" }), Kind::Boolean, false),
            (json!({ "type": "array", "items": { "type": "integer" } }), Kind::Integer, true),
            (json!({ "type": "array", "items": { "type": "array", "items": {} } }), Kind::Json, true),
            (json!({ "type": ["array", "null"], "items": { "$ref": "#/$defs/Person" } }), Kind::Json, true),
            (json!({ "$ref": "#/$defs/Person" }), Kind::Json, false),
            (json!({ "$ref": "#/$defs/Loop" }), Kind::Json, false),
            (json!({ "enum": [1, 2], "type": "integer" }), Kind::Integer, false),
            (json!(true), Kind::Json, false),
        ] {
            let shape = of(&schema);
            assert_eq!((shape.kind, shape.list), (kind, list), "{schema}");
        }
        let color = of(&json!({ "anyOf": [{ "$ref": "#/$defs/Color" }, { "type": "null" }] }));
        assert_eq!((color.choices.join(" ").as_str(), color.open), ("red blue", false));
        let open = of(&json!({ "$ref": "#/$defs/Open" }));
        assert_eq!((open.choices.join(" ").as_str(), open.open), ("a b", true));
    }

    #[test]
    fn a_text_becomes_the_value_that_it_says_or_is_refused_without_being_shown() {
        for (kind, text, value) in [
            (Kind::Text, "7", json!("7")),
            (Kind::Integer, "-7", json!(-7)),
            (Kind::Integer, "18446744073709551615", json!(u64::MAX)),
            (Kind::Number, "7", json!(7)),
            (Kind::Number, "1.5e3", json!(1500.0)),
            (Kind::Boolean, "false", json!(false)),
            (Kind::Json, r#"{"a":[null]}"#, json!({ "a": [null] })),
        ] {
            assert_eq!(Shape::new(kind).value(text).unwrap(), value);
        }
        for (kind, text, told) in [
            (Kind::Integer, "7.5", "no whole number"),
            (Kind::Integer, "", "no whole number"),
            (Kind::Integer, "18446744073709551616", "too large"),
            (Kind::Number, "s3ven", "no number"),
            (Kind::Number, "inf", "no number"),
            (Kind::Boolean, "yes", "neither"),
            (Kind::Json, "{'a':1}", "not JSON"),
        ] {
            let told_of = Shape::new(kind).value(text).unwrap_err();
            assert!(told_of.contains(told) && (text.is_empty() || !told_of.contains(text)), "{told_of}");
        }
    }
}
