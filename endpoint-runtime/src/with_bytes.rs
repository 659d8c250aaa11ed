//! A value of JSON or of a form beside the bytes that it was read from.

use std::{fmt, ops::Deref};

use bytes::Bytes;
use serde::{Serialize, de::DeserializeOwned};

#[cfg(feature = "server")]
use crate::{
    body::Body,
    server::{self, DecodeBody, Decoder, EncodeResponse, Rejection},
};
use crate::{
    body::{FormBody, JsonBody, form_of},
    error::{DecodeError, EncodeError, EncodeErrorKind},
    json::{WriteProblem, without_byte_order_mark, write_json},
    metadata::{BodyFormat, ResponseMetadata},
    param::ParamError,
    request::Encoder,
    response::{Decode, Json},
};

/// A value beside the bytes that it was read from, for bodies whose bytes are signed: as the type of a `#[body]` or a `#[body(form)]`, or as a
/// result.
///
/// It is read as the value, and written as the bytes, so that a signature over them stays valid. It dereferences to the value.
///
/// ```
/// use endpoint_runtime::{Result, WithBytes, endpoints};
///
/// #[derive(Clone, Debug, serde::Deserialize, serde::Serialize)]
/// pub struct Event {
///     pub id: String,
/// }
///
/// #[endpoints]
/// pub trait Webhooks {
///     #[endpoint(POST "/webhooks", auth = none)]
///     async fn receive(&self, #[header("X-Signature")] signature: String, #[body] event: WithBytes<Event>) -> Result<()>;
/// }
///
/// let event = WithBytes::<Event>::from_bytes(r#"{"id": "evt_1", "new": 1}"#)?;
/// assert_eq!(event.id, "evt_1");
/// assert_eq!(event.bytes(), r#"{"id": "evt_1", "new": 1}"#);
/// # Ok::<(), endpoint_runtime::DecodeError>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct WithBytes<T> {
    value: T,
    bytes: Bytes,
}

impl<T> WithBytes<T> {
    /// Returns the bytes, as they were received.
    #[must_use]
    pub fn bytes(&self) -> &Bytes {
        &self.bytes
    }

    /// Returns the value.
    #[must_use]
    pub fn value(&self) -> &T {
        &self.value
    }

    /// Returns the value, owned.
    #[must_use]
    pub fn into_value(self) -> T {
        self.value
    }
}

impl<T: DeserializeOwned> WithBytes<T> {
    /// Reads a value from its JSON, which is sent as it is.
    ///
    /// # Errors
    /// The bytes are not valid JSON, or do not match the type.
    pub fn from_bytes(bytes: impl Into<Bytes>) -> Result<Self, DecodeError> {
        let bytes = bytes.into();
        let json = without_byte_order_mark(&bytes);
        let value = serde_json::from_slice(json).map_err(|error| DecodeError::from_json(&error, json))?;
        Ok(Self { value, bytes })
    }
}

impl<T: Serialize> WithBytes<T> {
    /// Writes a value as JSON.
    ///
    /// # Errors
    /// The value has no JSON form.
    pub fn new(value: T) -> Result<Self, EncodeError> {
        let json = json_of(&value)?;
        Ok(Self { value, bytes: json.into() })
    }

    /// Writes a value as a form, for a `#[body(form)]`.
    ///
    /// # Errors
    /// The value is no struct of scalars and lists of scalars.
    pub fn form(value: T) -> Result<Self, EncodeError> {
        let form = form_of(&json_of(&value)?).ok_or_else(|| EncodeError::new("the body", EncodeErrorKind::Form))?;
        Ok(Self { value, bytes: form.into() })
    }
}

fn json_of<T: Serialize>(value: &T) -> Result<Vec<u8>, EncodeError> {
    let mut json = Vec::new();
    match write_json(value, &mut json) {
        Ok(()) => Ok(json),
        Err(error) => Err(EncodeError::new(
            error.path.to_string(),
            match error.problem {
                WriteProblem::NotFinite => EncodeErrorKind::Value(ParamError::new("expected a finite number")),
                WriteProblem::Serde(error) => EncodeErrorKind::Json(error.into()),
            },
        )),
    }
}

impl<T> Deref for WithBytes<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

/// Shows the value.
impl<T: fmt::Debug> fmt::Debug for WithBytes<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.value.fmt(f)
    }
}

#[diagnostic::do_not_recommend]
impl<T> JsonBody for WithBytes<T> {
    fn write(&self, _: &'static str, request: &mut Encoder<'_>) {
        request.whole_body(BodyFormat::Json, Ok(self.bytes.clone()));
    }
}

#[diagnostic::do_not_recommend]
impl<T> FormBody for WithBytes<T> {
    fn write(&self, _: &'static str, request: &mut Encoder<'_>) {
        request.whole_body(BodyFormat::Form, Ok(self.bytes.clone()));
    }
}

#[diagnostic::do_not_recommend]
impl<T: DeserializeOwned + Send + 'static> Decode<Json> for WithBytes<T> {
    const RESPONSE: ResponseMetadata = ResponseMetadata::JSON;

    fn decode(response: &http::Response<Bytes>) -> Result<Self, DecodeError> {
        let value = <T as Decode<Json>>::decode(response)?;
        Ok(Self { value, bytes: response.body().clone() })
    }
}

#[cfg(feature = "server")]
#[diagnostic::do_not_recommend]
impl<T: DeserializeOwned> DecodeBody<server::JsonBody> for WithBytes<T> {
    fn required(request: &mut Decoder<'_>) -> Option<Self> {
        let value = <T as DecodeBody<server::JsonBody>>::required(request)?;
        let bytes = request.present_body().cloned();
        request.keep(bytes).map(|bytes| Self { value, bytes })
    }
}

#[cfg(feature = "server")]
#[diagnostic::do_not_recommend]
impl<T: DeserializeOwned> DecodeBody<server::FormBody> for WithBytes<T> {
    fn required(request: &mut Decoder<'_>) -> Option<Self> {
        let value = <T as DecodeBody<server::FormBody>>::required(request)?;
        let bytes = request.present_body().cloned();
        request.keep(bytes).map(|bytes| Self { value, bytes })
    }
}

#[cfg(feature = "server")]
#[diagnostic::do_not_recommend]
impl<T: Serialize + 'static> EncodeResponse<Json> for WithBytes<T> {
    fn into_response(self) -> Result<http::Response<Body>, Rejection> {
        let mut response = <T as EncodeResponse<Json>>::into_response(self.value)?;
        *response.body_mut() = self.bytes.into();
        Ok(response)
    }
}

#[cfg(feature = "schema")]
#[diagnostic::do_not_recommend]
impl<T: crate::schema::HasSchema> crate::schema::HasSchema for WithBytes<T> {
    fn schema(generator: &mut schemars::SchemaGenerator) -> crate::schema::TypeSchema {
        T::schema(generator)
    }
}
