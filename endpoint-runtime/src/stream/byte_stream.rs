//! A stream of bytes.

use std::{
    fmt,
    future::poll_fn,
    pin::Pin,
    task::{Context, Poll, ready},
};

use bytes::Bytes;
use futures_core::Stream;
use http_body::Body as _;

use super::{Source, StreamError, StreamedBody};
use crate::{
    body::{Body, Content},
    error::{BoxError, DecodeError, Failure, Stage},
    metadata::ResponseMetadata,
    response::{Decode, Streamed},
};

/// A response's bytes as they arrive: the result of an endpoint with `response = stream`.
///
/// ```no_run
/// # async fn download(client: endpoint_runtime::Client) -> endpoint_runtime::Result<()> {
/// use endpoint_runtime::{Result, endpoints, stream::ByteStream};
///
/// #[endpoints]
/// pub trait Backups {
///     #[endpoint(GET "/backups/<id>", response(stream, type = "application/gzip", idle = "1m"))]
///     async fn download(&self, id: u64) -> Result<ByteStream>;
/// }
///
/// let mut backup = BackupsClient::from(client).download(DownloadRequest::new(7_u64)).await?;
/// while let Some(chunk) = backup.next().await {
///     println!("{} bytes", chunk?.len());
/// }
/// # Ok(()) }
/// ```
#[must_use = "a stream is read with `next`"]
pub struct ByteStream(Kind);

enum Kind {
    Received(Source),
    Made(Pin<Box<dyn Stream<Item = Result<Bytes, BoxError>> + Send>>),
    Content(Body),
}

impl ByteStream {
    /// Makes the response of a server from a stream of chunks. Its first error ends the response, and the connection, so that the client
    /// notices.
    pub fn new<E: Into<BoxError>>(chunks: impl Stream<Item = Result<Bytes, E>> + Send + 'static) -> Self {
        Self(Kind::Made(Box::pin(MapError(Box::pin(chunks)))))
    }

    /// Makes the response of a server from bytes, a file on disk or a stream of a known length, which becomes its `Content-Length`.
    ///
    /// ```
    /// use endpoint_runtime::{Content, stream::ByteStream};
    ///
    /// # fn backup() -> std::io::Result<ByteStream> {
    /// Ok(ByteStream::of_content(Content::file("backup.tar.gz")?))
    /// # }
    /// ```
    pub fn of_content(content: impl Into<Content>) -> Self {
        Self(Kind::Content(content.into().into_body()))
    }

    /// Returns the body of a response with these bytes. `stream` makes that of a stream.
    #[cfg(feature = "server")]
    pub(super) fn into_body(self, stream: impl FnOnce(Self) -> Body) -> Body {
        if let Kind::Content(body) = self.0 { body } else { stream(self) }
    }

    /// Returns the next chunk, which is not empty; `None` at the end.
    pub async fn next(&mut self) -> Option<Result<Bytes, StreamError>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }
}

impl Stream for ByteStream {
    type Item = Result<Bytes, StreamError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        match &mut self.0 {
            Kind::Received(source) => source.poll_chunk(context),
            Kind::Made(chunks) => chunks.as_mut().poll_next(context).map_err(made_error),
            Kind::Content(body) => loop {
                match ready!(Pin::new(&mut *body).poll_frame(context)) {
                    None => return Poll::Ready(None),
                    Some(Err(error)) => return Poll::Ready(Some(Err(made_error(error)))),
                    Some(Ok(frame)) => {
                        if let Ok(data) = frame.into_data() {
                            return Poll::Ready(Some(Ok(data)));
                        }
                    }
                }
            },
        }
    }
}

/// Returns the error of a stream that an implementation made.
pub(super) fn made_error(source: BoxError) -> StreamError {
    StreamError::new(Failure::new(Stage::Transport, source))
}

/// A stream whose errors are boxed.
pub(super) struct MapError<S: ?Sized>(pub(super) Pin<Box<S>>);

impl<T, E: Into<BoxError>, S: Stream<Item = Result<T, E>> + ?Sized> Stream for MapError<S> {
    type Item = Result<T, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.as_mut().poll_next(context).map_err(Into::into)
    }
}

#[diagnostic::do_not_recommend]
impl Decode<Streamed> for ByteStream {
    const RESPONSE: ResponseMetadata = ResponseMetadata::STREAM;

    fn decode(response: &http::Response<Bytes>) -> Result<Self, DecodeError> {
        Ok(Self(Kind::Received(StreamedBody::take(response))))
    }
}

impl fmt::Debug for ByteStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ByteStream")
    }
}
