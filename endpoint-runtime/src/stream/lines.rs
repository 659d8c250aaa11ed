//! A stream of lines of JSON.

use std::{
    fmt,
    future::poll_fn,
    pin::Pin,
    task::{Context, Poll, ready},
};

use bytes::Bytes;
use futures_core::Stream;
use serde::de::DeserializeOwned;

use super::{
    Source, StreamError, StreamedBody,
    byte_stream::{MapError, made_error},
    line_parser::LineParser,
};
use crate::{
    error::{BoxError, DecodeError},
    metadata::ResponseMetadata,
    response::{Decode, Ndjson},
};

/// Values in lines of JSON as they arrive: the result of an endpoint with `response = ndjson`.
///
/// Blank lines are passed over, and the last line may have no end. A line that is not as declared is an error, behind which the stream goes on.
///
/// ```no_run
/// # async fn watch(client: endpoint_runtime::Client) -> endpoint_runtime::Result<()> {
/// use endpoint_runtime::{Result, endpoints, stream::Lines};
///
/// #[endpoints]
/// pub trait Pods {
///     #[endpoint(GET "/pods?watch=true", response(ndjson, type = "application/json", idle = "10m"))]
///     async fn watch(&self) -> Result<Lines<serde_json::Value>>;
/// }
///
/// let mut pods = PodsClient::from(client).watch(WatchRequest::new()).await?;
/// while let Some(pod) = pods.next().await {
///     println!("{}", pod?);
/// }
/// # Ok(()) }
/// ```
#[must_use = "a stream is read with `next`"]
pub struct Lines<T>(Kind<T>);

enum Kind<T> {
    Received(Box<Received>),
    Made(Pin<Box<dyn Stream<Item = Result<T, BoxError>> + Send>>),
}

/// Lines that are being received.
struct Received {
    source: Source,
    parser: LineParser,
    has_ended: bool,
}

impl Received {
    /// Polls the next line.
    fn poll_line(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, StreamError>>> {
        while !self.has_ended {
            match self.parser.next(self.source.item_limit) {
                Ok(Some(line)) => return Poll::Ready(Some(Ok(line))),
                Ok(None) => {}
                Err(_) => {
                    self.has_ended = true;
                    let error = DecodeError::TooLarge { limit: self.source.item_limit };
                    return Poll::Ready(Some(Err(self.source.item_error(error))));
                }
            }
            match ready!(self.source.poll_chunk(context)) {
                Some(Ok(chunk)) => self.parser.push(chunk),
                Some(Err(error)) => {
                    // The unfinished line is not the last one.
                    self.has_ended = true;
                    return Poll::Ready(Some(Err(error)));
                }
                None => {
                    self.has_ended = true;
                    return Poll::Ready(self.parser.finish().map(Ok));
                }
            }
        }
        Poll::Ready(None)
    }
}

impl<T> Lines<T> {
    /// Makes the response of a server from a stream of values. Its first error ends the response, and the connection, so that the client
    /// notices.
    pub fn new<E: Into<BoxError>>(values: impl Stream<Item = Result<T, E>> + Send + 'static) -> Self
    where
        T: 'static,
    {
        Self(Kind::Made(Box::pin(MapError(Box::pin(values)))))
    }
}

impl<T: DeserializeOwned> Lines<T> {
    /// Returns the next value; `None` at the end.
    pub async fn next(&mut self) -> Option<Result<T, StreamError>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }
}

impl<T: DeserializeOwned> Stream for Lines<T> {
    type Item = Result<T, StreamError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let received = match &mut self.0 {
            Kind::Received(received) => received,
            Kind::Made(values) => return values.as_mut().poll_next(context).map_err(made_error),
        };
        let line = ready!(received.poll_line(context));
        Poll::Ready(line.map(|line| {
            let line = line?;
            let value = serde_json::from_slice(&line).map_err(|error| DecodeError::from_json(&error, &line));
            value.map_err(|error| received.source.item_error(error))
        }))
    }
}

#[diagnostic::do_not_recommend]
impl<T: DeserializeOwned + Send + 'static> Decode<Ndjson> for Lines<T> {
    const RESPONSE: ResponseMetadata = ResponseMetadata::NDJSON;

    fn decode(response: &http::Response<Bytes>) -> Result<Self, DecodeError> {
        let source = StreamedBody::take(response);
        Ok(Self(Kind::Received(Box::new(Received { source, parser: LineParser::default(), has_ended: false }))))
    }
}

impl<T> fmt::Debug for Lines<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Lines")
    }
}
