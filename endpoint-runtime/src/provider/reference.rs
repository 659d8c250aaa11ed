//! References from schemas to definitions.

use std::collections::{BTreeMap, HashMap};

use serde_json::{Map, Value};

use super::subschemas::{for_each_subschema, visit_schemas_mut};

/// The prefix of a reference, which the name of the definition follows.
pub(super) const PREFIX: &str = "#/$defs/";

/// Replaces each reference `#/$defs/Name` in a JSON Schema by the one that `map` returns for the name, if any.
///
/// ```
/// use endpoint_runtime::provider::map_references;
/// use serde_json::json;
///
/// let mut schema = json!({ "items": { "$ref": "#/$defs/Team" } });
/// map_references(&mut schema, &mut |name| Some(format!("#/components/schemas/{name}")));
/// assert_eq!(schema, json!({ "items": { "$ref": "#/components/schemas/Team" } }));
/// ```
pub fn map_references(schema: &mut Value, map: &mut impl FnMut(&str) -> Option<String>) {
    visit_schemas_mut(schema, &mut |_, schema| {
        if let Some(new) = schema.as_object().and_then(definition_name).and_then(&mut *map)
            && let Some(reference) = schema.get_mut("$ref")
        {
            *reference = new.into();
        }
    });
}

/// Renames the definitions in all references.
pub(super) fn rename_definitions(schema: &mut Value, names: &HashMap<String, String>) {
    map_references(schema, &mut |name| names.get(name).map(|new| format!("{PREFIX}{new}")));
}

/// Returns the name of the definition that a schema refers to by its own `$ref`.
pub(super) fn definition_name(schema: &Map<String, Value>) -> Option<&str> {
    schema.get("$ref")?.as_str()?.strip_prefix(PREFIX)
}

/// Calls `visit` with the name of each definition that the schema, or a schema inside of it, refers to.
pub(super) fn for_each_reference(schema: &Value, visit: &mut impl FnMut(&str)) {
    let Value::Object(members) = schema else { return };
    if let Some(name) = definition_name(members) {
        visit(name);
    }
    for (keyword, value) in members {
        for_each_subschema(keyword, value, |schema| for_each_reference(schema, visit));
    }
}

/// Returns all definitions that schemas refer to, directly or through other definitions, as far as `is_wanted`.
pub(super) fn reachable<'a, 's>(
    schemas: impl IntoIterator<Item = &'s Value>,
    definitions: &'a BTreeMap<String, Value>,
    is_wanted: impl Fn(&str) -> bool,
) -> BTreeMap<&'a str, &'a Value>
where
    'a: 's,
{
    let mut reachable = BTreeMap::new();
    let mut next: Vec<&'s Value> = schemas.into_iter().collect();
    while let Some(schema) = next.pop() {
        for_each_reference(schema, &mut |name| {
            if is_wanted(name)
                && let Some((name, definition)) = definitions.get_key_value(name)
                && reachable.insert(name.as_str(), definition).is_none()
            {
                next.push(definition);
            }
        });
    }
    reachable
}
