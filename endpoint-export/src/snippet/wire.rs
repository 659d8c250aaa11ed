//! Values as they are sent: as text, one by one, if they can be sent.

use endpoint_runtime::{Json, metadata::ParameterLocation, provider::InputParameter};

/// Returns the text of a value in a path, a query, a header or a form.
pub(super) fn text(value: &Json) -> String {
    match value {
        Json::String(text) => text.clone(),
        value => value.to_string(),
    }
}

/// Returns the items of a repeated parameter, or else the one value.
pub(super) fn items<'a>(parameter: &InputParameter, value: &'a Json) -> &'a [Json] {
    match value {
        Json::Array(items) if parameter.metadata.repeated => items,
        _ => std::slice::from_ref(value),
    }
}

/// Returns whether a client sends the value in the parameter's place.
pub(super) fn can_be_sent(parameter: &InputParameter, value: &Json) -> bool {
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
