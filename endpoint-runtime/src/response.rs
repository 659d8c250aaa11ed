//! Decoding of responses, without I/O.

use std::any::TypeId;

use bytes::Bytes;
use serde::de::DeserializeOwned;

use crate::{
    endpoint::Endpoint,
    error::{DecodeError, Error, ErrorBody, Failure, Stage},
};

/// The format of a JSON body, which is the default. `()` ignores the body; an empty body is decoded as `null`.
#[derive(Clone, Copy, Debug)]
pub struct Json;

/// The format of a UTF-8 text body: `response = text`.
#[derive(Clone, Copy, Debug)]
pub struct Text;

/// The format of a body of bytes, which are not changed: `response = bytes`.
#[derive(Clone, Copy, Debug)]
pub struct Raw;

/// The outcome of a call: a response whose body is not decoded yet, or a failure.
#[derive(Debug)]
pub struct Outcome {
    pub(crate) result: Result<http::Response<Bytes>, Box<Failure>>,
    /// The operation id, for an error of decoding the body.
    pub(crate) operation: Option<&'static str>,
}

impl Outcome {
    /// Creates the outcome from a complete response. A status of 2xx is a success.
    pub(crate) fn of_response(response: http::Response<Bytes>) -> Self {
        let result = if response.status().is_success() {
            Ok(response)
        } else {
            Err(Box::new(Failure::from_response(Stage::Api, response)))
        };
        let operation = None;
        Self { result, operation }
    }
}

/// Decodes the response to an `E`.
pub fn decode<E: Endpoint>(response: http::Response<Bytes>) -> E::Result {
    E::Result::from_outcome(Outcome::of_response(response))
}

/// The return type of a trait method: a `Result` of a value that can be decoded, and an [`Error`] with the provider's error
/// body. It may be an alias.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a result that an endpoint can return",
    label = "not an `endpoint_runtime::Result`",
    note = "return `endpoint_runtime::Result<T>` or `endpoint_runtime::Result<T, MyErrorBody>`, through any alias"
)]
pub trait EndpointResult<Format = Json>: Sized + Send + 'static {
    /// The value of a successful call.
    type Output: Decode<Format>;
    /// The provider's error body.
    type Error: ErrorBody;

    /// Decodes an outcome, and keeps the status and the headers.
    ///
    /// # Errors
    /// The call failed, or the body cannot be decoded.
    fn decode(outcome: Outcome) -> Result<http::Response<Self::Output>, Error<Self::Error>>;

    /// Decodes an outcome.
    fn from_outcome(outcome: Outcome) -> Self;

    /// Returns the result as the type behind its alias.
    ///
    /// # Errors
    /// The call failed.
    fn into_result(self) -> Result<Self::Output, Error<Self::Error>>;
}

impl<T: Decode<Format>, E: ErrorBody, Format> EndpointResult<Format> for Result<T, Error<E>> {
    type Output = T;
    type Error = E;

    fn decode(outcome: Outcome) -> Result<http::Response<T>, Error<E>> {
        let response = outcome.result.map_err(|failure| Error::from_failure(*failure))?;
        match T::decode(response.body()) {
            Ok(value) => Ok(response.map(|_| value)),
            Err(error) => Err(Error::from_failure(undecoded(response, outcome.operation, error))),
        }
    }

    fn from_outcome(outcome: Outcome) -> Self {
        let response = outcome.result.map_err(|failure| Error::from_failure(*failure))?;
        // Faster than `decode`, which would move the status and the headers.
        T::decode(response.body()).map_err(|error| Error::from_failure(undecoded(response, outcome.operation, error)))
    }

    fn into_result(self) -> Self {
        self
    }
}

pub(crate) fn undecoded(
    response: http::Response<Bytes>,
    operation: Option<&'static str>,
    error: DecodeError,
) -> Failure {
    Failure { operation, response: Some(response), ..Failure::internal(Stage::Decode, error) }
}

/// A value that can be decoded from a response body in a format.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be decoded from a response's body",
    label = "cannot be decoded from the response",
    note = "as JSON: derive `serde::Deserialize`, or return `()` to ignore the body; with `response = text`: return `String`; with `response = bytes`: return `endpoint_runtime::Bytes`"
)]
pub trait Decode<Format>: Sized + Send + 'static {
    /// Decodes the body.
    ///
    /// # Errors
    /// The body is not in this format, or does not match the type.
    fn decode(body: &Bytes) -> Result<Self, DecodeError>;
}

#[diagnostic::do_not_recommend]
impl<T: DeserializeOwned + Send + 'static> Decode<Json> for T {
    fn decode(body: &Bytes) -> Result<Self, DecodeError> {
        let ignored = TypeId::of::<T>() == TypeId::of::<()>();
        if ignored || body.is_empty() {
            return serde_json::from_slice(b"null").map_err(|_| DecodeError::Empty);
        }
        Ok(serde_json::from_slice(body)?)
    }
}

#[diagnostic::do_not_recommend]
impl Decode<Text> for String {
    fn decode(body: &Bytes) -> Result<Self, DecodeError> {
        std::str::from_utf8(body).map(str::to_owned).map_err(|_| DecodeError::Utf8)
    }
}

#[diagnostic::do_not_recommend]
impl Decode<Raw> for Bytes {
    fn decode(body: &Bytes) -> Result<Self, DecodeError> {
        Ok(body.clone())
    }
}

#[diagnostic::do_not_recommend]
impl Decode<Raw> for Vec<u8> {
    fn decode(body: &Bytes) -> Result<Self, DecodeError> {
        Ok(body.to_vec())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn response(body: &'static str) -> Outcome {
        Outcome::of_response(http::Response::new(Bytes::from_static(body.as_bytes())))
    }

    type Read<T> = Result<T, Error>;

    #[test]
    fn unit_ignores_the_body_and_an_empty_body_is_null() {
        <Read<()> as EndpointResult>::from_outcome(response("<html>")).unwrap();
        assert_eq!(<Read<Option<u8>> as EndpointResult>::from_outcome(response("")).unwrap(), None);
        assert_eq!(<Read<Option<u8>> as EndpointResult>::from_outcome(response("7")).unwrap(), Some(7));
    }

    #[test]
    fn a_body_that_cannot_be_decoded_keeps_status_and_body() {
        let error = <Read<u8> as EndpointResult>::from_outcome(response("{\"a\": ")).unwrap_err();
        assert_eq!(error.stage(), Stage::Decode);
        assert_eq!(error.status().unwrap(), 200);
        assert_eq!(error.body().unwrap().as_ref(), b"{\"a\": ");
    }

    #[test]
    fn text_and_bytes_are_not_changed() {
        assert_eq!(<Read<String> as EndpointResult<Text>>::from_outcome(response("no json")).unwrap(), "no json");
        assert_eq!(<Read<Bytes> as EndpointResult<Raw>>::from_outcome(response("\u{1}")).unwrap(), "\u{1}");
    }
}
