//! Secrets among the values of a call: sensitive arguments, and values whose type is sensitive, at any depth.

use endpoint_runtime::provider::{InputParameter, Operation, TypeKind, Types, ValueType};
use serde_json::Value;

/// Returns whether the whole of an argument is secret: its parameter is sensitive, or its type.
#[must_use]
pub fn is_sensitive(operation: &Operation, parameter: &InputParameter) -> bool {
    parameter.metadata.sensitive || operation.types.is_sensitive(&parameter.value_type)
}

/// Calls `visit` with each secret in the value of an argument: its type, the name of the innermost member or argument that
/// holds it, and the value itself.
pub fn visit(
    operation: &Operation,
    parameter: &InputParameter,
    value: &mut Value,
    visit: &mut dyn FnMut(&ValueType, &str, &mut Value),
) {
    let name = parameter.metadata.name;
    match value {
        _ if parameter.metadata.sensitive => visit(&parameter.value_type, name, value),
        Value::Array(items) if parameter.metadata.repeated => {
            for item in items {
                inside(&operation.types, &parameter.value_type, name, item, visit);
            }
        }
        value => inside(&operation.types, &parameter.value_type, name, value, visit),
    }
}

/// A value that may be of several types is searched by each of them.
fn inside(
    types: &Types,
    value_type: &ValueType,
    name: &str,
    value: &mut Value,
    visit: &mut dyn FnMut(&ValueType, &str, &mut Value),
) {
    if types.is_sensitive(value_type) {
        return visit(value_type, name, value);
    }
    match (types.kind(value_type), value) {
        (TypeKind::List(list), Value::Array(items)) => {
            for (at, item) in items.iter_mut().enumerate() {
                inside(types, list.prefix.get(at).unwrap_or(&list.items), name, item, visit);
            }
        }
        (TypeKind::Map(map), Value::Object(members)) => {
            for (name, member) in members {
                inside(types, &map.values, name, member, visit);
            }
        }
        (TypeKind::Object(object), Value::Object(members)) => {
            for (name, member) in members {
                let known = object.members.iter().find(|known| known.name == *name).map(|known| &known.value);
                if let Some(value_type) = known.or(object.others.as_ref()) {
                    inside(types, value_type, name, member, visit);
                }
            }
        }
        (TypeKind::Union(union), value) => {
            for variant in &union.variants {
                inside(types, variant, name, value, visit);
            }
        }
        _ => {}
    }
}
