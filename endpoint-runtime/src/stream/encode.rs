//! The bodies that a server sends from streams.

use std::{
    pin::Pin,
    task::{Context, Poll, ready},
    time::Duration,
};

use bytes::Bytes;
use futures_core::Stream;
use http::{
    HeaderValue, Response,
    header::{CACHE_CONTROL, CONTENT_TYPE},
};
use http_body::{Body as HttpBody, Frame};
use serde::{Serialize, de::DeserializeOwned};

use super::{ByteStream, Event, EventStream, Lines};
use crate::{
    body::Body,
    error::BoxError,
    json::write_json,
    metadata::ResponseMetadata,
    response::{Ndjson, Sse, Streamed},
    server::{EncodeResponse, Rejection},
};

/// A body of the items of a stream, each of which becomes a chunk.
struct Encoded<S, F> {
    stream: S,
    encode: F,
}

impl<T, E: Into<BoxError>, S, F> HttpBody for Encoded<S, F>
where
    S: Stream<Item = Result<T, E>> + Unpin,
    F: FnMut(T) -> Result<Bytes, BoxError> + Unpin,
{
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let item = ready!(Pin::new(&mut self.stream).poll_next(context));
        let chunk = item.map(|item| item.map_err(Into::into).and_then(|item| (self.encode)(item)));
        if let Some(Err(error)) = &chunk {
            tracing::error!(%error, "a streamed response ends before its end");
        }
        Poll::Ready(chunk.map(|chunk| chunk.map(Frame::data)))
    }
}

fn response(declared: ResponseMetadata, body: Body) -> Response<Body> {
    let mut response = Response::new(body);
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(declared.content_type));
    response
}

#[diagnostic::do_not_recommend]
impl EncodeResponse<Streamed> for ByteStream {
    fn into_response(self) -> Result<Response<Body>, Rejection> {
        let body = self.into_body(|stream| Body::stream(Encoded { stream, encode: Ok }));
        Ok(response(ResponseMetadata::STREAM, body))
    }
}

#[diagnostic::do_not_recommend]
impl<T: Serialize + DeserializeOwned + 'static> EncodeResponse<Sse> for EventStream<T> {
    fn into_response(self) -> Result<Response<Body>, Rejection> {
        let mut last_id = String::new();
        let encode = move |event: Event<T>| write_event(&event, &mut last_id);
        let mut response = response(ResponseMetadata::SSE, Body::stream(Encoded { stream: self, encode }));
        response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
        Ok(response)
    }
}

#[diagnostic::do_not_recommend]
impl<T: Serialize + DeserializeOwned + 'static> EncodeResponse<Ndjson> for Lines<T> {
    fn into_response(self) -> Result<Response<Body>, Rejection> {
        let encode = |value: T| {
            let mut line = json(&value)?;
            line.push(b'\n');
            Ok(line.into())
        };
        Ok(response(ResponseMetadata::NDJSON, Body::stream(Encoded { stream: self, encode })))
    }
}

fn json<T: Serialize>(value: &T) -> Result<Vec<u8>, BoxError> {
    let mut json = Vec::new();
    write_json(value, &mut json).map_err(|error| format!("{}: {}", error.path, error.problem))?;
    Ok(json)
}

/// Writes an event. Its id is written where it differs from that of the event before.
fn write_event<T: Serialize + 'static>(event: &Event<T>, last_id: &mut String) -> Result<Bytes, BoxError> {
    let mut out = Vec::new();
    if event.event != Event::<T>::MESSAGE {
        write_field("event", &event.event, &mut out)?;
    }
    if event.id != *last_id {
        if event.id.contains('\0') {
            return Err("the id of an event contains NUL".into());
        }
        write_field("id", &event.id, &mut out)?;
        last_id.clone_from(&event.id);
    }
    if let Some(retry) = event.retry {
        write_field("retry", &Duration::as_millis(&retry).to_string(), &mut out)?;
    }
    let data = json(&event.data)?;
    // The JSON of a text that stands as it is.
    match super::event_stream::text_of::<T>(&data) {
        Some(text) => {
            for line in text.split('\n') {
                write_field("data", line, &mut out)?;
            }
        }
        None => {
            out.extend_from_slice(b"data: ");
            out.extend_from_slice(&data);
            out.push(b'\n');
        }
    }
    out.push(b'\n');
    Ok(out.into())
}

fn write_field(name: &str, value: &str, out: &mut Vec<u8>) -> Result<(), BoxError> {
    if value.contains(['\n', '\r']) {
        return Err(format!("the `{name}` of an event contains a line break that it cannot have").into());
    }
    for part in [name, ": ", value, "\n"] {
        out.extend_from_slice(part.as_bytes());
    }
    Ok(())
}

/// Adds the event that ends a stream.
pub(crate) fn with_end_marker(response: Response<Body>, marker: &str) -> Response<Body> {
    let end = Bytes::from(format!("data: {marker}\n\n"));
    response.map(|body| Body::stream(Marked { body, end: Some(end) }))
}

/// A body with a last chunk behind its end.
struct Marked {
    body: Body,
    end: Option<Bytes>,
}

impl HttpBody for Marked {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let frame = ready!(Pin::new(&mut self.body).poll_frame(context));
        if let Some(Err(_)) = &frame {
            self.end = None;
        }
        Poll::Ready(frame.or_else(|| self.end.take().map(|end| Ok(Frame::data(end)))))
    }
}
