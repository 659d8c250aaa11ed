//! A stream of server-sent events.

use std::{
    any::TypeId,
    fmt,
    future::poll_fn,
    pin::Pin,
    task::{Context, Poll, ready},
};

use bytes::Bytes;
use futures_core::Stream;
use http::header::CONTENT_TYPE;
use serde::de::{DeserializeOwned, IntoDeserializer as _, value::Error as ValueError};

use super::{
    Event, Source, StreamError, StreamedBody,
    byte_stream::{MapError, made_error},
    event_parser::EventParser,
    reconnect::Reconnect,
    tagged,
};
use crate::{
    error::{BoxError, DecodeError, Stage},
    media_type,
    metadata::ResponseMetadata,
    response::{Decode, Sse},
};

/// Server-sent events as they arrive: the result of an endpoint with `response = sse`.
///
/// The data of each is read as JSON, or is the text itself with `T = String`. An event whose data is not as declared is an error, behind which the
/// stream goes on. An unfinished event at the end is dropped. The media type of the response is `text/event-stream`, or the declared one, and
/// any other is an error of the call.
///
/// * With `tagged`, the type of an event says how its data is read: the value is read from `{"event": …, "data": …}`, as serde reads an enum with
///   `#[serde(tag = "event", content = "data")]`.
/// * With `done = "[DONE]"` an event with this data ends the stream, and is not returned. A server sends it at the end.
/// * With `reconnect`, the call is sent again once the response has ended or has broken off, with `Last-Event-ID` if there was an id, and after the time
///   that the server has set with `retry`, or after 3 seconds. It is doubled for each time that no event arrives, up to a minute. A response of 204
///   ends the stream, and so does a call that fails.
///
/// ```no_run
/// # async fn listen(client: endpoint_runtime::Client) -> endpoint_runtime::Result<()> {
/// use endpoint_runtime::{Result, endpoints, stream::EventStream};
///
/// #[derive(Debug, serde::Deserialize)]
/// pub struct Price {
///     pub cents: u64,
/// }
///
/// #[endpoints]
/// pub trait Prices {
///     #[endpoint(GET "/prices", response(sse, reconnect))]
///     async fn watch(&self) -> Result<EventStream<Price>>;
/// }
///
/// let mut prices = PricesClient::from(client).watch(WatchRequest::new()).await?;
/// while let Some(event) = prices.next().await {
///     println!("{}", event?.data.cents);
/// }
/// # Ok(()) }
/// ```
#[must_use = "a stream is read with `next`"]
pub struct EventStream<T>(Kind<T>);

enum Kind<T> {
    Received(Box<Received>),
    Made(Pin<Box<dyn Stream<Item = Result<Event<T>, BoxError>> + Send>>),
}

impl<T> EventStream<T> {
    /// Makes the response of a server from a stream of events. Its first error ends the response, and the connection, so that the client
    /// notices.
    pub fn new<E: Into<BoxError>>(events: impl Stream<Item = Result<Event<T>, E>> + Send + 'static) -> Self
    where
        T: 'static,
    {
        Self(Kind::Made(Box::pin(MapError(Box::pin(events)))))
    }
}

impl<T: DeserializeOwned + 'static> EventStream<T> {
    /// Returns the next event; `None` at the end.
    pub async fn next(&mut self) -> Option<Result<Event<T>, StreamError>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }
}

impl<T: DeserializeOwned + 'static> Stream for EventStream<T> {
    type Item = Result<Event<T>, StreamError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        match &mut self.0 {
            Kind::Received(received) => {
                let event = ready!(received.poll_event(context));
                Poll::Ready(event.map(|event| event.and_then(|event| received.decode(event))))
            }
            Kind::Made(events) => events.as_mut().poll_next(context).map_err(made_error),
        }
    }
}

/// Events that are being received.
struct Received {
    source: Option<Source>,
    parser: EventParser,
    reconnect: Reconnect,
}

impl Received {
    /// Polls the next event that is not the end marker.
    fn poll_event(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Event<String>, StreamError>>> {
        loop {
            let Some(source) = &mut self.source else {
                match ready!(self.reconnect.poll_source(context)) {
                    Some(Ok(source)) => {
                        self.parser.restart();
                        self.source = Some(source);
                        continue;
                    }
                    Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                    None => return Poll::Ready(None),
                }
            };
            match self.parser.next(source.item_limit) {
                Ok(Some(event)) => {
                    self.reconnect.received(event.retry);
                    if source.options.done == Some(&*event.data) {
                        self.source = None;
                        return Poll::Ready(None);
                    }
                    return Poll::Ready(Some(Ok(event)));
                }
                Ok(None) => {}
                Err(_) => {
                    let error = source.item_error(DecodeError::TooLarge { limit: source.item_limit });
                    self.source = None;
                    return Poll::Ready(Some(Err(error)));
                }
            }
            let error = match ready!(source.poll_chunk(context)) {
                Some(Ok(chunk)) => {
                    self.parser.push(chunk);
                    continue;
                }
                Some(Err(error)) if error.stage() == Stage::Decode => {
                    self.source = None;
                    return Poll::Ready(Some(Err(error)));
                }
                Some(Err(error)) => Some(error),
                None => None,
            };
            let is_repeated = source.options.reconnect;
            let call = self.source.take().and_then(Source::into_call).filter(|_| is_repeated);
            match (call, error) {
                (Some(call), _) => self.reconnect.start(call, self.parser.last_id()),
                (None, Some(error)) => return Poll::Ready(Some(Err(error))),
                (None, None) => return Poll::Ready(None),
            }
        }
    }

    fn decode<T: DeserializeOwned + 'static>(&self, event: Event<String>) -> Result<Event<T>, StreamError> {
        let is_tagged = self.source.as_ref().is_some_and(|source| source.options.tagged);
        let data = if is_tagged { tagged::decode(&event.event, &event.data) } else { decode_data(&event.data) };
        match (data, &self.source) {
            (Ok(data), _) => Ok(event.with_data(data)),
            (Err(error), Some(source)) => Err(source.item_error(error)),
            // The source is there as long as events come of it.
            (Err(error), None) => Err(StreamError::new(crate::error::Failure::internal(Stage::Decode, error))),
        }
    }
}

/// Reads the data of an event: a text as it is, and any other type as JSON.
fn decode_data<T: DeserializeOwned + 'static>(data: &str) -> Result<T, DecodeError> {
    if TypeId::of::<T>() == TypeId::of::<String>() {
        return T::deserialize(data.into_deserializer()).map_err(|_: ValueError| DecodeError::Empty);
    }
    serde_json::from_str(data).map_err(|error| DecodeError::from_json(&error, data.as_bytes()))
}

/// Returns the text of an event whose data is one, from its JSON.
#[cfg(feature = "server")]
pub(super) fn text_of<T: 'static>(json: &[u8]) -> Option<String> {
    (TypeId::of::<T>() == TypeId::of::<String>()).then(|| serde_json::from_slice(json).unwrap_or_default())
}

#[diagnostic::do_not_recommend]
impl<T: DeserializeOwned + Send + 'static> Decode<Sse> for EventStream<T> {
    const RESPONSE: ResponseMetadata = ResponseMetadata::SSE;

    fn decode(response: &http::Response<Bytes>) -> Result<Self, DecodeError> {
        let given = response.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let source = StreamedBody::take(response);
        let essence = media_type::essence(given);
        if !essence.is_empty() && !source.is_of_type(essence) {
            return Err(DecodeError::MediaType { given: essence.to_owned() });
        }
        let (parser, reconnect) = (EventParser::default(), Reconnect::default());
        Ok(Self(Kind::Received(Box::new(Received { source: Some(source), parser, reconnect }))))
    }
}

impl<T> fmt::Debug for EventStream<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EventStream")
    }
}
