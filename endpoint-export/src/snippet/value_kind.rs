//! Kinds of values, as far as they decide how a snippet writes one.

use endpoint_runtime::provider::{TypeKind, Types, ValueType};

/// Returns whether a value of the type is a text, or may be anything.
pub(crate) fn is_text(value_type: &ValueType, types: &Types) -> bool {
    match types.kind(value_type) {
        TypeKind::Boolean
        | TypeKind::Integer(_)
        | TypeKind::Number(_)
        | TypeKind::List(_)
        | TypeKind::Map(_)
        | TypeKind::Object(_) => false,
        TypeKind::Enum(kind) => kind.values.first().is_none_or(|known| known.value.is_string()),
        TypeKind::Union(union) => union.variants.first().is_none_or(|variant| is_text(variant, types)),
        _ => true,
    }
}

/// Returns whether the values of the type are whole numbers.
pub(crate) fn is_integer(value_type: &ValueType, types: &Types) -> bool {
    matches!(types.kind(value_type), TypeKind::Integer(_))
}
