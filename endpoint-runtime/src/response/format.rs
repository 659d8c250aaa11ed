//! The formats of a response's body, and the values that can be read from them.

use std::any::TypeId;

use bytes::Bytes;
use serde::de::DeserializeOwned;

use crate::error::DecodeError;

/// Reads the body as JSON; the default. `()` takes any body, an empty body reads as `null`.
#[derive(Clone, Copy, Debug)]
pub struct Json;

/// Reads the body as UTF-8 text: `response = text`.
#[derive(Clone, Copy, Debug)]
pub struct Text;

/// Takes the body's bytes as they came: `response = bytes`.
#[derive(Clone, Copy, Debug)]
pub struct Raw;

/// A value that can be read from a response's body in the given format.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be read from a response's body",
    label = "cannot be read from the response",
    note = "as JSON: derive `serde::Deserialize`, or return `()` to ignore the body; with `response = text`: return `String`; with `response = bytes`: return `endpoint_runtime::Bytes`"
)]
pub trait Decode<Format>: Sized + Send + 'static {
    /// Reads the body.
    ///
    /// # Errors
    /// When the body is not of this format or shape.
    fn decode(body: &Bytes) -> Result<Self, DecodeError>;
}

#[diagnostic::do_not_recommend]
impl<T: DeserializeOwned + Send + 'static> Decode<Json> for T {
    fn decode(body: &Bytes) -> Result<Self, DecodeError> {
        let ignored = TypeId::of::<T>() == TypeId::of::<()>();
        if ignored || body.is_empty() {
            return serde_json::from_slice(b"null").map_err(|_| DecodeError::Empty);
        }
        Ok(serde_json::from_slice(body)?)
    }
}

#[diagnostic::do_not_recommend]
impl Decode<Text> for String {
    fn decode(body: &Bytes) -> Result<Self, DecodeError> {
        std::str::from_utf8(body).map(str::to_owned).map_err(|_| DecodeError::Utf8)
    }
}

#[diagnostic::do_not_recommend]
impl Decode<Raw> for Bytes {
    fn decode(body: &Bytes) -> Result<Self, DecodeError> {
        Ok(body.clone())
    }
}

#[diagnostic::do_not_recommend]
impl Decode<Raw> for Vec<u8> {
    fn decode(body: &Bytes) -> Result<Self, DecodeError> {
        Ok(body.to_vec())
    }
}
