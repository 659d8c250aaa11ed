//! The rules for headers: the names that a caller may set, and the values that are sent.

use http::{
    HeaderName, HeaderValue,
    header::{
        AUTHORIZATION, CONNECTION, CONTENT_LENGTH, CONTENT_TYPE, EXPECT, HOST, PROXY_AUTHORIZATION, TE, TRAILER,
        TRANSFER_ENCODING, UPGRADE,
    },
};

use crate::error::{EncodeError, EncodeErrorKind};

/// Headers that the transport writes, or that speak to the next hop only.
pub(crate) fn is_transports(name: &HeaderName) -> bool {
    [HOST, CONTENT_LENGTH, TRANSFER_ENCODING, CONNECTION, TE, TRAILER, UPGRADE, EXPECT, PROXY_AUTHORIZATION]
        .contains(name)
        || matches!(name.as_str(), "keep-alive" | "proxy-connection" | "http2-settings")
}

/// A header that a caller gives, checked but for what the credential's header is.
pub(crate) fn checked<V: TryInto<HeaderValue>>(name: &str, value: V) -> Result<(HeaderName, HeaderValue), EncodeError> {
    finish(name, value.try_into().ok())
}

fn finish(text: &str, value: Option<HeaderValue>) -> Result<(HeaderName, HeaderValue), EncodeError> {
    let refused = |reason| EncodeError::new(text.to_owned(), reason);
    let Ok(name) = text.parse::<HeaderName>() else {
        let reason = "a name is letters, digits and !#$%&'*+-.^_`|~";
        return Err(EncodeError::new("header", EncodeErrorKind::HeaderName(reason)));
    };
    may_be_set(&name)?;
    match value {
        Some(value) if is_plain(value.as_bytes()) => Ok((name, value)),
        _ => Err(refused(EncodeErrorKind::HeaderValue)),
    }
}

/// Refuses the transport's headers.
pub(crate) fn may_be_set(name: &HeaderName) -> Result<(), EncodeError> {
    if is_transports(name) {
        return Err(owned(name, "the transport writes it"));
    }
    Ok(())
}

/// Refuses, besides, what a client writes for every call.
pub(crate) fn may_be_default(name: &HeaderName) -> Result<(), EncodeError> {
    if *name == CONTENT_TYPE {
        return Err(owned(name, "it depends on each endpoint's body"));
    }
    if *name == AUTHORIZATION {
        return Err(owned(name, "give the credential to the builder's `auth`"));
    }
    Ok(())
}

/// The refusal of the header that carries the client's credential.
pub(crate) fn credentials(name: &HeaderName) -> EncodeError {
    owned(name, "the client's credential stands there")
}

fn owned(name: &HeaderName, why: &'static str) -> EncodeError {
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
