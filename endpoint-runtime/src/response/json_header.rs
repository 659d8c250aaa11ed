//! Headers of responses that are JSON: `#[encode(json)]`.

use http::HeaderMap;
use serde::de::DeserializeOwned;

use super::header::refused;
use crate::error::DecodeError;

/// A value that is read from the JSON text of a header.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be read from the JSON of a header",
    label = "not `serde::Deserialize`",
    note = "declare it with `#[object]` or `#[open_enum]`, or derive `serde::Deserialize` for it"
)]
pub trait JsonHeader: Sized {
    /// Reads the header of this name, in lower case.
    ///
    /// # Errors
    /// The header is missing, or its value is not the JSON of this type.
    fn read(headers: &HeaderMap, name: &'static str) -> Result<Self, DecodeError>;

    /// Reads the header of this name, in lower case, if there is one that is not blank.
    ///
    /// # Errors
    /// The value is not the JSON of this type.
    fn read_optional(headers: &HeaderMap, name: &'static str) -> Result<Option<Self>, DecodeError>;
}

#[diagnostic::do_not_recommend]
impl<T: DeserializeOwned> JsonHeader for T {
    fn read(headers: &HeaderMap, name: &'static str) -> Result<Self, DecodeError> {
        T::read_optional(headers, name)?.ok_or_else(|| refused(name, "is missing"))
    }

    fn read_optional(headers: &HeaderMap, name: &'static str) -> Result<Option<Self>, DecodeError> {
        let Some(value) = headers.get(name).filter(|value| !value.as_bytes().trim_ascii().is_empty()) else {
            return Ok(None);
        };
        // A server may send UTF-8 where it should send escapes.
        let value = serde_json::from_slice(value.as_bytes());
        value.map(Some).map_err(|error| refused(name, format!("is not as declared: {error}")))
    }
}
