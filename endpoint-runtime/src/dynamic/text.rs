//! The text and the bytes of a JSON value in a path, query, header, form or body of bytes.

use base64::{Engine, prelude::BASE64_STANDARD as STANDARD};
use bytes::Bytes;
use serde_json::Value;

use crate::param::{ParamError, ParamText};

/// Returns the text of a JSON scalar, which is the text of a [`Param`](trait@crate::Param).
pub(super) fn text(value: &Value) -> Result<ParamText<'_>, ParamError> {
    match value {
        Value::String(text) => Ok(text.as_str().into()),
        Value::Number(number) => Ok(ParamText::display(number)),
        Value::Bool(flag) => Ok(ParamText::display(flag)),
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
