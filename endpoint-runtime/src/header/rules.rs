//! Rules for headers: the names that a caller may set, and the allowed values.

use http::{
    HeaderName, HeaderValue,
    header::{
        AUTHORIZATION, CONNECTION, CONTENT_LENGTH, CONTENT_TYPE, COOKIE, EXPECT, HOST, PROXY_AUTHORIZATION, TE,
        TRAILER, TRANSFER_ENCODING, UPGRADE,
    },
};

use crate::error::{EncodeError, EncodeErrorKind};

/// Returns whether the header is written by the transport, or applies to a single connection only.
pub(crate) fn is_transport_header(name: &HeaderName) -> bool {
    [HOST, CONTENT_LENGTH, TRANSFER_ENCODING, CONNECTION, TE, TRAILER, UPGRADE, EXPECT, PROXY_AUTHORIZATION]
        .contains(name)
        || matches!(name.as_str(), "keep-alive" | "proxy-connection" | "http2-settings")
}

/// Validates a header of a caller, except against the header of the credential.
pub(crate) fn validate<V: TryInto<HeaderValue>>(
    name: &str,
    value: V,
) -> Result<(HeaderName, HeaderValue), EncodeError> {
    validate_parts(name, value.try_into().ok())
}

fn validate_parts(text: &str, value: Option<HeaderValue>) -> Result<(HeaderName, HeaderValue), EncodeError> {
    let refused = |reason| EncodeError::new(text.to_owned(), reason);
    let Ok(name) = text.parse::<HeaderName>() else {
        let reason = "a name is letters, digits and !#$%&'*+-.^_`|~";
        return Err(EncodeError::new("header", EncodeErrorKind::HeaderName(reason)));
    };
    check_settable(&name)?;
    match value {
        Some(value) if is_plain(value.as_bytes()) => Ok((name, value)),
        _ => Err(refused(EncodeErrorKind::HeaderValue)),
    }
}

/// Refuses a header that the transport writes.
pub(crate) fn check_settable(name: &HeaderName) -> Result<(), EncodeError> {
    if is_transport_header(name) {
        return Err(set_elsewhere(name, "the transport writes it"));
    }
    Ok(())
}

/// Refuses a header that the client sets for every call.
pub(crate) fn check_default(name: &HeaderName) -> Result<(), EncodeError> {
    if *name == CONTENT_TYPE {
        return Err(set_elsewhere(name, "it depends on each endpoint's body"));
    }
    if *name == AUTHORIZATION {
        return Err(set_elsewhere(name, "give the credential to the builder's `auth`"));
    }
    Ok(())
}

/// Returns whether the header is a credential by its name or by its mark.
pub(crate) fn is_credential(name: &HeaderName, value: &HeaderValue) -> bool {
    *name == AUTHORIZATION || *name == COOKIE || value.is_sensitive()
}

/// Returns the error for a header that the credential is sent in.
pub(crate) fn credential_conflict(name: &str) -> EncodeError {
    EncodeError::new(name.to_owned(), EncodeErrorKind::HeaderName("the client sends its credential in it"))
}

/// Returns the error for a header that the endpoint sends with a constant value.
pub(crate) fn constant_conflict(name: &HeaderName) -> EncodeError {
    set_elsewhere(name, "the endpoint declares its value")
}

/// Returns the error for the header of an endpoint's cookies.
pub(crate) fn cookie_conflict() -> EncodeError {
    set_elsewhere(&COOKIE, "the endpoint has cookies; set them as its arguments")
}

fn set_elsewhere(name: &HeaderName, why: &'static str) -> EncodeError {
    EncodeError::new(name.as_str().to_owned(), EncodeErrorKind::HeaderName(why))
}

/// Converts a text to a header value: visible ASCII, with spaces and tabs only between visible characters.
///
/// RFC 9110, section 5.5 allows text beyond ASCII as obsolete. It is refused, since recipients decode it differently.
pub(crate) fn header_value(text: &str) -> Result<HeaderValue, EncodeErrorKind> {
    let value = is_plain(text.as_bytes()).then(|| HeaderValue::from_str(text).ok()).flatten();
    value.ok_or(EncodeErrorKind::HeaderValue)
}

fn is_plain(value: &[u8]) -> bool {
    let is_blank = |byte: Option<&u8>| matches!(byte, Some(b' ' | b'\t'));
    value.is_ascii() && !is_blank(value.first()) && !is_blank(value.last())
}
