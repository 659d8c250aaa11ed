//! Values as they are sent: as text, one by one, if they can be sent.

use endpoint_runtime::{metadata::ParameterLocation, provider::InputParameter};
use serde_json::Value;

use super::literal::compact_json;

/// Returns the text of a value in a path, a query, a header or a form.
pub(super) fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        value => compact_json(value),
    }
}

/// Returns the items of a repeated parameter, or else the one value.
pub(super) fn items<'a>(parameter: &InputParameter, value: &'a Value) -> &'a [Value] {
    match value {
        Value::Array(items) if parameter.metadata.repeated => items,
        _ => std::slice::from_ref(value),
    }
}

/// Returns whether a client sends the value in the parameter's place.
pub(super) fn can_be_sent(parameter: &InputParameter, value: &Value) -> bool {
    match parameter.metadata.location {
        ParameterLocation::Path => !matches!(text(value).as_str(), "" | "." | ".."),
        ParameterLocation::Header => is_header_text(&text(value)),
        _ => true,
    }
}

/// Returns whether the text is visible ASCII, with blanks between visible characters only.
fn is_header_text(text: &str) -> bool {
    let is_blank = |byte: Option<&u8>| matches!(byte, Some(b' ' | b'\t'));
    let bytes = text.as_bytes();
    let is_sendable = |byte: &u8| matches!(byte, b'\t' | b' '..=b'~');
    bytes.iter().all(is_sendable) && !is_blank(bytes.first()) && !is_blank(bytes.last())
}
