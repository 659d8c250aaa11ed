//! Decoders of request bodies, whole or member by member.

use std::marker::PhantomData;

use bytes::Bytes;
use http::StatusCode;
use serde::de::DeserializeOwned;

use crate::{
    body::Content,
    format,
    json::without_byte_order_mark,
    metadata::ParameterLocation,
    object::strictly,
    server::{decoder::Decoder, form, json, rejection::Rejection},
};

/// A value that can be a member of a JSON body: any `Deserialize` type.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be decoded from a field of a JSON body, which a server has to do",
    label = "not `serde::Deserialize`",
    note = "declare it with `#[object]` or `#[open_enum]`, or derive `serde::Deserialize` for it; with `server = \"feat\"`: `#[cfg_attr(feature = \"feat\", derive(serde::Deserialize))]`"
)]
pub trait DecodeField: Sized {
    /// Decodes the member `name`. A member that is missing or has another type is rejected with 422, a body that is not valid
    /// JSON with 400.
    fn required(request: &mut Decoder<'_>, name: &'static str) -> Option<Self>;

    /// Decodes the member `name`, which is `None` if it is absent or null.
    fn optional(request: &mut Decoder<'_>, name: &'static str) -> Option<Option<Self>> {
        Self::nullable(request, name).map(Option::flatten)
    }

    /// Decodes the member `name`, which is `None` if it is absent, and `Some(None)` if it is null.
    fn nullable(request: &mut Decoder<'_>, name: &'static str) -> Option<Option<Option<Self>>>;
}

#[diagnostic::do_not_recommend]
impl<T: DeserializeOwned> DecodeField for T {
    fn required(request: &mut Decoder<'_>, name: &'static str) -> Option<Self> {
        let value = request.json_field(name).and_then(|json| match json {
            Some(json) => json::read(json.as_bytes(), ParameterLocation::Field, name),
            None => Err(Rejection::missing(ParameterLocation::Field, name)),
        });
        request.keep(value)
    }

    fn nullable(request: &mut Decoder<'_>, name: &'static str) -> Option<Option<Option<Self>>> {
        let value = request.json_field(name).and_then(|json| match json {
            None => Ok(None),
            Some("null") => Ok(Some(None)),
            Some(json) => json::read(json.as_bytes(), ParameterLocation::Field, name).map(|value| Some(Some(value))),
        });
        request.keep(value)
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

/// The format of a body of lines of JSON.
#[derive(Clone, Copy, Debug)]
pub struct NdjsonBody;

/// The format of a body that is read piece by piece.
#[derive(Clone, Copy, Debug)]
pub struct StreamBody;

/// The format of a body in a [format](crate::format) of the user.
#[derive(Clone, Copy, Debug)]
pub struct CustomBody<F>(PhantomData<F>);

/// A value that can be decoded from a whole body in a format: [`JsonBody`], [`FormBody`], [`TextBody`] or [`BytesBody`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be decoded from a request's body, which a server has to do",
    label = "cannot be decoded from the body",
    note = "as JSON or a form: declare it with `#[object]`, or derive `serde::Deserialize` for it; with `server = \"feat\"`: `#[cfg_attr(feature = \"feat\", derive(serde::Deserialize))]`",
    note = "as text: a type that is `From<String>`; as bytes: `endpoint_runtime::Bytes` or `Vec<u8>`"
)]
pub trait DecodeBody<Format>: Sized {
    /// Decodes the body. A malformed one is rejected with 400, one of another type with 422.
    fn required(request: &mut Decoder<'_>) -> Option<Self>;

    /// Decodes the body, if there is one.
    fn optional(request: &mut Decoder<'_>) -> Option<Option<Self>> {
        if request.has_no_body() { Some(None) } else { Self::required(request).map(Some) }
    }
}

#[diagnostic::do_not_recommend]
impl<T: DeserializeOwned> DecodeBody<JsonBody> for T {
    fn required(request: &mut Decoder<'_>) -> Option<Self> {
        let name = request.body_name();
        let value = request.json_body(name).and_then(|json| json::read(json, ParameterLocation::Body, name));
        request.keep(value)
    }
}

/// Scalars are parsed from their text, in flattened parts and in tagged and untagged enums, too. Of an enum's variants, the first
/// one that the form matches is read. A key that occurs several times is a list, and a list without a key is empty. A blank value
/// counts as absent where its type has no empty text.
#[diagnostic::do_not_recommend]
impl<T: DeserializeOwned> DecodeBody<FormBody> for T {
    fn required(request: &mut Decoder<'_>) -> Option<Self> {
        let name = request.body_name();
        let nesting = request.metadata().whole_body_nesting();
        let value = request.form_pairs().and_then(|pairs| {
            let read = || match nesting {
                None => form::read(pairs),
                Some(nesting) => form::read_nested(pairs, None, nesting),
            };
            strictly(read).map_err(|error| json::rejection(&error.mismatch, ParameterLocation::Body, name))
        });
        request.keep(value)
    }
}

#[diagnostic::do_not_recommend]
impl<T: From<String>> DecodeBody<TextBody> for T {
    fn required(request: &mut Decoder<'_>) -> Option<Self> {
        let text = request.present_body().and_then(|body| {
            let text = std::str::from_utf8(body).map(|text| text.to_owned().into());
            text.map_err(|_| Rejection::bad_request("the body is not UTF-8").with_field(request.body_name()))
        });
        request.keep(text)
    }
}

#[diagnostic::do_not_recommend]
impl DecodeBody<BytesBody> for Bytes {
    fn required(request: &mut Decoder<'_>) -> Option<Self> {
        let body = request.present_body().cloned();
        request.keep(body)
    }
}

#[diagnostic::do_not_recommend]
impl DecodeBody<BytesBody> for Vec<u8> {
    fn required(request: &mut Decoder<'_>) -> Option<Self> {
        <Bytes as DecodeBody<BytesBody>>::required(request).map(|body| body.to_vec())
    }
}

/// Blank lines are passed over.
#[diagnostic::do_not_recommend]
impl<T: DeserializeOwned> DecodeBody<NdjsonBody> for Vec<T> {
    fn required(request: &mut Decoder<'_>) -> Option<Self> {
        let name = request.body_name();
        let values = request.present_body().and_then(|body| {
            let lines = without_byte_order_mark(body).split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii);
            let read = |line| {
                json::check_duplicates(line)?;
                json::read(line, ParameterLocation::Body, name)
            };
            lines.filter(|line| !line.is_empty()).map(read).collect()
        });
        request.keep(values)
    }
}

/// The body is not read: the implementation does so, which the client waits for.
#[diagnostic::do_not_recommend]
impl DecodeBody<StreamBody> for Content {
    fn required(request: &mut Decoder<'_>) -> Option<Self> {
        let missing = || Rejection::bad_request("the body is missing");
        let body = request.stream().map(Self::from).ok_or_else(missing);
        request.keep(body)
    }

    fn optional(request: &mut Decoder<'_>) -> Option<Option<Self>> {
        let has_type = request.has_header("content-type");
        let content = <Self as DecodeBody<StreamBody>>::required(request)?;
        Some(Some(content).filter(|content| has_type || content.length() != Some(0)))
    }
}

#[diagnostic::do_not_recommend]
impl<T, F: format::Decode<T>> DecodeBody<CustomBody<F>> for T {
    fn required(request: &mut Decoder<'_>) -> Option<Self> {
        let name = request.body_name();
        let value = request.present_body().and_then(|body| {
            F::decode(body).map_err(|error| {
                Rejection::new(StatusCode::UNPROCESSABLE_ENTITY, format!("the body: {error}")).with_field(name)
            })
        });
        request.keep(value)
    }
}
