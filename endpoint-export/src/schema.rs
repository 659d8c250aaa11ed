//! Reading JSON Schemas, as far as documents, snippets and command lines need it.

use std::collections::BTreeMap;

use serde_json::Value;

/// The schemas that others refer to, by name.
pub type Definitions = BTreeMap<String, Value>;

/// How a schema refers to a definition.
pub(crate) const REFERENCE: &str = "#/$defs/";

/// So many references in a row are followed; more are a circle.
const LONGEST_CHAIN: usize = 32;

/// The name of the definition that the schema refers to.
#[must_use]
pub fn referred(schema: &Value) -> Option<&str> {
    schema.get("$ref")?.as_str()?.strip_prefix(REFERENCE)
}

/// The schema itself, or the definition that it refers to.
///
/// ```
/// use std::collections::BTreeMap;
/// use serde_json::json;
///
/// let definitions = BTreeMap::from([("Id".to_owned(), json!({ "type": "string" }))]);
/// let schema = json!({ "$ref": "#/$defs/Id" });
/// assert_eq!(endpoint_export::schema::resolved(&schema, &definitions), &json!({ "type": "string" }));
/// ```
#[must_use]
pub fn resolved<'a>(mut schema: &'a Value, definitions: &'a Definitions) -> &'a Value {
    for _ in 0..LONGEST_CHAIN {
        match referred(schema).and_then(|name| definitions.get(name)) {
            Some(definition) => schema = definition,
            None => break,
        }
    }
    schema
}

/// The types that the schema names, null aside.
#[must_use]
pub fn kinds(schema: &Value) -> Vec<&str> {
    let kinds = match schema.get("type") {
        Some(Value::Array(kinds)) => kinds.as_slice(),
        Some(kind) => std::slice::from_ref(kind),
        None => &[],
    };
    kinds.iter().filter_map(Value::as_str).filter(|kind| *kind != "null").collect()
}

/// The parts of `anyOf`, `oneOf` or `allOf` that are more than null.
#[must_use]
pub fn branches<'a>(schema: &'a Value, definitions: &'a Definitions) -> Vec<&'a Value> {
    let branches = ["anyOf", "oneOf", "allOf"].iter().find_map(|keyword| schema.get(keyword)?.as_array());
    let is_null = |branch: &&Value| resolved(branch, definitions).get("type").is_some_and(|kind| kind == "null");
    branches.into_iter().flatten().filter(|branch| !is_null(branch)).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn references_are_followed_and_circles_end() {
        let definitions = BTreeMap::from([
            ("A".to_owned(), json!({ "$ref": "#/$defs/B" })),
            ("B".to_owned(), json!({ "type": "string" })),
            ("C".to_owned(), json!({ "$ref": "#/$defs/C" })),
        ]);
        assert_eq!(resolved(&json!({ "$ref": "#/$defs/A" }), &definitions), &json!({ "type": "string" }));
        assert_eq!(referred(resolved(&json!({ "$ref": "#/$defs/C" }), &definitions)), Some("C"));
        let gone = json!({ "$ref": "#/$defs/Gone" });
        assert_eq!(resolved(&gone, &definitions), &gone);
    }

    #[test]
    fn null_is_no_kind_and_no_branch() {
        let definitions = BTreeMap::from([("Nothing".to_owned(), json!({ "type": "null" }))]);
        assert_eq!(kinds(&json!({ "type": ["null", "string"] })), ["string"]);
        assert_eq!(kinds(&json!({ "type": "integer" })), ["integer"]);
        assert!(kinds(&json!(true)).is_empty());
        let schema = json!({ "anyOf": [{ "type": "null" }, { "$ref": "#/$defs/Nothing" }, { "const": 1 }] });
        assert_eq!(branches(&schema, &definitions), [&json!({ "const": 1 })]);
    }
}
