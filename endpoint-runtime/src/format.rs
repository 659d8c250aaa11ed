//! Formats of bodies beside those of this crate: XML, CSV, `MessagePack`.
//!
//! A format is a type that names its media type. What it can write and read, it says by [`Encode`] and [`Decode`]: usually every type that is
//! `Serialize` or `Deserialize`. A declaration names it as it names the others: `#[body(Csv)]`, `response = Csv`.
//!
//! ```
//! use endpoint_runtime::{BoxError, Bytes, Result, endpoints, format::{Decode, Encode, Format}};
//!
//! /// Numbers with commas between them.
//! #[derive(Debug)]
//! pub struct Csv;
//!
//! impl Format for Csv {
//!     const CONTENT_TYPE: &'static str = "text/csv";
//! }
//!
//! impl Encode<Vec<u32>> for Csv {
//!     fn encode(numbers: &Vec<u32>) -> std::result::Result<Bytes, BoxError> {
//!         Ok(numbers.iter().map(u32::to_string).collect::<Vec<_>>().join(",").into())
//!     }
//! }
//!
//! impl Decode<Vec<u32>> for Csv {
//!     fn decode(body: &Bytes) -> std::result::Result<Vec<u32>, BoxError> {
//!         Ok(std::str::from_utf8(body)?.split(',').map(str::parse).collect::<std::result::Result<_, _>>()?)
//!     }
//! }
//!
//! #[endpoints]
//! pub trait Sorting {
//!     #[endpoint(POST "/sort", response = Csv)]
//!     async fn sort(&self, #[body(Csv)] numbers: Vec<u32>) -> Result<Vec<u32>>;
//! }
//! ```
//!
//! Tools take such a body for bytes, since only the format knows its structure.

use std::{fmt, sync::Arc};

use bytes::Bytes;

use crate::{
    error::{BoxError, DecodeError, EncodeError, EncodeErrorKind},
    metadata::{BodyFormat, ResponseFormat, ResponseMetadata},
    request::Encoder,
    response,
};

/// A format of bodies.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a format of bodies",
    label = "not a `format::Format`",
    note = "the formats of this crate are written in lower case: `json`, `form`, `text`, `bytes`, `ndjson`, `stream`",
    note = "for a format of your own: `impl endpoint_runtime::format::Format for {Self}`, with `Encode<T>` for what is sent and `Decode<T>` for what is read"
)]
pub trait Format: 'static {
    /// The media type.
    const CONTENT_TYPE: &'static str;
}

/// A format that can write values of a type.
#[diagnostic::on_unimplemented(
    message = "the format `{Self}` cannot write `{T}`",
    label = "not `format::Encode<{T}>`",
    note = "implement `endpoint_runtime::format::Encode<{T}>` for `{Self}`, or for every type: `impl<T: serde::Serialize> Encode<T> for {Self}`"
)]
pub trait Encode<T: ?Sized>: Format {
    /// Writes a value.
    ///
    /// # Errors
    /// The value has no form in this format.
    fn encode(value: &T) -> Result<Bytes, BoxError>;
}

/// A format that can read values of a type.
#[diagnostic::on_unimplemented(
    message = "the format `{Self}` cannot read `{T}`",
    label = "not `format::Decode<{T}>`",
    note = "implement `endpoint_runtime::format::Decode<{T}>` for `{Self}`, or for every type: `impl<T: serde::de::DeserializeOwned> Decode<T> for {Self}`"
)]
pub trait Decode<T>: Format {
    /// Reads a value.
    ///
    /// # Errors
    /// The body is not in this format, or does not match the type. The text of the error is shown, so that it holds no value of the body.
    fn decode(body: &Bytes) -> Result<T, BoxError>;
}

/// Writes the argument `name`, which is the whole body.
pub fn write<F: Encode<T>, T>(value: &T, name: &'static str, request: &mut Encoder<'_>) {
    let body = F::encode(value).map_err(|error| EncodeError::new(name, EncodeErrorKind::Format(Arc::from(error))));
    request.whole_body(BodyFormat::Bytes, body);
}

#[diagnostic::do_not_recommend]
impl<T: Send + 'static, F: Decode<T>> response::Decode<response::Custom<F>> for T {
    const RESPONSE: ResponseMetadata = ResponseMetadata::of(ResponseFormat::Bytes, F::CONTENT_TYPE);

    fn decode(response: &http::Response<Bytes>) -> Result<Self, DecodeError> {
        F::decode(response.body()).map_err(|error| DecodeError::Format { problem: error.to_string() })
    }
}

impl<F> fmt::Debug for response::Custom<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Custom")
    }
}
