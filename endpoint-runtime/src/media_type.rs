//! Media types, as `Content-Type` gives them (RFC 9110, section 8.3.1).

use crate::metadata::{BodyFormat, Metadata};

/// The media type in place of any: that of a body whose media type an argument gives (RFC 9110, section 12.5.1).
pub const ANY: &str = "*/*";

/// Returns a media type without its parameters.
#[must_use]
pub fn essence(content_type: &str) -> &str {
    content_type.split(';').next().unwrap_or_default().trim_matches([' ', '\t'])
}

/// Returns whether a media type is JSON's: `application/json`, or an application's own with the suffix `+json` (RFC 6839), in any
/// case and with any parameters.
///
/// ```
/// use endpoint_runtime::media_type::is_json;
///
/// assert!(is_json("Application/JSON; charset=utf-8") && is_json("application/vnd.api+json"));
/// assert!(!is_json("text/json") && !is_json("application/+json"));
/// ```
#[must_use]
pub fn is_json(content_type: &str) -> bool {
    let Some((of, subtype)) = essence(content_type).split_once('/') else { return false };
    let suffix = subtype.len().checked_sub("+json".len()).filter(|start| *start > 0);
    let has_suffix = suffix.and_then(|start| subtype.get(start..)).is_some_and(|end| end.eq_ignore_ascii_case("+json"));
    let is_list = subtype.contains([',', ' ', '\t', '/']);
    of.eq_ignore_ascii_case("application") && (subtype.eq_ignore_ascii_case("json") || (has_suffix && !is_list))
}

/// Returns whether a body of this media type is one of the endpoint, whatever the parameters are. For JSON, any media type of JSON is.
#[must_use]
pub fn is_of(metadata: &Metadata, content_type: &str) -> bool {
    match metadata.content_type() {
        Some(ANY) => true,
        Some(_) if metadata.body == BodyFormat::Json && is_json(content_type) => true,
        Some(expected) => essence(content_type).eq_ignore_ascii_case(essence(expected)),
        None => false,
    }
}

/// Returns whether the charset is UTF-8, is its subset ASCII, or is missing.
#[cfg(feature = "server")]
#[must_use]
pub(crate) fn is_utf_8(content_type: &str) -> bool {
    parameters(content_type)
        .filter(|(name, _)| name.eq_ignore_ascii_case("charset"))
        .all(|(_, charset)| ["utf-8", "utf8", "us-ascii"].iter().any(|known| charset.eq_ignore_ascii_case(known)))
}

/// Returns the parameters of a media type with their values, without quotation marks.
#[cfg(feature = "server")]
pub(crate) fn parameters(content_type: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = content_type.split_once(';').map_or("", |(_, rest)| rest);
    std::iter::from_fn(move || {
        while !rest.is_empty() {
            let (parameter, behind) = rest.split_at(parameter_end(rest));
            rest = behind.get(1..).unwrap_or_default();
            if let Some((name, value)) = parameter.split_once('=') {
                let value = value.trim();
                let quoted = value.strip_prefix('"').and_then(|value| value.strip_suffix('"'));
                return Some((name.trim(), quoted.unwrap_or(value)));
            }
        }
        None
    })
}

/// Returns the position of the semicolon behind a parameter, or the length. A semicolon may stand in a quoted value.
#[cfg(feature = "server")]
fn parameter_end(parameters: &str) -> usize {
    let (mut is_quoted, mut is_escaped) = (false, false);
    let end = parameters.bytes().position(|byte| {
        let was_escaped = is_escaped;
        is_escaped = is_quoted && byte == b'\\' && !was_escaped;
        is_quoted ^= byte == b'"' && !was_escaped;
        byte == b';' && !is_quoted
    });
    end.unwrap_or(parameters.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::__private::METADATA;

    fn is_of(format: BodyFormat, content_type: &str) -> bool {
        super::is_of(&Metadata { body: format, ..METADATA }, content_type)
    }

    #[test]
    fn a_type_is_compared_in_any_case_and_without_parameters() {
        for json in [
            "application/json",
            "APPLICATION/Json",
            " application/json \t; charset=utf-8",
            "application/json;charset=\"UTF-8\";a=\"b;c\"",
            "application/problem+json",
            "application/vnd.api+JSON;version=1",
        ] {
            assert!(is_json(json) && is_of(BodyFormat::Json, json), "{json}");
            assert!(!is_of(BodyFormat::Form, json) && !is_of(BodyFormat::None, json), "{json}");
        }
        for other in [
            "",
            "json",
            "application",
            "application/",
            "application/+json",
            "application/jsonp",
            "application/json, text/html",
            "application/a, b/c+json",
            "text/json",
            "image/svg+xml",
            "model/gltf+json",
        ] {
            assert!(!is_json(other), "{other}");
        }
        assert!(is_of(BodyFormat::Form, "Application/X-WWW-Form-Urlencoded ;charset=UTF-8"));
        assert!(!is_of(BodyFormat::Text, "text/plain2") && is_of(BodyFormat::Text, "text/plain;format=flowed"));
    }

    #[cfg(feature = "server")]
    #[test]
    fn a_charset_is_read_behind_quoted_values() {
        for utf_8 in [
            "text/plain",
            "text/plain;charset=utf-8",
            "text/plain; Charset = \"UTF-8\" ",
            "text/plain; a=\"; charset=latin1\"; charset=us-ascii",
            "text/plain; a=\"\\\"; charset=latin1\"",
            "text/plain;;charset",
        ] {
            assert!(is_utf_8(utf_8), "{utf_8}");
        }
        for other in
            ["text/plain; charset=iso-8859-1", "text/plain;a=\"b\";charset=latin1", "a; charset=utf-8;charset=b"]
        {
            assert!(!is_utf_8(other), "{other}");
        }
    }
}
