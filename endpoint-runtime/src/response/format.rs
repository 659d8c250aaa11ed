//! The formats of response bodies, and the types that can be decoded from them.

use std::{any::TypeId, marker::PhantomData};

use bytes::Bytes;
use serde::de::DeserializeOwned;

use crate::{error::DecodeError, json::without_byte_order_mark, metadata::ResponseMetadata};

/// The format of a JSON body, which is the default. `()` ignores the body; an empty body is decoded as `null`. A byte-order mark is
/// passed over.
#[derive(Clone, Copy, Debug)]
pub struct Json;

/// The format of a UTF-8 text body: `response = text`.
#[derive(Clone, Copy, Debug)]
pub struct Text;

/// The format of a body of bytes, which are not changed: `response = bytes`.
#[derive(Clone, Copy, Debug)]
pub struct Raw;

/// The format of a body in a [format](crate::format) `F` of the user: `response = Xml`.
pub struct Custom<F>(PhantomData<F>);

/// The format of bytes that are read as they arrive: `response = stream`.
#[derive(Clone, Copy, Debug)]
pub struct Streamed;

/// The format of server-sent events: `response = sse`.
#[derive(Clone, Copy, Debug)]
pub struct Sse;

/// The format of lines of JSON: `response = ndjson`.
#[derive(Clone, Copy, Debug)]
pub struct Ndjson;

/// No format: every type has it, and no endpoint names it. Without it, the compiler's messages about a type that cannot be read
/// would name [`Custom`], which is the only format that any type could have.
#[doc(hidden)]
#[derive(Debug)]
pub enum NoFormat {}

#[diagnostic::do_not_recommend]
impl<T: Send + 'static> Decode<NoFormat> for T {
    const RESPONSE: ResponseMetadata = ResponseMetadata::JSON;

    fn decode(_: &http::Response<Bytes>) -> Result<Self, DecodeError> {
        Err(DecodeError::Empty)
    }
}

/// A value that can be decoded from a response, whose body is in a format.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be decoded from a response's body",
    label = "cannot be decoded from the response",
    note = "as JSON: declare it with `#[object]`, derive `serde::Deserialize`, or return `()` to ignore the body; with `response = text`: return `String`; with `response = bytes`: return `endpoint_runtime::Bytes`",
    note = "with `response = stream`: return `stream::ByteStream`; with `response = sse`: `stream::EventStream<T>`; with `response = ndjson`: `stream::Lines<T>`",
    note = "with a format of your own: implement `endpoint_runtime::format::Decode<{Self}>` for it",
    note = "a struct that derives `Response` says the format on its body, `#[body(bytes)]`, and its endpoint has no option `response`"
)]
pub trait Decode<Format>: Sized + Send + 'static {
    /// The response that the value is decoded from.
    const RESPONSE: ResponseMetadata;

    /// Decodes the response.
    ///
    /// # Errors
    /// The body is not in this format, or does not match the type.
    fn decode(response: &http::Response<Bytes>) -> Result<Self, DecodeError>;
}

/// A result that is read from a response without a body: `()`, or a struct of headers that derives `Response`.
#[diagnostic::on_unimplemented(
    message = "a response with the status 204 or 205 has no body that `{Self}` could be read from",
    label = "the response of this endpoint has no body",
    note = "return `Result<()>`, or write another status; for headers, return a struct that derives `Response` and has no `#[body]`"
)]
pub trait WithoutBody {}

impl WithoutBody for () {}

#[diagnostic::do_not_recommend]
impl<T: DeserializeOwned + Send + 'static> Decode<Json> for T {
    const RESPONSE: ResponseMetadata = ResponseMetadata::JSON;

    fn decode(response: &http::Response<Bytes>) -> Result<Self, DecodeError> {
        let ignored = TypeId::of::<T>() == TypeId::of::<()>();
        let json = without_byte_order_mark(response.body());
        if ignored || json.is_empty() {
            return serde_json::from_slice(b"null").map_err(|_| DecodeError::Empty);
        }
        serde_json::from_slice(json).map_err(|error| DecodeError::from_json(&error, json))
    }
}

#[diagnostic::do_not_recommend]
impl Decode<Text> for String {
    const RESPONSE: ResponseMetadata = ResponseMetadata::TEXT;

    fn decode(response: &http::Response<Bytes>) -> Result<Self, DecodeError> {
        std::str::from_utf8(response.body()).map(str::to_owned).map_err(|_| DecodeError::Utf8)
    }
}

#[diagnostic::do_not_recommend]
impl Decode<Raw> for Bytes {
    const RESPONSE: ResponseMetadata = ResponseMetadata::BYTES;

    fn decode(response: &http::Response<Bytes>) -> Result<Self, DecodeError> {
        Ok(response.body().clone())
    }
}

#[diagnostic::do_not_recommend]
impl Decode<Raw> for Vec<u8> {
    const RESPONSE: ResponseMetadata = ResponseMetadata::BYTES;

    fn decode(response: &http::Response<Bytes>) -> Result<Self, DecodeError> {
        Ok(response.body().to_vec())
    }
}
