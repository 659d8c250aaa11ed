//! Calls by data whose responses are read as they arrive.

use std::{
    fmt,
    pin::Pin,
    task::{Context, Poll, ready},
};

use bytes::Bytes;

use super::{Data, DynamicError, call::DynamicCall};
use crate::{
    error::{DecodeError, Error},
    json::Json,
    metadata::{ResponseFormat, ResponseMetadata},
    response::{Decode, Ndjson, Sse, Streamed},
    stream::{ByteStream, EventStream, Lines, StreamError, event_value},
};

/// A [`DynamicCall`] whose result is read as it arrives, with the status and the headers.
#[derive(Debug)]
#[must_use = "a call is sent when it is awaited"]
pub struct DynamicStream(pub(super) DynamicCall);

impl Future for DynamicStream {
    type Output = Result<http::Response<DataStream>, Error<DynamicError>>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let outcome = ready!(self.0.poll_outcome(context));
        Poll::Ready(self.0.decode_with(outcome, |call, response| match call.declared.of_status(response.status()) {
            Some(declared) if declared.format.is_streamed() => DataStream::decode(declared, response),
            _ => call.read(response).map(|data| DataStream(Kind::Once(Some(data)))),
        }))
    }
}

/// The items of a response: chunks of bytes, events or values.
pub struct DataStream(Kind);

enum Kind {
    Bytes(ByteStream),
    Events(EventStream<String>),
    Lines(Lines<Json>),
    /// A response that is no stream.
    Once(Option<Data>),
}

impl DataStream {
    fn decode(declared: &ResponseMetadata, response: &http::Response<Bytes>) -> Result<Self, DecodeError> {
        if let Some(undecoded) = response.extensions().get::<DecodeError>() {
            return Err(undecoded.clone());
        }
        Ok(Self(match declared.format {
            ResponseFormat::Sse => Kind::Events(<EventStream<String> as Decode<Sse>>::decode(response)?),
            ResponseFormat::Ndjson => Kind::Lines(<Lines<Json> as Decode<Ndjson>>::decode(response)?),
            _ => Kind::Bytes(<ByteStream as Decode<Streamed>>::decode(response)?),
        }))
    }

    /// Returns the next item; `None` at the end. An event is an object of `event`, `id` and `data`, which is JSON where it is, and text
    /// otherwise.
    pub async fn next(&mut self) -> Option<Result<Data, StreamError>> {
        match &mut self.0 {
            Kind::Bytes(bytes) => bytes.next().await.map(|chunk| chunk.map(Data::Bytes)),
            Kind::Events(events) => events.next().await.map(|event| event.map(|event| Data::Json(event_value(event)))),
            Kind::Lines(lines) => lines.next().await.map(|value| value.map(Data::Json)),
            Kind::Once(data) => data.take().map(Ok),
        }
    }
}

impl fmt::Debug for DataStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DataStream")
    }
}
