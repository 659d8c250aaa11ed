//! Headers of responses.

use http::HeaderMap;
#[cfg(feature = "server")]
use http::{HeaderName, Response};

use super::joined_header;
#[cfg(feature = "server")]
use crate::{
    body::Body,
    header::rules::header_value,
    server::{Rejection, internal},
};
use crate::{error::DecodeError, param::Param};

/// A value that a response has in a header: any [`Param`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be read from a header of a response",
    label = "not a `Param`",
    note = "for a newtype or an enum of unit variants: `#[derive(endpoint_runtime::Param)]`",
    note = "write a header that may be absent as `Option<T>`, where `T` is a `Param`"
)]
pub trait ResponseHeader: Sized {
    /// Reads the header of this name, in lower case. Of several, the first counts.
    ///
    /// # Errors
    /// The header is missing, or its value is not one of this type.
    fn read(headers: &HeaderMap, name: &'static str) -> Result<Self, DecodeError>;

    /// Reads the header of this name, in lower case, if there is one. A blank value counts as absent if it is none of this type.
    ///
    /// # Errors
    /// The value is not one of this type.
    fn read_optional(headers: &HeaderMap, name: &'static str) -> Result<Option<Self>, DecodeError>;

    /// Adds the header to a response.
    ///
    /// # Errors
    /// 500: the value has no text, or one that no header can have.
    #[cfg(feature = "server")]
    fn write(&self, name: HeaderName, response: &mut Response<Body>) -> Result<(), Rejection>;

    /// Adds the header to a response, if there is a value.
    ///
    /// # Errors
    /// 500: the value has no text, or one that no header can have.
    #[cfg(feature = "server")]
    fn write_optional(value: &Option<Self>, name: HeaderName, response: &mut Response<Body>) -> Result<(), Rejection> {
        value.as_ref().map_or(Ok(()), |value| value.write(name, response))
    }

    /// Reads a list from all headers of this name, in lower case; it is empty without one.
    ///
    /// # Errors
    /// An item is not of this type.
    fn read_joined(headers: &HeaderMap, name: &'static str, separator: char) -> Result<Vec<Self>, DecodeError>;

    /// Adds a list to a response as one header, unless it is empty.
    ///
    /// # Errors
    /// 500: an item has no text, or one that holds the separator or that no header can have.
    #[cfg(feature = "server")]
    fn write_joined(
        items: &[Self],
        separator: char,
        name: HeaderName,
        response: &mut Response<Body>,
    ) -> Result<(), Rejection>;
}

/// Returns the error of a header of a response.
pub(super) fn refused(name: &'static str, problem: impl Into<String>) -> DecodeError {
    DecodeError::Header { name, problem: problem.into() }
}

/// Adds a header with this text, or fails with 500.
#[cfg(feature = "server")]
pub(crate) fn insert(
    text: Result<&str, String>,
    name: HeaderName,
    response: &mut Response<Body>,
) -> Result<(), Rejection> {
    match text.and_then(|text| header_value(text).map_err(|error| error.to_string())) {
        Ok(value) => {
            response.headers_mut().insert(name, value);
            Ok(())
        }
        Err(error) => {
            tracing::error!(header = name.as_str(), error, "a header of the response cannot be written");
            Err(internal("a header of the response cannot be written"))
        }
    }
}

impl<T: Param> ResponseHeader for T {
    fn read(headers: &HeaderMap, name: &'static str) -> Result<Self, DecodeError> {
        T::read_optional(headers, name)?.ok_or_else(|| refused(name, "is missing"))
    }

    fn read_optional(headers: &HeaderMap, name: &'static str) -> Result<Option<Self>, DecodeError> {
        let Some(value) = headers.get(name) else { return Ok(None) };
        let text = value.to_str().map_err(|_| refused(name, "has characters other than visible ASCII"))?;
        match T::from_text(text) {
            Ok(value) => Ok(Some(value)),
            Err(_) if text.trim().is_empty() => Ok(None),
            Err(error) => Err(refused(name, format!("is not as declared: {error}"))),
        }
    }

    #[cfg(feature = "server")]
    fn write(&self, name: HeaderName, response: &mut Response<Body>) -> Result<(), Rejection> {
        insert(self.to_text().as_deref().map_err(ToString::to_string), name, response)
    }

    fn read_joined(headers: &HeaderMap, name: &'static str, separator: char) -> Result<Vec<Self>, DecodeError> {
        joined_header::read(headers, name, separator)
    }

    #[cfg(feature = "server")]
    fn write_joined(
        items: &[Self],
        separator: char,
        name: HeaderName,
        response: &mut Response<Body>,
    ) -> Result<(), Rejection> {
        joined_header::write(items, separator, name, response)
    }
}
