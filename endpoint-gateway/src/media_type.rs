//! Media types, as `Content-Type` gives them.

use endpoint_runtime::http::HeaderValue;

/// Returns a media type without its parameters.
pub(crate) fn essence(content_type: &str) -> &str {
    content_type.split(';').next().unwrap_or(content_type).trim()
}

/// Returns whether a media type is JSON's (RFC 8259, RFC 6839).
pub(crate) fn is_json(value: &HeaderValue) -> bool {
    let essence = value.to_str().map(essence).unwrap_or_default();
    if essence.eq_ignore_ascii_case("application/json") {
        return true;
    }
    let essence = essence.to_ascii_lowercase();
    essence.starts_with("application/") && essence.ends_with("+json")
}
