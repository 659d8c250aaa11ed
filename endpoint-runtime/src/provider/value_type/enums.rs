//! Enums: `const`, `enum`, and alternatives of these.

use serde_json::{Map, Value, json};

use super::{
    EnumType, EnumValue, TypeKind, ValueType,
    keywords::{has_text, is_annotation, text},
    merge::MergedSchema,
};

/// An alternative of `anyOf` or `oneOf`, as far as it matters to an enum.
pub(super) enum Branch {
    /// These values only.
    Values(Vec<EnumValue>),
    /// Any text, and nothing else.
    AnyText,
    /// Any other schema.
    Other,
}

impl Branch {
    pub(super) fn of(schema: &MergedSchema) -> Self {
        if !schema.alternatives.is_empty() {
            Self::Other
        } else if has_text(&schema.keywords, "type", "null") {
            Self::Values(vec![EnumValue { value: Value::Null, docs: String::new() }])
        } else if let Some(values) = listed_values(&schema.keywords) {
            Self::Values(values)
        } else if is_any_text(&schema.keywords) {
            Self::AnyText
        } else {
            Self::Other
        }
    }

    /// Returns whether null is one of its values.
    pub(super) fn has_null(&self) -> bool {
        self.values().iter().any(|value| value.value.is_null())
    }

    /// Returns whether null is its only value.
    pub(super) fn is_null(&self) -> bool {
        !self.values().is_empty() && self.values().iter().all(|value| value.value.is_null())
    }

    fn values(&self) -> &[EnumValue] {
        if let Self::Values(values) = self { values } else { &[] }
    }
}

/// Combines alternatives to an enum without null, which is open if one of them is any text. Returns `None` if they are no
/// enum, as when they are `exclusive` and two of them allow the same value.
pub(super) fn to_enum<'b>(branches: impl Iterator<Item = &'b Branch> + Clone, exclusive: bool) -> Option<EnumType> {
    if branches.clone().any(|branch| matches!(branch, Branch::Other)) {
        return None;
    }
    let open = branches.clone().any(|branch| matches!(branch, Branch::AnyText));
    let values = branches.flat_map(Branch::values).filter(|value| !value.value.is_null());
    let values: Vec<EnumValue> = values.cloned().collect();
    let is_repeated = |value: &EnumValue| values.iter().filter(|other| other.value == value.value).count() > 1;
    let is_ambiguous = exclusive && (open || values.iter().any(is_repeated));
    let is_enum = !values.is_empty() && (!open || values.iter().all(|value| value.value.is_string()));
    (is_enum && !is_ambiguous).then_some(EnumType { values, open })
}

/// Returns the values in `const` or `enum`.
pub(super) fn listed_values(keywords: &Map<String, Value>) -> Option<Vec<EnumValue>> {
    if let Some(value) = keywords.get("const") {
        let docs = text(keywords, "description").unwrap_or_default();
        return Some(vec![EnumValue { value: value.clone(), docs }]);
    }
    let values = keywords.get("enum")?.as_array()?;
    Some(values.iter().map(|value| EnumValue { value: value.clone(), docs: String::new() }).collect())
}

/// Returns the type of these values. Null makes it nullable.
pub(super) fn to_value_type(values: Vec<EnumValue>) -> ValueType {
    let (nulls, values): (Vec<_>, Vec<_>) = values.into_iter().partition(|value| value.value.is_null());
    let has_null = !nulls.is_empty();
    if values.is_empty() {
        return ValueType::new(if has_null { TypeKind::Null } else { TypeKind::Never });
    }
    ValueType { nullable: has_null, ..ValueType::new(TypeKind::Enum(EnumType { values, open: false })) }
}

/// Returns whether every text is allowed, and nothing else.
fn is_any_text(keywords: &Map<String, Value>) -> bool {
    let is_string = has_text(keywords, "type", "string") || keywords.get("type") == Some(&json!(["string"]));
    is_string && keywords.keys().all(|keyword| keyword == "type" || is_annotation(keyword))
}
