//! Which headers a caller may set.

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
        Some(value) if is_plain(&value) => Ok((name, value)),
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

/// The rule of [`header_value`](crate::request::header_value) for a value that is made already.
fn is_plain(value: &HeaderValue) -> bool {
    let bytes = value.as_bytes();
    let blank = |byte: Option<&u8>| matches!(byte, Some(b' ' | b'\t'));
    bytes.is_ascii() && !blank(bytes.first()) && !blank(bytes.last())
}
