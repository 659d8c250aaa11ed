//! What stands for a required value that is missing: something of its type.

use endpoint_runtime::provider::InputParameter;
use serde_json::{Map, Value};

use super::schema::{Definitions, alternative, kind, resolve};

/// A placeholder is not nested deeper: a schema that needs more never ends.
const MAX_DEPTH: usize = 8;

/// A value for a parameter that has none.
pub(super) fn placeholder(parameter: &InputParameter, definitions: &Definitions) -> Value {
    let item = of_schema(&parameter.schema, parameter.metadata.name, definitions, 0);
    if parameter.metadata.repeated { Value::Array(vec![item]) } else { item }
}

fn of_schema(schema: &Value, name: &str, definitions: &Definitions, depth: usize) -> Value {
    // What is said beside a reference comes first.
    if let Some(given) = given(schema) {
        return given.clone();
    }
    let schema = resolve(schema, definitions);
    if let Some(given) = given(schema) {
        return given.clone();
    }
    if depth >= MAX_DEPTH {
        return Value::Null;
    }
    match kind(schema) {
        Some("integer" | "number") => number(schema),
        Some("boolean") => false.into(),
        Some("array") => list(schema, name, definitions, depth),
        Some("object") => object(schema, definitions, depth),
        Some("string") => text(schema, name).into(),
        _ => match alternative(schema, definitions) {
            Some(schema) => of_schema(schema, name, definitions, depth + 1),
            None => name.into(),
        },
    }
}

/// A value that the schema itself gives.
fn given(schema: &Value) -> Option<&Value> {
    let first = |key: &str| schema.get(key)?.get(0);
    let default = || schema.get("default").filter(|default| !default.is_null());
    schema.get("const").or_else(default).or_else(|| first("examples")).or_else(|| first("enum"))
}

fn text(schema: &Value, name: &str) -> String {
    if schema.get("contentEncoding").is_some_and(|encoding| encoding == "base64") {
        return "Ynl0ZXM=".to_owned();
    }
    let sample = match schema.get("format").and_then(Value::as_str) {
        Some("uuid") => "00000000-0000-4000-8000-000000000000",
        Some("date-time") => "2026-01-01T00:00:00Z",
        Some("date") => "2026-01-01",
        Some("email") => "ada@example.com",
        Some("uri" | "url") => "https://example.com",
        _ => name,
    };
    match schema.get("maxLength").and_then(Value::as_u64).and_then(|most| usize::try_from(most).ok()) {
        Some(most) => sample.chars().take(most).collect(),
        None => sample.to_owned(),
    }
}

/// One, or the bound that is next to it.
fn number(schema: &Value) -> Value {
    let bound = |key: &str, is_beyond: fn(f64) -> bool| {
        schema.get(key).filter(|bound| bound.as_f64().is_some_and(is_beyond)).cloned()
    };
    let least = bound("minimum", |least| least > 1.0);
    least.or_else(|| bound("maximum", |most| most < 1.0)).unwrap_or_else(|| 1.into())
}

fn list(schema: &Value, name: &str, definitions: &Definitions, depth: usize) -> Value {
    let item = schema.get("items").map(|items| of_schema(items, name, definitions, depth + 1));
    item.filter(|item| !item.is_null()).into_iter().collect()
}

fn object(schema: &Value, definitions: &Definitions, depth: usize) -> Value {
    let required = schema.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
    let member = |name: &str| schema.get("properties").and_then(|properties| properties.get(name));
    let members = required.map(|name| {
        let value = member(name).map_or_else(|| name.into(), |schema| of_schema(schema, name, definitions, depth + 1));
        (name.to_owned(), value)
    });
    Value::Object(members.collect::<Map<_, _>>())
}
