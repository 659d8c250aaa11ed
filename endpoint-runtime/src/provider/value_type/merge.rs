//! Schemas that are put together of others by `$ref` and `allOf`, as one set of keywords.

use std::{cmp::Ordering, collections::BTreeMap};

use serde_json::{Map, Value, json};

use crate::provider::reference;

/// So many references and parts are followed within each other; deeper ones say nothing.
const MAX_DEPTH: usize = 32;

/// The alternatives of one `anyOf` or `oneOf`.
#[derive(Clone, Debug)]
pub(super) struct Alternatives {
    pub(super) schemas: Vec<Value>,
    /// Whether it is `oneOf`.
    pub(super) exclusive: bool,
}

/// A schema without `$ref`, `allOf`, `anyOf` and `oneOf`.
#[derive(Clone, Debug, Default)]
pub(super) struct Flat {
    pub(super) keywords: Map<String, Value>,
    /// Each of these holds beside the keywords.
    pub(super) alternatives: Vec<Alternatives>,
    /// The definitions that went into it.
    pub(super) names: Vec<String>,
}

/// Puts a schema together with all that it refers to at its own level.
pub(super) fn flatten(schema: &Value, schemas: &BTreeMap<String, Value>) -> Flat {
    let mut flat = Flat::default();
    flat.add(schema, schemas, 0);
    flat
}

impl Flat {
    /// Adds what the schema asks for. Own keywords are stronger than those of its parts.
    fn add(&mut self, schema: &Value, schemas: &BTreeMap<String, Value>, depth: usize) {
        let schema = match schema {
            Value::Object(schema) => schema,
            Value::Bool(false) => return self.over(&never()),
            _ => return,
        };
        if depth > MAX_DEPTH {
            return;
        }
        if let Some(name) = reference::of_members(schema)
            && !self.names.iter().any(|known| known == name)
            && let Some(definition) = schemas.get(name)
        {
            self.names.push(name.to_owned());
            self.add(definition, schemas, depth + 1);
        }
        let list = |keyword: &str| schema.get(keyword).and_then(Value::as_array);
        for part in list("allOf").into_iter().flatten() {
            self.add(part, schemas, depth + 1);
        }
        for (keyword, exclusive) in [("anyOf", false), ("oneOf", true)] {
            if let Some(schemas) = list(keyword) {
                self.alternatives.push(Alternatives { schemas: schemas.clone(), exclusive });
            }
        }
        let is_own = |keyword: &str| !["$ref", "$defs", "allOf", "anyOf", "oneOf"].contains(&keyword);
        let own = schema.iter().filter(|(keyword, _)| is_own(keyword));
        self.over(&own.map(|(keyword, value)| (keyword.clone(), value.clone())).collect());
    }

    /// Adds keywords that are stronger than those that are there, where the two cannot both hold.
    fn over(&mut self, over: &Map<String, Value>) {
        for (keyword, value) in over {
            let both = match self.keywords.remove(keyword) {
                Some(under) => both(keyword, under, value.clone()),
                None => value.clone(),
            };
            self.keywords.insert(keyword.clone(), both);
        }
    }
}

/// The keywords that no value satisfies.
fn never() -> Map<String, Value> {
    Map::from_iter([("enum".to_owned(), json!([]))])
}

/// The value of a keyword that two schemas have, which both hold.
fn both(keyword: &str, under: Value, over: Value) -> Value {
    match (keyword, under, over) {
        ("properties" | "patternProperties", Value::Object(mut all), Value::Object(others)) => {
            for (name, schema) in others {
                let schema = match all.remove(&name) {
                    Some(under) if under != schema => json!({ "allOf": [under, schema] }),
                    _ => schema,
                };
                all.insert(name, schema);
            }
            Value::Object(all)
        }
        ("required", Value::Array(mut names), Value::Array(others)) => {
            names.extend(others);
            Value::Array(names)
        }
        ("enum", Value::Array(some), Value::Array(others)) => {
            some.into_iter().filter(|value| others.contains(value)).collect()
        }
        ("type", under, over) => common_types(under, over),
        ("minimum" | "exclusiveMinimum" | "minLength" | "minItems" | "minProperties", under, over) => {
            if is_ordered(&under, &over, Ordering::Greater) { under } else { over }
        }
        ("maximum" | "exclusiveMaximum" | "maxLength" | "maxItems" | "maxProperties", under, over) => {
            if is_ordered(&under, &over, Ordering::Less) { under } else { over }
        }
        (_, _, over) => over,
    }
}

/// The types that two schemas both allow; those of the stronger one where there are none.
fn common_types(under: Value, over: Value) -> Value {
    let list = |types: Value| match types {
        Value::Array(types) => types,
        one => vec![one],
    };
    let (under, over) = (list(under), list(over));
    let is_common = |kind: &&Value| under.contains(kind) || (**kind == "integer" && under.contains(&json!("number")));
    let mut common: Vec<Value> = over.iter().filter(is_common).cloned().collect();
    if over.contains(&json!("number")) && under.contains(&json!("integer")) && !common.contains(&json!("number")) {
        common.push(json!("integer"));
    }
    Value::Array(if common.is_empty() { over } else { common })
}

fn is_ordered(a: &Value, b: &Value, order: Ordering) -> bool {
    a.as_f64().zip(b.as_f64()).and_then(|(a, b)| a.partial_cmp(&b)) == Some(order)
}
