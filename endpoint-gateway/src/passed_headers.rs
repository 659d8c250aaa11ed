//! The request headers that the gateway forwards, and those that it never does.

use endpoint_runtime::http::{HeaderMap, HeaderName, header};

/// Headers that are forwarded without being declared.
pub(crate) static PASSED: [HeaderName; 7] = [
    header::ACCEPT,
    header::ACCEPT_LANGUAGE,
    header::CONTENT_TYPE,
    header::USER_AGENT,
    HeaderName::from_static("traceparent"),
    HeaderName::from_static("tracestate"),
    HeaderName::from_static("x-request-id"),
];

/// Headers that are not forwarded even when they are declared: they frame a message, or identify the caller to the gateway.
pub(crate) static NEVER_PASSED: [HeaderName; 6] = [
    header::AUTHORIZATION,
    header::CONTENT_ENCODING,
    header::CONTENT_LENGTH,
    header::COOKIE,
    header::EXPECT,
    header::HOST,
];

/// Returns whether a header is never forwarded: one of the above, a hop-by-hop header, or one of a browser.
pub(crate) fn is_never_passed(name: &HeaderName) -> bool {
    is_hop_by_hop(name) || NEVER_PASSED.contains(name) || name.as_str().starts_with("sec-")
}

/// Returns whether a header is for one connection only (RFC 9110, section 7.6.1).
pub(crate) fn is_hop_by_hop(name: &HeaderName) -> bool {
    [header::CONNECTION, header::TE, header::TRAILER, header::TRANSFER_ENCODING, header::UPGRADE].contains(name)
        || name.as_str().starts_with("proxy-")
        || matches!(name.as_str(), "keep-alive" | "http2-settings")
}

/// Returns whether `Connection` has other options than `keep-alive`, which is dropped in any case.
pub(crate) fn has_connection_options(headers: &HeaderMap) -> bool {
    headers.get_all(header::CONNECTION).iter().any(|value| !value.as_bytes().eq_ignore_ascii_case(b"keep-alive"))
}

/// Returns whether the header is named as a connection option (RFC 9110, section 7.6.1).
pub(crate) fn is_connection_option(headers: &HeaderMap, name: &HeaderName) -> bool {
    headers
        .get_all(header::CONNECTION)
        .iter()
        .flat_map(|value| value.as_bytes().split(|byte| *byte == b','))
        .any(|token| token.trim_ascii().eq_ignore_ascii_case(name.as_str().as_bytes()))
}
