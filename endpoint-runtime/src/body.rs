//! Bodies of requests and responses.

mod content;
mod file;
mod file_part;
pub(crate) mod multipart;
#[cfg(feature = "server")]
mod temp_file;
mod write;

use std::{
    fmt,
    pin::Pin,
    task::{Context, Poll},
};

use bytes::Bytes;
use http_body::{Body as HttpBody, Frame, SizeHint};
use http_body_util::{BodyExt, combinators::UnsyncBoxBody};

use crate::error::BoxError;

pub(crate) use content::Begun;
pub use content::Content;
pub use file_part::FilePart;
pub(crate) use file_part::is_media_type;
#[cfg(feature = "server")]
pub(crate) use temp_file::TempFile;
pub(crate) use write::form_of;
pub use write::{BytesBody, FormBody, JsonBody, JsonObject, NdjsonBody, StreamBody, TextBody};
pub(crate) use write::{encode_error, push_pair};

/// The body of a request or a response: bytes in memory, or a stream of them.
pub struct Body(BodyKind);

enum BodyKind {
    Full(Option<Bytes>),
    Stream(UnsyncBoxBody<Bytes, BoxError>),
    /// Not boxed, since it is the body of every response over `HyperTransport`.
    #[cfg(feature = "hyper")]
    Incoming(hyper::body::Incoming),
}

impl Body {
    /// Creates a body from a stream of frames.
    pub fn stream<B>(body: B) -> Self
    where
        B: HttpBody<Data = Bytes, Error: Into<BoxError>> + Send + 'static,
    {
        Self::boxed(body.map_err(Into::into))
    }

    /// Creates a body from a stream whose errors are boxed.
    pub(crate) fn boxed<B>(body: B) -> Self
    where
        B: HttpBody<Data = Bytes, Error = BoxError> + Send + 'static,
    {
        Self(BodyKind::Stream(body.boxed_unsync()))
    }

    /// Returns the bytes of a body in memory; `None` if it is empty or a stream.
    #[must_use]
    pub fn as_bytes(&self) -> Option<&Bytes> {
        if let BodyKind::Full(bytes) = &self.0 { bytes.as_ref() } else { None }
    }

    /// Waits for the next piece of the body; `None` at its end.
    pub async fn chunk(&mut self) -> Option<Result<Bytes, BoxError>> {
        loop {
            match self.frame().await? {
                Ok(frame) => {
                    // Trailers are passed over.
                    if let Ok(data) = frame.into_data() {
                        return Some(Ok(data));
                    }
                }
                Err(error) => return Some(Err(error)),
            }
        }
    }

    /// Returns the bytes of a body in memory, or the body itself if it is a stream.
    pub(crate) fn into_bytes(self) -> Result<Bytes, Self> {
        if let BodyKind::Full(bytes) = self.0 { Ok(bytes.unwrap_or_default()) } else { Err(self) }
    }
}

#[cfg(feature = "hyper")]
impl From<hyper::body::Incoming> for Body {
    fn from(body: hyper::body::Incoming) -> Self {
        Self(BodyKind::Incoming(body))
    }
}

impl From<Bytes> for Body {
    fn from(bytes: Bytes) -> Self {
        Self(BodyKind::Full((!bytes.is_empty()).then_some(bytes)))
    }
}

impl HttpBody for Body {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        match &mut self.0 {
            BodyKind::Full(bytes) => Poll::Ready(bytes.take().map(|bytes| Ok(Frame::data(bytes)))),
            BodyKind::Stream(body) => Pin::new(body).poll_frame(context),
            #[cfg(feature = "hyper")]
            BodyKind::Incoming(body) => Pin::new(body).poll_frame(context).map_err(Into::into),
        }
    }

    fn is_end_stream(&self) -> bool {
        match &self.0 {
            BodyKind::Full(bytes) => bytes.is_none(),
            BodyKind::Stream(body) => body.is_end_stream(),
            #[cfg(feature = "hyper")]
            BodyKind::Incoming(body) => body.is_end_stream(),
        }
    }

    fn size_hint(&self) -> SizeHint {
        match &self.0 {
            BodyKind::Full(bytes) => SizeHint::with_exact(bytes.as_ref().map_or(0, |bytes| bytes.len() as u64)),
            BodyKind::Stream(body) => body.size_hint(),
            #[cfg(feature = "hyper")]
            BodyKind::Incoming(body) => body.size_hint(),
        }
    }
}

/// Shows the length only, since the content may be secret.
impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.size_hint().exact() {
            Some(length) => write!(f, "Body({length} bytes)"),
            None => f.write_str("Body(stream)"),
        }
    }
}
