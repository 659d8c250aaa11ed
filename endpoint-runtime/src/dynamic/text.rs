//! The items of a JSON value, and their text and bytes in a path, query, header, form or body of bytes.

use base64::{Engine, prelude::BASE64_STANDARD as STANDARD};
use bytes::Bytes;

use crate::{
    json::Json,
    metadata::Parameter,
    param::{ParamError, ParamText},
};

/// Returns the text of a JSON scalar, which is the text of a [`Param`](trait@crate::Param).
pub(super) fn text(value: &Json) -> Result<ParamText<'_>, ParamError> {
    match value {
        Json::String(text) => Ok(text.as_str().into()),
        Json::Number(number) => Ok(number.as_str().into()),
        Json::Bool(flag) => Ok(ParamText::display(flag)),
        _ => Err(ParamError::new("expected a string, a number or a boolean")),
    }
}

/// Decodes the bytes of a base64 string.
pub(super) fn bytes(base64: &str) -> Result<Bytes, ParamError> {
    STANDARD
        .decode(base64)
        .map(Bytes::from)
        .map_err(|_| ParamError::new("expected bytes in base64 (RFC 4648, section 4)"))
}

/// Returns the items of a repeated parameter, or the value itself.
pub(super) fn items<'a>(parameter: &Parameter, value: &'a Json) -> &'a [Json] {
    match value {
        Json::Array(items) if parameter.repeated => items,
        _ => std::slice::from_ref(value),
    }
}
