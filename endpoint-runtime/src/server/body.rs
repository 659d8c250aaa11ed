//! Decoders of request bodies, whole or member by member.

use bytes::Bytes;
use serde::de::DeserializeOwned;

use crate::{
    metadata::ParameterLocation,
    object::strictly,
    server::{
        decoder::Decoder,
        form_deserializer::{FormDeserializer, FormError},
        json,
        rejection::Rejection,
    },
};

/// A value that can be a member of a JSON body: any `Deserialize` type.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be decoded from a field of a JSON body, which a server has to do",
    label = "not `serde::Deserialize`",
    note = "declare it with `#[object]` or `#[open_enum]`, or derive `serde::Deserialize` for it; with `server = \"feat\"`: `#[cfg_attr(feature = \"feat\", derive(serde::Deserialize))]`"
)]
pub trait DecodeField: Sized {
    /// Decodes the member `name`.
    ///
    /// # Errors
    /// 422: the member is missing or has another type. 400: the body is not valid JSON.
    fn required(request: &mut Decoder<'_>, name: &'static str) -> Result<Self, Rejection>;

    /// Decodes the member `name`, or returns `None` if it is absent or null.
    ///
    /// # Errors
    /// 422: the member has another type. 400: the body is not valid JSON.
    fn optional(request: &mut Decoder<'_>, name: &'static str) -> Result<Option<Self>, Rejection> {
        Self::nullable(request, name).map(Option::flatten)
    }

    /// Decodes the member `name`, or returns `None` if it is absent and `Some(None)` if it is null.
    ///
    /// # Errors
    /// 422: the member has another type. 400: the body is not valid JSON.
    fn nullable(request: &mut Decoder<'_>, name: &'static str) -> Result<Option<Option<Self>>, Rejection>;
}

#[diagnostic::do_not_recommend]
impl<T: DeserializeOwned> DecodeField for T {
    fn required(request: &mut Decoder<'_>, name: &'static str) -> Result<Self, Rejection> {
        match request.json_field(name)? {
            Some(json) => json::read(json.as_bytes(), ParameterLocation::Field, name),
            None => Err(Rejection::missing(ParameterLocation::Field, name)),
        }
    }

    fn nullable(request: &mut Decoder<'_>, name: &'static str) -> Result<Option<Option<Self>>, Rejection> {
        match request.json_field(name)? {
            None => Ok(None),
            Some("null") => Ok(Some(None)),
            Some(json) => json::read(json.as_bytes(), ParameterLocation::Field, name).map(|value| Some(Some(value))),
        }
    }
}

/// The format of a JSON body.
#[derive(Clone, Copy, Debug)]
pub struct JsonBody;

/// The format of a form body.
#[derive(Clone, Copy, Debug)]
pub struct FormBody;

/// The format of a UTF-8 text body.
#[derive(Clone, Copy, Debug)]
pub struct TextBody;

/// The format of a body of bytes.
#[derive(Clone, Copy, Debug)]
pub struct BytesBody;

/// A value that can be decoded from a whole body in a format: [`JsonBody`], [`FormBody`], [`TextBody`] or [`BytesBody`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be decoded from a request's body, which a server has to do",
    label = "cannot be decoded from the body",
    note = "as JSON or a form: declare it with `#[object]`, or derive `serde::Deserialize` for it; with `server = \"feat\"`: `#[cfg_attr(feature = \"feat\", derive(serde::Deserialize))]`",
    note = "as text: a type that is `From<String>`; as bytes: `endpoint_runtime::Bytes` or `Vec<u8>`"
)]
pub trait DecodeBody<Format>: Sized {
    /// Decodes the body.
    ///
    /// # Errors
    /// 400: the body is malformed. 422: it has another type.
    fn required(request: &mut Decoder<'_>) -> Result<Self, Rejection>;

    /// Decodes the body, or returns `None` if there is none.
    ///
    /// # Errors
    /// 400: the body is malformed. 422: it has another type.
    fn optional(request: &mut Decoder<'_>) -> Result<Option<Self>, Rejection> {
        if request.has_no_body() { Ok(None) } else { Self::required(request).map(Some) }
    }
}

#[diagnostic::do_not_recommend]
impl<T: DeserializeOwned> DecodeBody<JsonBody> for T {
    fn required(request: &mut Decoder<'_>) -> Result<Self, Rejection> {
        let name = request.body_name();
        json::read(request.json_body(name)?, ParameterLocation::Body, name)
    }
}

/// Scalars are parsed from their text. A key that occurs several times is a list. An absent key is a missing field, so mark a
/// list that may be empty with `#[serde(default)]`.
#[diagnostic::do_not_recommend]
impl<T: DeserializeOwned> DecodeBody<FormBody> for T {
    fn required(request: &mut Decoder<'_>) -> Result<Self, Rejection> {
        let name = request.body_name();
        let form = FormDeserializer::new(request.form_pairs()?);
        strictly(|| T::deserialize(form))
            .map_err(|FormError(mismatch)| json::rejection(&mismatch, ParameterLocation::Body, name))
    }
}

#[diagnostic::do_not_recommend]
impl<T: From<String>> DecodeBody<TextBody> for T {
    fn required(request: &mut Decoder<'_>) -> Result<Self, Rejection> {
        let text = std::str::from_utf8(request.body())
            .map_err(|_| Rejection::bad_request("the body is not UTF-8").with_field(request.body_name()))?;
        Ok(text.to_owned().into())
    }
}

#[diagnostic::do_not_recommend]
impl DecodeBody<BytesBody> for Bytes {
    fn required(request: &mut Decoder<'_>) -> Result<Self, Rejection> {
        Ok(request.body().clone())
    }
}

#[diagnostic::do_not_recommend]
impl DecodeBody<BytesBody> for Vec<u8> {
    fn required(request: &mut Decoder<'_>) -> Result<Self, Rejection> {
        Ok(request.body().to_vec())
    }
}
