//! A call by data, as a future.

use std::{
    fmt,
    pin::Pin,
    task::{Context, Poll, ready},
    time::Duration,
};

use bytes::Bytes;
use http::HeaderValue;
use serde_json::Value;

use super::{Data, DynamicError, error::InputErrors, input::Input};
use crate::{
    client::{CallFuture, Client, Source},
    error::{DecodeError, Error, ErrorFields, Failure},
    metadata::ResponseFormat,
    provider::Operation,
    response::{Decode, Json, Outcome, Text, undecoded},
};

impl Client {
    /// Returns the call of an operation with one flat JSON object, which is sent when it is awaited. Feature `dynamic`.
    ///
    /// See [`dynamic`](crate::dynamic) for what the object holds.
    ///
    /// # Errors
    /// Every value that is wrong, with the reason; nothing is sent then.
    pub fn call(&self, operation: &Operation, input: Value) -> Result<DynamicCall, InputErrors> {
        let input = Input::new(operation, input)?;
        let source = Source::Encode(operation.metadata, Box::new(move |encoder| input.encode(encoder)));
        Ok(DynamicCall {
            future: CallFuture::new(self.clone(), source),
            format: operation.metadata.response,
            is_read: operation.response.is_some(),
            error_fields: operation.error_fields,
        })
    }
}

/// One call by data. Await it to send it; it does not borrow and can be spawned.
#[must_use = "a call is sent when it is awaited"]
pub struct DynamicCall {
    future: CallFuture,
    format: ResponseFormat,
    /// Whether JSON is made of the response.
    is_read: bool,
    error_fields: ErrorFields,
}

impl DynamicCall {
    fn poll_outcome(&mut self, context: &mut Context<'_>) -> Poll<Outcome> {
        Pin::new(&mut self.future).poll(context)
    }

    /// As [`Call::timeout`](crate::Call::timeout).
    pub fn timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.future.set_timeout(limit);
        self
    }

    /// As [`Call::header`](crate::Call::header).
    pub fn header<V: TryInto<HeaderValue>>(mut self, name: impl AsRef<str>, value: V) -> Self {
        self.future.set_header(name, value);
        self
    }

    /// Sends this call at most once.
    pub fn no_retry(mut self) -> Self {
        self.future.set_no_retry();
        self
    }

    /// The same call, returning status and headers with the data.
    pub fn with_response(self) -> DynamicResponse {
        DynamicResponse(self)
    }

    fn decode(&self, outcome: Outcome) -> Result<http::Response<Data>, Error<DynamicError>> {
        let response = outcome.result.map_err(|failure| self.error(*failure))?;
        let data = match self.format {
            ResponseFormat::Json if !self.is_read => Ok(Data::Json(Value::Null)),
            ResponseFormat::Json => <Value as Decode<Json>>::decode(response.body()).map(Data::Json),
            ResponseFormat::Text => <String as Decode<Text>>::decode(response.body()).map(Data::Text),
            ResponseFormat::Bytes => Ok::<_, DecodeError>(Data::Bytes(response.body().clone())),
        };
        match data {
            Ok(data) => Ok(response.map(|_: Bytes| data)),
            Err(error) => Err(self.error(undecoded(response, outcome.operation, error))),
        }
    }

    fn error(&self, failure: Failure) -> Error<DynamicError> {
        let body = failure.api_body().and_then(|body| serde_json::from_slice(body).ok());
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

/// A [`DynamicCall`] that returns its status and headers too.
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
