//! The values of a TypeScript type, as its compiler sees them.

use serde_json::Value;

use crate::typescript::{Object, Type, TypeMapper};

/// Returns whether the type allows the value.
pub(super) fn allows(mapper: &TypeMapper<'_>, ty: &Type, value: &Value) -> bool {
    let allows = |ty: &Type, value: &Value| allows(mapper, ty, value);
    match ty {
        Type::Verbatim(text) => match text.as_str() {
            "unknown" => true,
            "never" | "undefined" => false,
            "null" => value.is_null(),
            "boolean" => value.is_boolean(),
            "number" => value.is_number(),
            "bigint" => value.is_i64() || value.is_u64() || value.as_f64().is_some_and(|number| number.fract() == 0.0),
            "string" | "(string & {})" => value.is_string(),
            name => match mapper.types.get(name) {
                Some(value_type) => allows(&mapper.to_type(value_type), value),
                None => serde_json::from_str::<Value>(name).is_ok_and(|literal| literal == *value),
            },
        },
        Type::Array(item) => value.as_array().is_some_and(|items| items.iter().all(|value| allows(item, value))),
        Type::Tuple(types) => value.as_array().is_some_and(|items| {
            items.len() == types.len() && types.iter().zip(items).all(|(ty, value)| allows(ty, value))
        }),
        Type::Union(types) => types.iter().any(|ty| allows(ty, value)),
        Type::Object(Object { members, rest }) => value.as_object().is_some_and(|object| {
            let is_known = |name: &String| members.iter().any(|member| member.name == *name);
            let mut others = object.iter().filter(|(name, _)| !is_known(name));
            let is_empty_record = members.is_empty() && rest.is_none();
            members
                .iter()
                .all(|member| object.get(&member.name).map_or(member.is_optional, |value| allows(&member.value, value)))
                && others.all(|(_, value)| !is_empty_record && rest.as_ref().is_none_or(|rest| allows(rest, value)))
        }),
    }
}
