//! The future of a call by data.

use std::{
    fmt,
    pin::Pin,
    task::{Context, Poll, ready},
    time::Duration,
};

use bytes::Bytes;
use http::HeaderValue;

use super::{Arguments, Data, DynamicError, error::InputErrors, input::Input, stream::DynamicStream};
use crate::{
    __private::undeclared_status,
    client::{CallFuture, Client, Source},
    error::{DecodeError, Error, ErrorFields, Failure},
    json::Json,
    metadata::{ResponseFormat, ResponseMetadata},
    provider::Operation,
    response::{self, Decode, Outcome, Text, decode_failure},
    stream::read_all,
};

impl Client {
    /// Returns the call of an operation with a flat JSON object, or with [`Arguments`], which is sent when it is awaited. Feature `dynamic`.
    ///
    /// See [`dynamic`](crate::dynamic) for the content of the object.
    ///
    /// # Errors
    /// Values are invalid. The error lists them with the reasons, and nothing is sent.
    pub fn call(&self, operation: &Operation, input: impl Into<Arguments>) -> Result<DynamicCall, InputErrors> {
        let input = Input::new(operation, input.into())?;
        let source = Source::Encode(operation.metadata, Box::new(input));
        Ok(DynamicCall::new(self.clone(), operation, source))
    }
}

/// A call by data. Await it to send it. It borrows nothing, so it can be spawned.
#[must_use = "a call is sent when it is awaited"]
pub struct DynamicCall {
    future: CallFuture,
    pub(super) declared: &'static ResponseMetadata,
    /// False if the endpoint ignores the response's body.
    has_response: bool,
    error_fields: ErrorFields,
}

impl DynamicCall {
    pub(super) fn new(client: Client, operation: &Operation, source: Source) -> Self {
        let mut future = CallFuture::new(client, source);
        future.set_collected(true);
        Self {
            future,
            declared: &operation.metadata.response,
            has_response: operation.response.is_some(),
            error_fields: operation.error_fields,
        }
    }

    pub(super) fn poll_outcome(&mut self, context: &mut Context<'_>) -> Poll<Outcome> {
        Pin::new(&mut self.future).poll(context)
    }

    /// Limits the total time of this call, as [`Call::timeout`](crate::Call::timeout) does.
    pub fn timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.future.set_timeout(limit);
        self
    }

    /// Sets a header of this call, as [`Call::header`](crate::Call::header) does.
    pub fn header<V: TryInto<HeaderValue>>(mut self, name: impl AsRef<str>, value: V) -> Self {
        self.future.set_header(name, value);
        self
    }

    /// Turns off retries for this call.
    pub fn no_retry(mut self) -> Self {
        self.future.set_no_retry();
        self
    }

    /// Returns the same call, whose result is read as it arrives. Without this, the items of a stream are collected as a list.
    pub fn streamed(mut self) -> DynamicStream {
        self.future.set_collected(false);
        DynamicStream(self)
    }

    /// Returns the same call, whose result includes the status and the headers.
    pub fn with_response(self) -> DynamicResponse {
        DynamicResponse(self)
    }

    fn decode(&self, outcome: Outcome) -> Result<http::Response<Data>, Error<DynamicError>> {
        self.decode_with(outcome, Self::read)
    }

    /// Decodes an outcome, whose response `read` reads.
    pub(super) fn decode_with<T>(
        &self,
        outcome: Outcome,
        read: impl FnOnce(&Self, &http::Response<Bytes>) -> Result<T, DecodeError>,
    ) -> Result<http::Response<T>, Error<DynamicError>> {
        let response = outcome.result.map_err(|failure| self.error(*failure))?;
        match read(self, &response) {
            Ok(value) => Ok(response.map(|_: Bytes| value)),
            Err(error) => Err(self.error(decode_failure(response, outcome.operation, error))),
        }
    }

    pub(super) fn read(&self, response: &http::Response<Bytes>) -> Result<Data, DecodeError> {
        let Some(declared) = self.declared.of_status(response.status()) else {
            return Err(undeclared_status(response, self.declared));
        };
        let has_response = if self.declared.variants.is_empty() { self.has_response } else { declared.has_body() };
        match (declared.format, response.extensions().get::<DecodeError>()) {
            (ResponseFormat::Json, _) if !has_response => Ok(Data::Json(Json::Null)),
            (_, Some(undecoded)) => Err(undecoded.clone()),
            (ResponseFormat::Json, None) => <Json as Decode<response::Json>>::decode(response).map(Data::Json),
            (ResponseFormat::Text, None) => <String as Decode<Text>>::decode(response).map(Data::Text),
            (ResponseFormat::Bytes | ResponseFormat::Stream, None) => Ok(Data::Bytes(response.body().clone())),
            (ResponseFormat::Sse | ResponseFormat::Ndjson, None) => read_all(declared, response.body()).map(Data::Json),
        }
    }

    fn error(&self, failure: Failure) -> Error<DynamicError> {
        let body = failure.api_json().and_then(|json| serde_json::from_slice(json).ok());
        Error::of(failure, body.map(|body| DynamicError::new(body, self.error_fields)))
    }
}

impl Future for DynamicCall {
    type Output = Result<Data, Error<DynamicError>>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let outcome = ready!(self.poll_outcome(context));
        Poll::Ready(self.decode(outcome).map(http::Response::into_body))
    }
}

impl fmt::Debug for DynamicCall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DynamicCall").field("operation", &self.future.operation()).finish_non_exhaustive()
    }
}

/// A [`DynamicCall`] whose result includes the status and the headers.
#[derive(Debug)]
#[must_use = "a call is sent when it is awaited"]
pub struct DynamicResponse(DynamicCall);

impl Future for DynamicResponse {
    type Output = Result<http::Response<Data>, Error<DynamicError>>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let outcome = ready!(self.0.poll_outcome(context));
        Poll::Ready(self.0.decode(outcome))
    }
}
