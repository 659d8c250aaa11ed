//! Integers that a `number` of JavaScript cannot hold.

use std::collections::BTreeSet;

use endpoint_runtime::provider::{NumberType, TypeKind, Types, ValueType};
use serde_json::Number;

/// The first integer that has the same `number` as the next one: 2^53.
const UNSAFE: f64 = 9_007_199_254_740_992.0;

/// Returns whether integers of this type are a `bigint`: those of 64 bits and more, and those whose bounds do not exclude
/// integers beyond ±(2^53 - 1).
pub(super) fn is_wide(integer: &NumberType) -> bool {
    let is_safe = |inclusive: &Option<Number>, exclusive: &Option<Number>| {
        let bound = |bound: &Option<Number>| bound.as_ref().and_then(Number::as_f64).map(f64::abs);
        bound(inclusive).is_some_and(|bound| bound < UNSAFE) || bound(exclusive).is_some_and(|bound| bound <= UNSAFE)
    };
    match integer.format.as_deref() {
        Some("int8" | "int16" | "int32" | "uint8" | "uint16" | "uint32" | "double-int") => false,
        Some("int" | "uint" | "int64" | "uint64" | "int128" | "uint128") => true,
        _ => {
            let NumberType { minimum, maximum, exclusive_minimum, exclusive_maximum, .. } = integer;
            !is_safe(minimum, exclusive_minimum) || !is_safe(maximum, exclusive_maximum)
        }
    }
}

/// Returns whether a `number` does not hold this integer.
pub(super) fn is_unsafe(number: &Number) -> bool {
    !number.is_f64() && number.as_f64().is_some_and(|number| number.abs() >= UNSAFE)
}

/// Returns the named types with a part for which `has` returns true, at any depth.
pub(super) fn names_with(types: &Types, has: impl Fn(&ValueType) -> bool) -> BTreeSet<&str> {
    let mut names = BTreeSet::new();
    loop {
        let found = types.iter().filter(|(name, value)| !names.contains(name) && contains(value, &names, &has));
        let found: Vec<&str> = found.map(|(name, _)| name).collect();
        if found.is_empty() {
            return names;
        }
        names.extend(found);
    }
}

/// Returns whether the type, or one inside of it, is one of these names or satisfies `has`.
pub(super) fn contains(value: &ValueType, names: &BTreeSet<&str>, has: &impl Fn(&ValueType) -> bool) -> bool {
    let is_named = matches!(&value.kind, TypeKind::Named { name } if names.contains(name.as_str()));
    is_named || has(value) || value.inner().any(|inner| contains(inner, names, has))
}

/// Returns whether the type itself is an integer that is a `bigint`.
pub(super) fn is_wide_integer(value: &ValueType) -> bool {
    matches!(&value.kind, TypeKind::Integer(integer) if is_wide(integer))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde_json::{Value, json};

    use super::*;

    fn is_wide_schema(schema: &Value) -> bool {
        is_wide_integer(&ValueType::read(schema, &BTreeMap::new()))
    }

    #[test]
    fn integers_are_wide_by_format_or_bounds() {
        for schema in [
            json!({ "type": "integer", "format": "int64" }),
            json!({ "type": "integer", "format": "uint64", "minimum": 0, "maximum": 9 }),
            json!({ "type": "integer", "format": "int128" }),
            json!({ "type": "integer" }),
            json!({ "type": "integer", "minimum": 0 }),
            json!({ "type": "integer", "minimum": 0, "maximum": 18_446_744_073_709_551_615_u64 }),
            json!({ "type": "integer", "minimum": -9_007_199_254_740_992_i64, "maximum": 0 }),
        ] {
            assert!(is_wide_schema(&schema), "{schema}");
        }
        for schema in [
            json!({ "type": "integer", "format": "uint32", "minimum": 0 }),
            json!({ "type": "integer", "minimum": -9_007_199_254_740_991_i64, "maximum": 9_007_199_254_740_991_i64 }),
            json!({ "type": "integer", "exclusiveMinimum": 0, "exclusiveMaximum": 9_007_199_254_740_992_i64 }),
            json!({ "type": "number" }),
        ] {
            assert!(!is_wide_schema(&schema), "{schema}");
        }
    }

    #[test]
    fn a_cycle_of_types_is_wide_if_one_of_them_is() {
        let list = |name: &str| json!({ "type": "array", "items": { "$ref": format!("#/$defs/{name}") } });
        let definitions = BTreeMap::from([
            ("A".to_owned(), list("B")),
            ("B".to_owned(), json!({ "properties": { "a": list("A"), "c": list("C") } })),
            ("C".to_owned(), json!({ "type": "integer", "format": "int64" })),
            ("D".to_owned(), list("D")),
        ]);
        let types = Types::read(&definitions);
        assert_eq!(names_with(&types, is_wide_integer), BTreeSet::from(["A", "B", "C"]));
    }
}
