//! Merging of a schema with those that `$ref` and `allOf` add to it.

use std::{cmp::Ordering, collections::BTreeMap};

use serde_json::{Map, Value, json};

use crate::provider::reference;

/// The maximum nesting of references and `allOf`. Deeper ones are ignored.
const MAX_DEPTH: usize = 32;

/// The schemas of one `anyOf` or `oneOf`.
#[derive(Clone, Debug)]
pub(super) struct Alternatives {
    pub(super) schemas: Vec<Value>,
    /// `true` if the keyword is `oneOf`.
    pub(super) exclusive: bool,
}

/// A schema whose `$ref` and `allOf` are resolved, and whose `anyOf` and `oneOf` are apart from the other keywords.
#[derive(Clone, Debug, Default)]
pub(super) struct MergedSchema {
    pub(super) keywords: Map<String, Value>,
    /// The alternatives, of which each list applies together with the keywords.
    pub(super) alternatives: Vec<Alternatives>,
    /// The names of the definitions that are merged into it.
    pub(super) definitions: Vec<String>,
}

/// Returns whether a keyword is none that a merged schema has.
pub(super) fn has_to_be_merged(keyword: &str) -> bool {
    matches!(keyword, "$ref" | "$defs" | "allOf" | "anyOf" | "oneOf")
}

/// Merges a schema with those that it refers to at its own level.
pub(super) fn merge(schema: &Value, schemas: &BTreeMap<String, Value>) -> MergedSchema {
    let mut merged = MergedSchema::default();
    merged.add(schema, schemas, 0);
    merged
}

impl MergedSchema {
    /// Adds a schema. Its own keywords take precedence over those of the schemas that it refers to.
    fn add(&mut self, schema: &Value, schemas: &BTreeMap<String, Value>, depth: usize) {
        let schema = match schema {
            Value::Object(schema) => schema,
            Value::Bool(false) => return self.add_keywords(&never()),
            _ => return,
        };
        if depth > MAX_DEPTH {
            return;
        }
        if let Some(name) = reference::definition_name(schema)
            && !self.definitions.iter().any(|known| known == name)
            && let Some(definition) = schemas.get(name)
        {
            self.definitions.push(name.to_owned());
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
        let own = schema.iter().filter(|(keyword, _)| !has_to_be_merged(keyword));
        self.add_keywords(&own.map(|(keyword, value)| (keyword.clone(), value.clone())).collect());
    }

    /// Adds keywords. Where they conflict with earlier ones, they take precedence.
    fn add_keywords(&mut self, keywords: &Map<String, Value>) {
        for (keyword, value) in keywords {
            let combined = match self.keywords.remove(keyword) {
                Some(earlier) => combine(keyword, earlier, value.clone()),
                None => value.clone(),
            };
            self.keywords.insert(keyword.clone(), combined);
        }
    }
}

/// Returns keywords that no value satisfies.
fn never() -> Map<String, Value> {
    Map::from_iter([("enum".to_owned(), json!([]))])
}

/// Combines the values of a keyword that two schemas have, so that both apply. If they conflict, `later` is returned.
fn combine(keyword: &str, earlier: Value, later: Value) -> Value {
    match (keyword, earlier, later) {
        ("properties" | "patternProperties", Value::Object(mut all), Value::Object(others)) => {
            for (name, schema) in others {
                let schema = match all.remove(&name) {
                    Some(earlier) if earlier != schema => json!({ "allOf": [earlier, schema] }),
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
        ("type", earlier, later) => common_types(earlier, later),
        ("minimum" | "exclusiveMinimum" | "minLength" | "minItems" | "minProperties", earlier, later) => {
            if compare(&earlier, &later) == Some(Ordering::Greater) { earlier } else { later }
        }
        ("maximum" | "exclusiveMaximum" | "maxLength" | "maxItems" | "maxProperties", earlier, later) => {
            if compare(&earlier, &later) == Some(Ordering::Less) { earlier } else { later }
        }
        (_, _, later) => later,
    }
}

/// Returns the types that both schemas allow, or those of `later` if there are none.
fn common_types(earlier: Value, later: Value) -> Value {
    let list = |types: Value| match types {
        Value::Array(types) => types,
        one => vec![one],
    };
    let (earlier, later) = (list(earlier), list(later));
    let is_common =
        |name: &&Value| earlier.contains(name) || (**name == "integer" && earlier.contains(&json!("number")));
    let mut common: Vec<Value> = later.iter().filter(is_common).cloned().collect();
    if later.contains(&json!("number")) && earlier.contains(&json!("integer")) && !common.contains(&json!("number")) {
        common.push(json!("integer"));
    }
    Value::Array(if common.is_empty() { later } else { common })
}

fn compare(a: &Value, b: &Value) -> Option<Ordering> {
    a.as_f64().zip(b.as_f64()).and_then(|(a, b)| a.partial_cmp(&b))
}
