//! Reading request bodies, whole or field by field.

use bytes::Bytes;
use serde::de::DeserializeOwned;

use crate::{
    metadata::Place,
    server::{decoder::Decoder, form, json, rejection::Rejection},
};

/// A value that can be read from a field of a JSON body: anything that is `Deserialize`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be read from a field of a JSON body, as a server has to",
    label = "not `serde::Deserialize`",
    note = "derive `serde::Deserialize` for it; with `server = \"feat\"`: `#[cfg_attr(feature = \"feat\", derive(serde::Deserialize))]`"
)]
pub trait DecodeField: Sized {
    /// Reads the field `name`.
    ///
    /// # Errors
    /// 422: the field is missing or of another type; 400: the body is no JSON.
    fn required(request: &mut Decoder<'_>, name: &'static str) -> Result<Self, Rejection>;

    /// Reads the field `name`; absent and `null` are `None`.
    ///
    /// # Errors
    /// 422: the field is of another type; 400: the body is no JSON.
    fn optional(request: &mut Decoder<'_>, name: &'static str) -> Result<Option<Self>, Rejection> {
        Self::nullable(request, name).map(Option::flatten)
    }

    /// Reads the field `name`; absent is `None`, `null` is `Some(None)`.
    ///
    /// # Errors
    /// 422: the field is of another type; 400: the body is no JSON.
    fn nullable(request: &mut Decoder<'_>, name: &'static str) -> Result<Option<Option<Self>>, Rejection>;
}

#[diagnostic::do_not_recommend]
impl<T: DeserializeOwned> DecodeField for T {
    fn required(request: &mut Decoder<'_>, name: &'static str) -> Result<Self, Rejection> {
        match request.json_field(name)? {
            Some(json) => json::read(json.as_bytes(), Place::Field, name),
            None => Err(Rejection::missing(Place::Field, name)),
        }
    }

    fn nullable(request: &mut Decoder<'_>, name: &'static str) -> Result<Option<Option<Self>>, Rejection> {
        match request.json_field(name)? {
            None => Ok(None),
            Some("null") => Ok(Some(None)),
            Some(json) => json::read(json.as_bytes(), Place::Field, name).map(|value| Some(Some(value))),
        }
    }
}

/// A whole body that is JSON.
#[derive(Clone, Copy, Debug)]
pub struct JsonBody;

/// A whole body that is a form.
#[derive(Clone, Copy, Debug)]
pub struct FormBody;

/// A whole body that is UTF-8 text.
#[derive(Clone, Copy, Debug)]
pub struct TextBody;

/// A whole body of bytes.
#[derive(Clone, Copy, Debug)]
pub struct BytesBody;

/// A value that can be read from a whole body of the form [`JsonBody`], [`FormBody`], [`TextBody`] or [`BytesBody`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be read from a request's body, as a server has to",
    label = "cannot be read from the body",
    note = "as JSON or a form: derive `serde::Deserialize` for it; with `server = \"feat\"`: `#[cfg_attr(feature = \"feat\", derive(serde::Deserialize))]`",
    note = "as text: a type that is `From<String>`; as bytes: `endpoint_runtime::Bytes` or `Vec<u8>`"
)]
pub trait DecodeBody<Form>: Sized {
    /// Reads the body.
    ///
    /// # Errors
    /// 400: the body is malformed; 422: it is of another type.
    fn required(request: &mut Decoder<'_>) -> Result<Self, Rejection>;

    /// Reads the body, or `None` when there is none.
    ///
    /// # Errors
    /// 400: the body is malformed; 422: it is of another type.
    fn optional(request: &mut Decoder<'_>) -> Result<Option<Self>, Rejection> {
        if request.has_no_body() { Ok(None) } else { Self::required(request).map(Some) }
    }
}

#[diagnostic::do_not_recommend]
impl<T: DeserializeOwned> DecodeBody<JsonBody> for T {
    fn required(request: &mut Decoder<'_>) -> Result<Self, Rejection> {
        let name = request.body_name();
        json::read(request.json_body(name)?, Place::Body, name)
    }
}

/// Scalars are read from their text, a key that occurs several times is a list, a key that is absent a missing field:
/// mark a list that may be empty with `#[serde(default)]`.
#[diagnostic::do_not_recommend]
impl<T: DeserializeOwned> DecodeBody<FormBody> for T {
    fn required(request: &mut Decoder<'_>) -> Result<Self, Rejection> {
        let name = request.body_name();
        let form = form::Form::new(request.form_pairs()?);
        T::deserialize(form).map_err(|error| json::refusal(error, Place::Body, name))
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
