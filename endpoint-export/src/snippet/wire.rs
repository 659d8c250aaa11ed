//! Values as they are sent: as text, one by one, if they can be sent.

use endpoint_runtime::{
    Json,
    header::ascii_json,
    metadata::{Encoding, Metadata, Parameter, ParameterLocation},
    provider::InputParameter,
};

/// Returns the text of a value in a path, a query, a header or a form.
pub(super) fn text(value: &Json) -> String {
    match value {
        Json::String(text) => text.clone(),
        value => value.to_string(),
    }
}

/// Returns the texts that a value is sent as: one for each item of a repeated parameter, or else one, or none for an empty list.
pub(super) fn texts(parameter: &Parameter, value: &Json) -> Vec<String> {
    match (parameter.encoding, value) {
        (Encoding::Json, value) if parameter.location == ParameterLocation::Header => {
            vec![ascii_json(&value.to_string())]
        }
        (Encoding::Json, value) => vec![value.to_string()],
        (Encoding::Joined(_), Json::Array(items)) if items.is_empty() => Vec::new(),
        (Encoding::Joined(separator), Json::Array(items)) => {
            vec![items.iter().map(text).collect::<Vec<_>>().join(&separator.to_string())]
        }
        (_, Json::Array(items)) if parameter.repeated => items.iter().map(text).collect(),
        (_, value) => vec![text(value)],
    }
}

/// Returns the keys as they are sent and the texts of a map, sorted by key. A key that cannot be sent is left out.
pub(super) fn map_pairs(parameter: &Parameter, value: &Json, metadata: &Metadata) -> Vec<(String, String)> {
    let Json::Object(members) = value else { return Vec::new() };
    let mut members: Vec<_> = members.iter().collect();
    members.sort_unstable_by(|(a, _), (b, _)| a.as_str().cmp(b.as_str()));
    let pairs = members.into_iter().flat_map(|(key, value)| {
        let key = parameter.sent_map_key(key, metadata);
        key.into_iter().flat_map(|key| texts(parameter, value).into_iter().map(move |text| (key.clone(), text)))
    });
    pairs.collect()
}

/// Returns whether a client sends the value in the parameter's place.
pub(super) fn can_be_sent(parameter: &InputParameter, value: &Json) -> bool {
    let parameter = &parameter.metadata;
    if let (Encoding::Joined(separator), Json::Array(items)) = (parameter.encoding, value)
        && items.iter().any(|item| text(item).contains(separator))
    {
        return false;
    }
    match parameter.location {
        ParameterLocation::Header if parameter.map => {
            let values = value.as_object().into_iter().flat_map(|members| members.iter().map(|(_, value)| value));
            values.flat_map(|value| texts(parameter, value)).all(|text| is_header_text(&text))
        }
        _ if parameter.nesting().is_some() => parameter.nested_pairs(value).is_some(),
        ParameterLocation::Path => {
            matches!(&*texts(parameter, value), [text] if !matches!(text.as_str(), "" | "." | ".."))
        }
        ParameterLocation::Header => texts(parameter, value).iter().all(|text| is_header_text(text)),
        ParameterLocation::Cookie => texts(parameter, value).iter().all(|text| is_cookie_text(text)),
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

/// Returns whether the text is made of the characters of a cookie's value (RFC 6265, section 4.1.1).
fn is_cookie_text(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'"' | b',' | b';' | b'\\'))
}
