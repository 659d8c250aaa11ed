//! The names of types, as help and descriptions show them.

use endpoint_runtime::provider::{TypeKind, Types, ValueType};

use crate::flag_value::{FlagForm, FlagValue};

/// Names the type of a value: `string`, `list of integer`, `one of open, shut`, `Person`.
pub(crate) fn type_name(value: &ValueType, types: &Types) -> String {
    let flag = FlagValue::of(value, types);
    let item = item_type(value, types);
    let is_open = match types.kind(item) {
        TypeKind::Enum(known) => known.open,
        _ => true,
    };
    let one = match (flag.form, flag.choices.as_slice()) {
        (FlagForm::Text, []) => "string".to_owned(),
        (FlagForm::Text, choices) if is_open => format!("string, such as {}", choices.join(", ")),
        (FlagForm::Text, choices) => format!("one of {}", choices.join(", ")),
        (FlagForm::Integer, _) => "integer".to_owned(),
        (FlagForm::Number, _) => "number".to_owned(),
        (FlagForm::Boolean, _) => "boolean".to_owned(),
        (FlagForm::Base64, _) => "bytes in base64".to_owned(),
        (FlagForm::File, _) => "file".to_owned(),
        (FlagForm::Json, _) => json_name(item, types).to_owned(),
    };
    if flag.is_list { format!("list of {one}") } else { one }
}

/// Returns the type of a list's items, and any other type itself.
pub(crate) fn item_type<'t>(value: &'t ValueType, types: &'t Types) -> &'t ValueType {
    match types.kind(value) {
        TypeKind::List(list) => &list.items,
        _ => value,
    }
}

fn json_name<'t>(value: &'t ValueType, types: &'t Types) -> &'t str {
    match (&value.kind, types.kind(value)) {
        (TypeKind::Named { name }, _) => name,
        (_, TypeKind::Object(_) | TypeKind::Map(_)) => "object",
        (_, TypeKind::List(_)) => "list",
        (_, TypeKind::Null) => "null",
        _ => "JSON",
    }
}
