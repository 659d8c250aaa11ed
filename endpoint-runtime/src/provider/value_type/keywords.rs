//! Keywords of JSON Schema that apply to a single value: annotations, type names and bounds.

use serde_json::{Map, Value};

use super::{NumberType, StringType, ValueType};

/// Keywords that describe a value and do not constrain it.
const ANNOTATIONS: [&str; 13] = [
    "$anchor",
    "$comment",
    "$defs",
    "$id",
    "$schema",
    "default",
    "deprecated",
    "description",
    "examples",
    "readOnly",
    "title",
    "writeOnly",
    "format",
];

pub(super) fn is_annotation(keyword: &str) -> bool {
    ANNOTATIONS.contains(&keyword) || keyword.starts_with("x-")
}

/// Adds the annotations of a schema. They take precedence over those that the type already has.
pub(super) fn annotate(mut value: ValueType, keywords: &Map<String, Value>) -> ValueType {
    let non_empty = |keyword: &str| text(keywords, keyword).filter(|text| !text.is_empty());
    let is_true = |keyword: &str| keywords.get(keyword) == Some(&Value::Bool(true));
    if let Some(docs) = non_empty("description") {
        value.docs = docs;
    }
    if let Some(title) = non_empty("title") {
        value.title = Some(title);
    }
    if let Some(default) = keywords.get("default") {
        value.default = Some(default.clone());
    }
    if let Some(Value::Array(examples)) = keywords.get("examples") {
        value.examples.clone_from(examples);
    }
    value.deprecated |= is_true("deprecated");
    value.sensitive |= is_true("writeOnly") || is_true("x-sensitive") || has_text(keywords, "format", "password");
    value
}

/// Returns the types in `type`; without that keyword, the type to which the other keywords apply.
pub(super) fn type_names(keywords: &Map<String, Value>) -> Vec<&str> {
    match keywords.get("type") {
        Some(Value::Array(types)) => return types.iter().filter_map(Value::as_str).collect(),
        Some(name) => return name.as_str().into_iter().collect(),
        None => {}
    }
    let has = |names: &[&str]| names.iter().any(|name| keywords.contains_key(*name));
    if has(&["properties", "required", "additionalProperties", "patternProperties"]) {
        vec!["object"]
    } else if has(&["items", "prefixItems", "minItems", "maxItems"]) {
        vec!["array"]
    } else if has(&["pattern", "minLength", "maxLength", "contentEncoding"]) {
        vec!["string"]
    } else if has(&["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"]) {
        vec!["number"]
    } else {
        Vec::new()
    }
}

pub(super) fn number_type(keywords: &Map<String, Value>) -> NumberType {
    let bound = |keyword: &str| keywords.get(keyword).and_then(Value::as_number).cloned();
    NumberType {
        format: text(keywords, "format"),
        minimum: bound("minimum"),
        maximum: bound("maximum"),
        exclusive_minimum: bound("exclusiveMinimum"),
        exclusive_maximum: bound("exclusiveMaximum"),
        multiple_of: bound("multipleOf"),
    }
}

pub(super) fn string_type(keywords: &Map<String, Value>) -> StringType {
    StringType {
        format: text(keywords, "format"),
        pattern: text(keywords, "pattern"),
        min_length: size(keywords, "minLength"),
        max_length: size(keywords, "maxLength"),
    }
}

/// Returns whether the keyword has this text as its value.
pub(super) fn has_text(keywords: &Map<String, Value>, keyword: &str, text: &str) -> bool {
    keywords.get(keyword).is_some_and(|value| value == text)
}

pub(super) fn size(keywords: &Map<String, Value>, keyword: &str) -> Option<u64> {
    keywords.get(keyword).and_then(Value::as_u64)
}

pub(super) fn text(keywords: &Map<String, Value>, keyword: &str) -> Option<String> {
    keywords.get(keyword).and_then(Value::as_str).map(str::to_owned)
}
