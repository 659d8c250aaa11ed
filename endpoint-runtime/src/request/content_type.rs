//! The media type of a request's body.

use http::{HeaderMap, HeaderValue, header::CONTENT_TYPE};

use crate::{
    error::{EncodeError, EncodeErrorKind},
    media_type::essence,
    metadata::{BodyFormat, Metadata},
    param::ParamError,
};

/// Checks the media type that an argument gives.
pub(super) fn check_content_type(headers: &HeaderMap, metadata: &Metadata) -> Result<(), EncodeError> {
    let given = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let (of, subtype) = essence(given).split_once('/').unwrap_or_default();
    if is_token(of) && is_token(subtype) {
        return Ok(());
    }
    let argument = metadata.parameters().find(|parameter| parameter.is_header(CONTENT_TYPE.as_str()));
    let error = ParamError::new("expected a media type, such as `image/png`");
    Err(EncodeError::new(argument.map_or("content-type", |argument| argument.name), EncodeErrorKind::Value(error)))
}

/// Returns whether a text is a token (RFC 9110, section 5.6.2).
fn is_token(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
}

/// Returns the `Content-Type`. The compiler checks its syntax, so that calls do not have to.
pub(super) fn content_type(format: BodyFormat, declared: Option<&'static str>) -> Option<HeaderValue> {
    const fn checked(format: BodyFormat) -> Option<HeaderValue> {
        match format.content_type() {
            Some(text) => Some(HeaderValue::from_static(text)),
            None => None,
        }
    }
    match format {
        BodyFormat::None | BodyFormat::Multipart => None,
        _ if declared.is_some() => declared.and_then(|content_type| HeaderValue::from_str(content_type).ok()),
        BodyFormat::Json => const { checked(BodyFormat::Json) },
        BodyFormat::Form => const { checked(BodyFormat::Form) },
        BodyFormat::Text => const { checked(BodyFormat::Text) },
        BodyFormat::Bytes => const { checked(BodyFormat::Bytes) },
    }
}
