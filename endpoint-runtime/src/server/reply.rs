//! What an implementation returned, as a response.

use std::any::TypeId;

use bytes::Bytes;
use http::{HeaderValue, StatusCode, header::CONTENT_TYPE};
use serde::Serialize;

use crate::{
    body::Body,
    error::{Error, Stage},
    metadata::Metadata,
    response::{Json, Raw, Text},
    server::rejection::Rejection,
};

/// A result of an implementation that can be answered with: a `Result` of something writable and an [`Error`] whose
/// provider body is `Serialize`.
///
/// `Ok` is 200 with the value, or 204 for `()`. An error of the stage [`Stage::Api`] is its status with its body; any
/// other tells of a failed upstream call and is 504 (its time was up) or 502, without a word about it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no result that a server can answer with",
    label = "not an `endpoint_runtime::Result`",
    note = "return `endpoint_runtime::Result<T>` or `endpoint_runtime::Result<T, MyErrorBody>`, through any alias"
)]
pub trait ServerResult<Format = Json>: Send + 'static {
    /// The response of the endpoint that `metadata` tells of.
    fn into_response(self, metadata: &'static Metadata) -> http::Response<Body>;
}

impl<T: EncodeResponse<Format> + Send, E: EncodeResponse<Json> + Send, Format> ServerResult<Format>
    for Result<T, Error<E>>
{
    fn into_response(self, metadata: &'static Metadata) -> http::Response<Body> {
        let response = match self {
            Ok(value) => value.into_response(),
            Err(error) => match answerable(error.stage(), error.status(), metadata) {
                Ok(status) => match error.into_api() {
                    Some(body) => body.into_response().map(|response| with_status(response, status)),
                    None => Err(bare(status, metadata)),
                },
                Err(rejection) => Err(rejection),
            },
        };
        response.unwrap_or_else(Into::into)
    }
}

/// The status that an error is answered with, where it is the provider's own.
fn answerable(stage: Stage, status: Option<StatusCode>, metadata: &'static Metadata) -> Result<StatusCode, Rejection> {
    let refused = |status: StatusCode| status.is_redirection() || status.is_client_error() || status.is_server_error();
    match (stage, status) {
        (Stage::Api, Some(status)) if refused(status) => Ok(status),
        (Stage::Api, _) => Err(internal("the implementation answered with an error that has no error's status")),
        _ => {
            tracing::warn!(operation = metadata.id, ?stage, "an upstream call failed");
            let status = if stage == Stage::Timeout { StatusCode::GATEWAY_TIMEOUT } else { StatusCode::BAD_GATEWAY };
            Err(Rejection::new(status, "a call that this one needs failed"))
        }
    }
}

/// An error without a body of the provider's.
fn bare(status: StatusCode, metadata: &'static Metadata) -> Rejection {
    if status == StatusCode::NOT_IMPLEMENTED {
        Rejection::new(status, format!("`{}` is not implemented", metadata.id))
    } else {
        Rejection::new(status, "the call was refused")
    }
}

fn internal(detail: &'static str) -> Rejection {
    Rejection::new(StatusCode::INTERNAL_SERVER_ERROR, detail)
}

fn with_status(mut response: http::Response<Body>, status: StatusCode) -> http::Response<Body> {
    *response.status_mut() = status;
    response
}

/// A value that can be a response's body in the given format.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be written as a response's body, as a server has to",
    label = "cannot be written to the response",
    note = "as JSON: derive `serde::Serialize` for it; with `server = \"feat\"`: `#[cfg_attr(feature = \"feat\", derive(serde::Serialize))]`",
    note = "with `response = text`: return `String`; with `response = bytes`: return `endpoint_runtime::Bytes` or `Vec<u8>`"
)]
pub trait EncodeResponse<Format>: Sized + 'static {
    /// Writes the response, its status 200 (204 for `()`).
    ///
    /// # Errors
    /// 500: the value has no such form.
    fn into_response(self) -> Result<http::Response<Body>, Rejection>;
}

#[diagnostic::do_not_recommend]
impl<T: Serialize + 'static> EncodeResponse<Json> for T {
    fn into_response(self) -> Result<http::Response<Body>, Rejection> {
        if TypeId::of::<T>() == TypeId::of::<()>() {
            return Ok(with_status(http::Response::new(Body::from(Bytes::new())), StatusCode::NO_CONTENT));
        }
        match serde_json::to_vec(&self) {
            Ok(json) => Ok(content("application/json", json.into())),
            Err(_) => Err(internal("the response has no JSON form")),
        }
    }
}

#[diagnostic::do_not_recommend]
impl EncodeResponse<Text> for String {
    fn into_response(self) -> Result<http::Response<Body>, Rejection> {
        Ok(content("text/plain; charset=utf-8", self.into()))
    }
}

#[diagnostic::do_not_recommend]
impl EncodeResponse<Raw> for Bytes {
    fn into_response(self) -> Result<http::Response<Body>, Rejection> {
        Ok(content("application/octet-stream", self))
    }
}

#[diagnostic::do_not_recommend]
impl EncodeResponse<Raw> for Vec<u8> {
    fn into_response(self) -> Result<http::Response<Body>, Rejection> {
        Ok(content("application/octet-stream", self.into()))
    }
}

fn content(content_type: &'static str, body: Bytes) -> http::Response<Body> {
    let mut response = http::Response::new(Body::from(body));
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    response
}
