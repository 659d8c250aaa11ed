//! The expectations of Rust types, in the terms of JSON.

use std::borrow::Cow;

use super::json_path::cut;
use crate::param;

/// The most characters that are shown of an expectation, such as the list of an enum's values.
const MAX_LENGTH: usize = 300;

/// Translates the expectation of a visitor, as serde's own and derived ones write it. Any other text is kept, but for its
/// length.
pub(super) fn in_json_terms(expected: &str) -> Cow<'static, str> {
    if let Some(scalar) = param::scalar_expectation(expected) {
        return scalar.into();
    }
    if let Some(number) = expected.strip_prefix("a nonzero ").and_then(param::scalar_expectation) {
        return format!("{number}, not 0").into();
    }
    match expected {
        "a boolean" => "true or false".into(),
        "a character" => "one character".into(),
        "f32" | "f64" | "a JSON number" => "a number".into(),
        "unit" => "null".into(),
        "option" => "a value or null".into(),
        "any valid JSON value" => "any value".into(),
        "a borrowed string" | "path string" | "a borrowed path" | "os string" | "variant identifier"
        | "field identifier" => "a string".into(),
        "a sequence" | "an array" | "a byte array" | "a borrowed byte array" | "byte array" | "bytes" => {
            "a list".into()
        }
        "an empty array" => "an empty list".into(),
        "a map" | "map" => "an object".into(),
        "string or map" => "a string or an object".into(),
        "newtype variant" | "tuple variant" | "struct variant" => "an object with one member".into(),
        _ => of_type(expected).unwrap_or_else(|| cut(expected, MAX_LENGTH).into()),
    }
}

/// Translates an expectation that contains the name of a Rust type or a length.
fn of_type(expected: &str) -> Option<Cow<'static, str>> {
    let length = |text: &str| text.parse::<usize>().ok();
    let list = |length| format!("a list of {length} {}", if length == 1 { "value" } else { "values" }).into();
    if let Some((_, count)) = expected.rsplit_once(" with ") {
        let count = count.strip_suffix(" elements").or_else(|| count.strip_suffix(" element")).and_then(length);
        if count.is_some() {
            return count.map(list);
        }
    }
    let sized = expected.strip_prefix("a tuple of size ").or_else(|| expected.strip_prefix("an array of length "));
    if let Some(length) = sized.and_then(length) {
        return Some(list(length));
    }
    [
        ("struct ", "an object"),
        ("internally tagged enum ", "an object"),
        ("adjacently tagged enum ", "an object"),
        ("enum ", "a string or an object"),
        ("tuple struct ", "a list"),
        ("tuple variant ", "a list"),
        ("unit struct ", "null"),
        ("unit variant ", "null"),
    ]
    .iter()
    .find_map(|(start, term)| expected.starts_with(start).then_some(Cow::Borrowed(*term)))
}
