//! Bytes that are sent and received piece by piece.

use std::{
    fmt, io,
    path::PathBuf,
    pin::Pin,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll},
};

use bytes::Bytes;
use futures_core::Stream;
use http_body::{Body as HttpBody, Frame, SizeHint};

#[cfg(feature = "server")]
use super::TempFile;
use super::{Body, file::FileBody};
use crate::error::BoxError;

/// Bytes that a request sends, or a server receives, piece by piece: they are never in memory as a whole, and the sender waits for the
/// receiver.
///
/// Bytes in memory and a file can be sent any number of times, so that a call with them is retried as any other. A stream can be sent once:
/// a call is not repeated once its stream has begun. Clones share the stream, and only one of them sends it.
///
/// The total timeout of a call includes the time in which its body is sent: set it by the amount of data, as in
/// `client.send(request).timeout(Duration::from_secs(600))`.
///
/// ```no_run
/// use endpoint_runtime::{Content, Client, Result, endpoints};
///
/// #[endpoints]
/// pub trait Blobs {
///     #[endpoint(PUT "/blobs/<name>")]
///     async fn store(&self, name: String, #[body(stream)] content: Content) -> Result<()>;
/// }
///
/// # async fn call(client: Client) -> std::result::Result<(), Box<dyn std::error::Error>> {
/// let backup = Content::file("backup.tar")?;
/// client.send(StoreRequest::new("backup.tar", backup)).timeout(None).await?;
/// # Ok(()) }
/// ```
#[derive(Clone)]
pub struct Content(Source);

#[derive(Clone)]
enum Source {
    Bytes(Bytes),
    File {
        path: Arc<PathBuf>,
        length: u64,
    },
    /// A file that is deleted with the last clone.
    #[cfg(feature = "server")]
    Temporary {
        file: Arc<TempFile>,
        length: u64,
    },
    Once(Arc<OnceSource>),
}

/// A stream that can be read once.
struct OnceSource {
    body: Mutex<Option<Body>>,
    size: SizeHint,
    /// True once it was read from.
    begun: Arc<AtomicBool>,
}

/// The marks of the streams of a request, as an extension of it. A request whose stream has begun cannot be sent again.
#[derive(Clone, Debug, Default)]
pub(crate) struct Begun(pub(crate) Vec<Arc<AtomicBool>>);

impl Begun {
    pub(crate) fn is_any(&self) -> bool {
        self.0.iter().any(|begun| begun.load(Ordering::Relaxed))
    }
}

impl Content {
    /// Sends the file at `path`, which is read while it is sent. Its length is found now, and sent as `Content-Length`.
    ///
    /// # Errors
    /// There is no such file.
    pub fn file(path: impl Into<PathBuf>) -> io::Result<Self> {
        let path = path.into();
        let metadata = std::fs::metadata(&path)?;
        if !metadata.is_file() {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "not a file"));
        }
        Ok(Self(Source::File { path: Arc::new(path), length: metadata.len() }))
    }

    /// Makes the content of a temporary file of this length.
    #[cfg(feature = "server")]
    pub(crate) fn temporary(file: Arc<TempFile>, length: u64) -> Self {
        Self(Source::Temporary { file, length })
    }

    /// Sends the bytes of a stream, whose length is unknown.
    pub fn from_stream<S, E>(stream: S) -> Self
    where
        S: Stream<Item = Result<Bytes, E>> + Send + 'static,
        E: Into<BoxError> + 'static,
    {
        Self::from(Body::stream(StreamBody(Box::pin(stream))))
    }

    /// Sets the length of a stream, which is sent as `Content-Length`. A stream of another length fails. It has no effect on bytes and
    /// files, whose length is known.
    #[must_use]
    pub fn with_length(self, length: u64) -> Self {
        match self.0 {
            Source::Once(source) => {
                let body = source.take();
                let size = SizeHint::with_exact(length);
                Self(Source::Once(Arc::new(OnceSource { body: Mutex::new(body), size, begun: Arc::default() })))
            }
            source => Self(source),
        }
    }

    /// Returns the length, if it is known.
    #[must_use]
    pub fn length(&self) -> Option<u64> {
        match &self.0 {
            Source::Bytes(bytes) => Some(bytes.len() as u64),
            Source::File { length, .. } => Some(*length),
            #[cfg(feature = "server")]
            Source::Temporary { length, .. } => Some(*length),
            Source::Once(source) => source.size.exact(),
        }
    }

    /// Returns the bytes, if they are in memory.
    #[must_use]
    pub fn as_bytes(&self) -> Option<&Bytes> {
        if let Source::Bytes(bytes) = &self.0 { Some(bytes) } else { None }
    }

    /// Returns the body that reads the bytes.
    #[must_use]
    pub fn into_body(self) -> Body {
        match self.0 {
            Source::Bytes(bytes) => Body::from(bytes),
            Source::File { path, length } => Body::stream(FileBody::new(path, length)),
            #[cfg(feature = "server")]
            Source::Temporary { file, length } => {
                Body::stream(FileBody::new(Arc::new(file.path().to_owned()), length).keeping(file))
            }
            Source::Once(source) => {
                let size = source.size;
                Body::stream(OnceBody { source, body: None, size })
            }
        }
    }

    /// Reads all bytes, up to a limit.
    ///
    /// # Errors
    /// There are more, the stream fails, or it was read before.
    pub async fn collect(self, limit: usize) -> Result<Bytes, BoxError> {
        if let Source::Bytes(bytes) = self.0 {
            return if bytes.len() > limit { Err(TooLong { limit }.into()) } else { Ok(bytes) };
        }
        let mut body = self.into_body();
        let mut collected = Vec::new();
        while let Some(chunk) = body.chunk().await {
            let chunk = chunk?;
            if chunk.len() > limit - collected.len() {
                return Err(TooLong { limit }.into());
            }
            collected.extend_from_slice(&chunk);
        }
        Ok(collected.into())
    }

    /// Returns the mark of a stream that can be sent once.
    pub(crate) fn begun(&self) -> Option<Arc<AtomicBool>> {
        if let Source::Once(source) = &self.0 { Some(Arc::clone(&source.begun)) } else { None }
    }
}

impl OnceSource {
    fn take(&self) -> Option<Body> {
        self.body.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

/// Shows the length only, since the content may be secret.
impl fmt::Debug for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.length() {
            Some(length) => write!(f, "Content({length} bytes)"),
            None => f.write_str("Content"),
        }
    }
}

impl From<Body> for Content {
    fn from(body: Body) -> Self {
        if let Some(bytes) = body.as_bytes() {
            return Self(Source::Bytes(bytes.clone()));
        }
        let size = body.size_hint();
        Self(Source::Once(Arc::new(OnceSource { body: Mutex::new(Some(body)), size, begun: Arc::default() })))
    }
}

impl From<Bytes> for Content {
    fn from(bytes: Bytes) -> Self {
        Self(Source::Bytes(bytes))
    }
}

impl From<Vec<u8>> for Content {
    fn from(bytes: Vec<u8>) -> Self {
        Bytes::from(bytes).into()
    }
}

impl From<String> for Content {
    fn from(text: String) -> Self {
        Bytes::from(text).into()
    }
}

impl From<&'static str> for Content {
    fn from(text: &'static str) -> Self {
        Bytes::from(text).into()
    }
}

impl From<&'static [u8]> for Content {
    fn from(bytes: &'static [u8]) -> Self {
        Bytes::from(bytes).into()
    }
}

/// The body of a stream.
struct StreamBody<S>(Pin<Box<S>>);

impl<S, E> HttpBody for StreamBody<S>
where
    S: Stream<Item = Result<Bytes, E>>,
    E: Into<BoxError>,
{
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        self.0.as_mut().poll_next(context).map(|item| item.map(|item| item.map(Frame::data).map_err(Into::into)))
    }
}

/// The body of a stream that can be read once, whose length is checked.
struct OnceBody {
    source: Arc<OnceSource>,
    /// The stream, once it was read from.
    body: Option<Body>,
    /// The bytes that are left.
    size: SizeHint,
}

impl OnceBody {
    /// Counts the bytes of a frame, if the length was announced.
    fn count(&mut self, frame: &Frame<Bytes>) -> Result<(), BoxError> {
        let (Some(left), Some(data)) = (self.size.exact(), frame.data_ref()) else { return Ok(()) };
        match left.checked_sub(data.len() as u64) {
            Some(left) => self.size.set_exact(left),
            None => return Err(WrongLength.into()),
        }
        Ok(())
    }
}

impl HttpBody for OnceBody {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        if self.body.is_none() {
            self.source.begun.store(true, Ordering::Relaxed);
            self.body = self.source.take();
        }
        let Some(body) = &mut self.body else { return Poll::Ready(Some(Err(AlreadyRead.into()))) };
        let polled = Pin::new(body).poll_frame(context);
        polled.map(|frame| match frame {
            Some(Ok(frame)) => Some(self.count(&frame).map(|()| frame)),
            None if self.size.exact().is_some_and(|left| left > 0) => {
                self.size = SizeHint::default();
                Some(Err(WrongLength.into()))
            }
            other => other,
        })
    }

    fn is_end_stream(&self) -> bool {
        self.size.exact() == Some(0) && self.body.as_ref().is_none_or(HttpBody::is_end_stream)
    }

    fn size_hint(&self) -> SizeHint {
        self.size
    }
}

#[derive(Debug, thiserror::Error)]
#[error("the stream was read before; make a request of its own for each call, or send bytes or a file")]
struct AlreadyRead;

#[derive(Debug, thiserror::Error)]
#[error("the stream has another length than `with_length` announced")]
struct WrongLength;

#[derive(Debug, thiserror::Error)]
#[error("the stream is longer than {limit} bytes")]
struct TooLong {
    limit: usize,
}
