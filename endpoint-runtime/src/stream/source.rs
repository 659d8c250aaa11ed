//! The body of a response, while it arrives.

use std::{
    fmt,
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll, ready},
    time::Duration,
};

use bytes::Bytes;
use http::Response;
use http_body::Body as _;

use super::{ContentDecoder, StreamError};
use crate::{
    body::Body,
    client::StreamedCall,
    error::{DecodeError, Failure, Stage},
    media_type,
    metadata::{ResponseMetadata, StreamOptions},
};

/// The source of a stream, as an extension of the response that it belongs to. The type that is decoded from the response takes it.
#[derive(Clone)]
pub(crate) struct StreamedBody(Arc<Mutex<Option<Source>>>);

impl StreamedBody {
    pub(crate) fn new(source: Source) -> Self {
        Self(Arc::new(Mutex::new(Some(source))))
    }

    /// Takes the source of a response; that of its body in memory if it was not streamed.
    pub(crate) fn take(response: &Response<Bytes>) -> Source {
        let streamed = response.extensions().get::<Self>();
        let source = streamed.and_then(|streamed| streamed.0.lock().unwrap_or_else(PoisonError::into_inner).take());
        source.unwrap_or_else(|| Source::in_memory(response.body().clone()))
    }
}

/// The body of a response, and everything that its errors and its continuation need.
pub(crate) struct Source {
    body: Body,
    decoder: Option<ContentDecoder>,
    /// The call that the response belongs to; `None` for a body in memory.
    call: Option<Box<StreamedCall>>,
    has_ended: bool,
    /// The maximum number of bytes of one event or line.
    pub(super) item_limit: usize,
    pub(super) options: StreamOptions,
    /// The declared media type.
    content_type: &'static str,
}

impl Source {
    pub(crate) fn new(
        body: Body,
        decoder: Option<ContentDecoder>,
        call: StreamedCall,
        declared: &ResponseMetadata,
        item_limit: usize,
    ) -> Self {
        let ResponseMetadata { stream: options, content_type, .. } = *declared;
        Self { body, decoder, call: Some(Box::new(call)), has_ended: false, item_limit, options, content_type }
    }

    fn in_memory(body: Bytes) -> Self {
        Self {
            body: Body::from(body),
            decoder: None,
            call: None,
            has_ended: false,
            item_limit: usize::MAX,
            options: StreamOptions::NONE,
            content_type: "",
        }
    }

    /// Returns whether this media type is that of events, or the declared one.
    pub(super) fn is_of_type(&self, essence: &str) -> bool {
        let is = |expected: &str| essence.eq_ignore_ascii_case(media_type::essence(expected));
        self.call.is_none() || is("text/event-stream") || is(self.content_type)
    }

    /// Polls the next chunk, which is not empty.
    pub(super) fn poll_chunk(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, StreamError>>> {
        loop {
            match ready!(self.poll_part(context)) {
                Some(Ok(chunk)) if chunk.is_empty() => {}
                Some(Ok(chunk)) => return Poll::Ready(Some(Ok(chunk))),
                Some(Err(failure)) => {
                    self.has_ended = true;
                    return Poll::Ready(Some(Err(self.error(failure))));
                }
                None => return Poll::Ready(None),
            }
        }
    }

    /// Polls the next part of the content, which may be empty.
    fn poll_part(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, Box<Failure>>>> {
        if let Some(decoder) = &mut self.decoder
            && let Some(decoded) = decoder.next()
        {
            return Poll::Ready(Some(decoded.map_err(decode_failure)));
        }
        if self.has_ended {
            return Poll::Ready(None);
        }
        let frame = match &mut self.call {
            Some(call) => ready!(call.poll_frame(&mut self.body, context)),
            None => ready!(Pin::new(&mut self.body).poll_frame(context))
                .map(|frame| frame.map_err(|source| Box::new(Failure::new(Stage::Transport, source)))),
        };
        let chunk = match frame {
            Some(Ok(frame)) => frame.into_data().unwrap_or_default(),
            Some(Err(failure)) => return Poll::Ready(Some(Err(failure))),
            None => {
                self.has_ended = true;
                let end = self.decoder.as_mut().map(ContentDecoder::finish);
                return Poll::Ready(end.map(|end| end.map(|()| Bytes::new()).map_err(decode_failure)));
            }
        };
        match &mut self.decoder {
            Some(decoder) => {
                decoder.push(chunk);
                Poll::Ready(Some(Ok(Bytes::new())))
            }
            None => Poll::Ready(Some(Ok(chunk))),
        }
    }

    /// Returns the error of a failure, with what is known of the call.
    fn error(&self, failure: Box<Failure>) -> StreamError {
        StreamError::new(*match &self.call {
            Some(call) => call.complete_failure(failure),
            None => failure,
        })
    }

    /// Returns the error of an item that cannot be decoded.
    pub(super) fn item_error(&self, error: DecodeError) -> StreamError {
        self.error(decode_failure(error))
    }

    /// Returns the call, to send it again.
    pub(super) fn into_call(self) -> Option<Box<StreamedCall>> {
        self.call
    }
}

fn decode_failure(error: DecodeError) -> Box<Failure> {
    Box::new(Failure::internal(Stage::Decode, error))
}

/// Shows the limits, and nothing of the content.
impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Source").field("has_ended", &self.has_ended).finish_non_exhaustive()
    }
}

/// The error of a stream whose next chunk does not arrive in time.
#[derive(Debug, thiserror::Error)]
#[error(
    "nothing arrived within {0:?}; raise `idle` of the option `response`, or the call's `timeout`, if the stream may pause for longer"
)]
pub(crate) struct Idle(pub(crate) Duration);
