//! The outcome of a call, and its conversion to a typed result.

use std::any::TypeId;

use bytes::Bytes;

use super::format::{Decode, Json};
use crate::{
    envelope::Envelope,
    error::{DecodeError, Error, ErrorBody, Failure, Stage},
    metadata::{Metadata, ResponseMetadata},
};

/// The outcome of a call: a response whose body is not decoded yet, or a failure.
#[derive(Debug)]
pub struct Outcome {
    pub(crate) result: Result<http::Response<Bytes>, Box<Failure>>,
    /// The operation id, for an error of decoding the body.
    pub(crate) operation: Option<&'static str>,
}

impl Outcome {
    /// Creates the outcome from a complete response.
    pub(crate) fn of_response(response: http::Response<Bytes>, metadata: Option<&Metadata>) -> Self {
        Self { result: checked(response, metadata), operation: None }
    }

    /// Creates the outcome of a call that was not sent.
    pub(crate) fn of_failure(failure: Failure, operation: &'static str) -> Self {
        let operation = Some(operation);
        Self { result: Err(Box::new(Failure { operation, ..failure })), operation }
    }
}

/// Returns a complete response that is a success: one with a status of 2xx or one that the result names, unless the envelope is that of
/// an error.
#[inline]
pub(crate) fn checked(
    response: http::Response<Bytes>,
    metadata: Option<&Metadata>,
) -> Result<http::Response<Bytes>, Box<Failure>> {
    let status = response.status();
    let is_success = status.is_success() || metadata.is_some_and(|metadata| metadata.response.is_success(status));
    match metadata.and_then(|metadata| metadata.envelope) {
        _ if !is_success => Err(Box::new(Failure::from_response(Stage::Api, response))),
        None => Ok(response),
        Some(envelope) => open(envelope, response),
    }
}

/// Takes the value out of its envelope.
fn open(envelope: Envelope, mut response: http::Response<Bytes>) -> Result<http::Response<Bytes>, Box<Failure>> {
    // The body is another one once its content encoding is decoded.
    if response.extensions().get::<DecodeError>().is_some() {
        return Ok(response);
    }
    match envelope.open(&mut response) {
        Ok(Some(())) => Ok(response),
        Ok(None) => Err(Box::new(Failure::from_response(Stage::Api, response))),
        Err(error) => Err(Box::new(decode_failure(response, None, error))),
    }
}

/// The return type of a trait method: a `Result` of a value that can be decoded, and an [`Error`] with the provider's error
/// body. It may be an alias.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a result that an endpoint can return",
    label = "not an `endpoint_runtime::Result`",
    note = "in place of a value: write `-> endpoint_runtime::Result<{Self}>`",
    note = "in place of a standard `Result<T, E>`: write `-> endpoint_runtime::Result<T>`, or `-> endpoint_runtime::Result<T, MyErrorBody>`, through any alias"
)]
pub trait EndpointResult<Format = Json>: Sized + Send + 'static {
    /// The value of a successful call.
    type Output: Decode<Format>;
    /// The provider's error body.
    type Error: ErrorBody;
    /// The response of a successful call.
    const RESPONSE: ResponseMetadata = <Self::Output as Decode<Format>>::RESPONSE;

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
        match decode_body(&response) {
            Ok(value) => Ok(response.map(|_| value)),
            Err(error) => Err(Error::from_failure(decode_failure(response, outcome.operation, error))),
        }
    }

    fn from_outcome(outcome: Outcome) -> Self {
        let response = outcome.result.map_err(|failure| Error::from_failure(*failure))?;
        // Faster than `decode`, which would move the status and the headers.
        decode_body(&response).map_err(|error| Error::from_failure(decode_failure(response, outcome.operation, error)))
    }

    fn into_result(self) -> Self {
        self
    }
}

/// Decodes the body, unless its content encoding is not decoded. `()` ignores any body.
fn decode_body<T: Decode<Format>, Format>(response: &http::Response<Bytes>) -> Result<T, DecodeError> {
    match response.extensions().get::<DecodeError>() {
        Some(error) if TypeId::of::<T>() != TypeId::of::<()>() => Err(error.clone()),
        _ => T::decode(response),
    }
}

/// Creates the failure of a response whose body cannot be decoded.
pub(crate) fn decode_failure(
    response: http::Response<Bytes>,
    operation: Option<&'static str>,
    error: DecodeError,
) -> Failure {
    Failure { operation, response: Some(response), ..Failure::internal(Stage::Decode, error) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::response::{Raw, Text};

    fn response(body: &'static str) -> Outcome {
        Outcome::of_response(http::Response::new(Bytes::from_static(body.as_bytes())), None)
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
