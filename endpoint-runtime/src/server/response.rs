//! The conversion of results to responses.

use std::any::TypeId;

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, StatusCode, header::CONTENT_TYPE};
use serde::Serialize;

use crate::{
    body::Body,
    error::{Error, ErrorBody, Stage},
    format,
    json::write_json,
    media_type,
    metadata::{Metadata, ResponseFormat, ResponseMetadata},
    response::{Custom, Json, NoFormat, Raw, Text},
    server::rejection::Rejection,
    stream::{with_end_marker, with_event_names},
};

/// A return type that a server can send: a `Result` of a value that can be encoded, and an [`Error`] whose body is
/// `Serialize`.
///
/// `Ok` has the declared status, or 200 with the value and 204 for `()`. An error of the stage [`Stage::Api`] is sent with its
/// status, its body and the headers that were [added](Error::with_header). Any other error is that of an upstream call, and
/// becomes 504 if it timed out and 502 otherwise, without its details.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a result that a server can send",
    label = "not an `endpoint_runtime::Result`",
    note = "return `endpoint_runtime::Result<T>` or `endpoint_runtime::Result<T, MyErrorBody>`, through any alias"
)]
pub trait ServerResult<Format = Json>: Send + 'static {
    /// Encodes the response of the endpoint `metadata`.
    fn into_response(self, metadata: &'static Metadata) -> http::Response<Body>;
}

impl<T: EncodeResponse<Format> + Send, E: EncodeResponse<Json> + ErrorBody, Format> ServerResult<Format>
    for Result<T, Error<E>>
{
    fn into_response(self, metadata: &'static Metadata) -> http::Response<Body> {
        let response = match self {
            Ok(value) => value_response(value, metadata),
            Err(error) => error_response(error, metadata),
        };
        response.unwrap_or_else(Into::into)
    }
}

/// Returns the response with a value.
pub(crate) fn value_response<T: EncodeResponse<Format>, Format>(
    value: T,
    metadata: &'static Metadata,
) -> Result<http::Response<Body>, Rejection> {
    value.into_response().and_then(|response| enveloped(as_declared(response, &metadata.response), metadata))
}

/// Returns the response with an error.
pub(crate) fn error_response<E: EncodeResponse<Json> + ErrorBody>(
    error: Error<E>,
    metadata: &'static Metadata,
) -> Result<http::Response<Body>, Rejection> {
    let status = error_status(error.stage(), error.status(), metadata)?;
    let headers = error.added_headers().cloned();
    let Some(body) = error.into_api() else {
        return Err(without_body(status, metadata).with_headers(headers));
    };
    let status = body.status().unwrap_or(status);
    // The variants of an enum have their own media types.
    let content_type = E::RESPONSE.variants.is_empty().then_some(E::CONTENT_TYPE);
    let response = with_error_head(body.into_response()?, status, content_type, headers);
    enveloped_error(response, metadata)
}

/// Sets the status and the media type that the endpoint declares.
fn as_declared(mut response: http::Response<Body>, declared: &ResponseMetadata) -> http::Response<Body> {
    if !declared.variants.is_empty() {
        let Some(variant) = declared.of_status(response.status()) else { return response };
        // The variant has set its own, which is not the media type that the trait has for JSON.
        if response.headers().get(CONTENT_TYPE).is_some_and(|own| own == ResponseMetadata::JSON.content_type) {
            set_content_type(&mut response, variant.content_type);
        }
        return with_stream_options(response, variant);
    }
    if let Some(status) = declared.status.and_then(|status| StatusCode::from_u16(status).ok()) {
        *response.status_mut() = status;
    }
    set_content_type(&mut response, declared.content_type);
    with_stream_options(response, declared)
}

/// Writes events as the options of the response say.
fn with_stream_options(mut response: http::Response<Body>, declared: &ResponseMetadata) -> http::Response<Body> {
    if declared.stream.tagged {
        response = with_event_names(response);
    }
    match declared.stream.done {
        Some(marker) => with_end_marker(response, marker),
        None => response,
    }
}

/// Puts the value of a response into the envelope of the endpoint.
fn enveloped(mut response: http::Response<Body>, metadata: &Metadata) -> Result<http::Response<Body>, Rejection> {
    let Some(envelope) = metadata.envelope else { return Ok(response) };
    let json = response.body().as_bytes().cloned().unwrap_or_default();
    let Some(json) = envelope.close(&json) else {
        return Err(internal("the response is no object, into which the envelope could be put"));
    };
    if response.status() == StatusCode::NO_CONTENT {
        *response.status_mut() = StatusCode::OK;
    }
    response.headers_mut().entry(CONTENT_TYPE).or_insert(const { HeaderValue::from_static("application/json") });
    *response.body_mut() = json.into();
    Ok(response)
}

/// Puts an error with a status of success into the envelope of the endpoint.
fn enveloped_error(mut response: http::Response<Body>, metadata: &Metadata) -> Result<http::Response<Body>, Rejection> {
    let Some(envelope) = metadata.envelope.filter(|_| response.status().is_success()) else { return Ok(response) };
    let json = response.body().as_bytes().cloned().unwrap_or_default();
    let Some(json) = envelope.close_error(&json) else {
        return Err(internal("the error body would be read as a success"));
    };
    *response.body_mut() = json.into();
    Ok(response)
}

/// Sets the status and the media type of a variant; zero keeps the status.
#[doc(hidden)]
#[must_use]
pub fn with_status(
    mut response: http::Response<Body>,
    status: u16,
    content_type: Option<&'static str>,
) -> http::Response<Body> {
    if let Ok(status) = StatusCode::from_u16(status) {
        *response.status_mut() = status;
    }
    if let Some(content_type) = content_type {
        set_content_type(&mut response, content_type);
    }
    response
}

fn with_error_head(
    mut response: http::Response<Body>,
    status: StatusCode,
    content_type: Option<&'static str>,
    headers: Option<HeaderMap>,
) -> http::Response<Body> {
    *response.status_mut() = status;
    if let Some(content_type) = content_type {
        set_content_type(&mut response, content_type);
    }
    response.headers_mut().extend(headers.unwrap_or_default());
    response
}

/// Sets the media type of a response that has a body. One of any media type has it from a field of the result.
fn set_content_type(response: &mut http::Response<Body>, content_type: &'static str) {
    if content_type == media_type::ANY {
        return;
    }
    if let Some(value) = response.headers_mut().get_mut(CONTENT_TYPE)
        && let Ok(content_type) = HeaderValue::from_str(content_type)
    {
        *value = content_type;
    }
}

/// Returns the status of the provider's own error, or the rejection that replaces any other.
fn error_status(
    stage: Stage,
    status: Option<StatusCode>,
    metadata: &'static Metadata,
) -> Result<StatusCode, Rejection> {
    let is_error = |status: StatusCode| {
        let is_in_envelope = metadata.envelope.is_some() && status == StatusCode::OK;
        status.is_redirection() || status.is_client_error() || status.is_server_error() || is_in_envelope
    };
    match (stage, status) {
        (Stage::Api, Some(status)) if is_error(status) => Ok(status),
        (Stage::Api, _) => Err(internal("the implementation returned an error whose status is not 3xx, 4xx or 5xx")),
        _ => {
            tracing::warn!(operation = metadata.id, ?stage, "an upstream call failed");
            let status = if stage == Stage::Timeout { StatusCode::GATEWAY_TIMEOUT } else { StatusCode::BAD_GATEWAY };
            Err(Rejection::new(status, "an upstream call failed"))
        }
    }
}

/// Returns the rejection for an error without a body.
fn without_body(status: StatusCode, metadata: &'static Metadata) -> Rejection {
    if status == StatusCode::NOT_IMPLEMENTED {
        Rejection::not_implemented(metadata.id)
    } else {
        Rejection::new(status, "the call failed")
    }
}

pub(crate) fn internal(detail: &'static str) -> Rejection {
    Rejection::new(StatusCode::INTERNAL_SERVER_ERROR, detail)
}

/// A value that can be a response body in a format.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be encoded as a response's body, which a server has to do",
    label = "cannot be encoded as the response",
    note = "as JSON: declare it with `#[object(server)]`, or derive `serde::Serialize` for it",
    note = "with `server = \"feat\"` on the trait: `#[object(server = \"feat\")]`, or `#[cfg_attr(feature = \"feat\", derive(serde::Serialize))]`",
    note = "with `response = text`: return `String`; with `response = bytes`: return `endpoint_runtime::Bytes` or `Vec<u8>`",
    note = "with `response = stream`, `sse` or `ndjson`: return a `ByteStream`, or an `EventStream` or `Lines` of such a type",
    note = "for a struct that derives `Response`: add `#[response(server)]`, or `#[response(server = \"feat\")]`"
)]
pub trait EncodeResponse<Format>: Sized + 'static {
    /// Encodes a response with the status 200, or 204 for `()`.
    ///
    /// # Errors
    /// 500: the value cannot be encoded.
    fn into_response(self) -> Result<http::Response<Body>, Rejection>;
}

#[diagnostic::do_not_recommend]
impl<T: 'static> EncodeResponse<NoFormat> for T {
    fn into_response(self) -> Result<http::Response<Body>, Rejection> {
        Err(internal("the response has no format"))
    }
}

#[diagnostic::do_not_recommend]
impl<T: Serialize + 'static> EncodeResponse<Json> for T {
    fn into_response(self) -> Result<http::Response<Body>, Rejection> {
        if TypeId::of::<T>() == TypeId::of::<()>() {
            let mut response = http::Response::new(Body::from(Bytes::new()));
            *response.status_mut() = StatusCode::NO_CONTENT;
            return Ok(response);
        }
        let mut json = Vec::new();
        match write_json(&self, &mut json) {
            Ok(()) => Ok(with_body(ResponseMetadata::JSON, json.into())),
            Err(error) => {
                tracing::error!(path = %error.path, problem = %error.problem, "a value of the response cannot be written");
                Err(internal("the response has no JSON form"))
            }
        }
    }
}

#[diagnostic::do_not_recommend]
impl EncodeResponse<Text> for String {
    fn into_response(self) -> Result<http::Response<Body>, Rejection> {
        Ok(with_body(ResponseMetadata::TEXT, self.into()))
    }
}

#[diagnostic::do_not_recommend]
impl EncodeResponse<Raw> for Bytes {
    fn into_response(self) -> Result<http::Response<Body>, Rejection> {
        Ok(with_body(ResponseMetadata::BYTES, self))
    }
}

#[diagnostic::do_not_recommend]
impl EncodeResponse<Raw> for Vec<u8> {
    fn into_response(self) -> Result<http::Response<Body>, Rejection> {
        Ok(with_body(ResponseMetadata::BYTES, self.into()))
    }
}

#[diagnostic::do_not_recommend]
impl<T: 'static, F: format::Encode<T>> EncodeResponse<Custom<F>> for T {
    fn into_response(self) -> Result<http::Response<Body>, Rejection> {
        match F::encode(&self) {
            Ok(body) => Ok(with_body(ResponseMetadata::of(ResponseFormat::Bytes, F::CONTENT_TYPE), body)),
            Err(error) => {
                tracing::error!(error, "a value of the response cannot be written in its format");
                Err(internal("the response cannot be written in its format"))
            }
        }
    }
}

fn with_body(declared: ResponseMetadata, body: Bytes) -> http::Response<Body> {
    let mut response = http::Response::new(Body::from(body));
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(declared.content_type));
    response
}
