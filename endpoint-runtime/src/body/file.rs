//! The body of a file, which is read while it is sent.

use std::{
    fs::File,
    io::{self, Read as _},
    path::PathBuf,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, ready},
};

use bytes::Bytes;
use http_body::{Body as HttpBody, Frame, SizeHint};
use tokio::{runtime::Handle, task::JoinHandle};

#[cfg(feature = "server")]
use super::TempFile;
use crate::{error::BoxError, no_runtime::NoRuntime};

/// The length of a piece, in bytes.
const CHUNK: u64 = 64 * 1024;

/// The body of a file.
pub(super) struct FileBody {
    state: State,
    /// The bytes that are left.
    left: u64,
    /// The temporary file, which is deleted once it is read.
    #[cfg(feature = "server")]
    temporary: Option<Arc<TempFile>>,
}

enum State {
    New(Arc<PathBuf>),
    Open(File),
    /// The next piece is being read, on a thread for blocking calls.
    Reading(JoinHandle<io::Result<(File, Vec<u8>)>>),
    Failed,
}

impl FileBody {
    /// Makes the body of the first `length` bytes of a file, which is opened when it is read.
    pub(super) fn new(path: Arc<PathBuf>, length: u64) -> Self {
        Self {
            state: State::New(path),
            left: length,
            #[cfg(feature = "server")]
            temporary: None,
        }
    }

    /// Keeps a temporary file until this body is dropped.
    #[cfg(feature = "server")]
    pub(super) fn keeping(mut self, temporary: Arc<TempFile>) -> Self {
        self.temporary = Some(temporary);
        self
    }

    /// Starts to read the next piece.
    fn start(&mut self) -> Result<(), BoxError> {
        let opened: Box<dyn FnOnce() -> io::Result<File> + Send> =
            match std::mem::replace(&mut self.state, State::Failed) {
                State::New(path) => Box::new(move || File::open(&*path)),
                State::Open(file) => Box::new(move || Ok(file)),
                state => {
                    self.state = state;
                    return Ok(());
                }
            };
        let length = self.left.min(CHUNK);
        let runtime = Handle::try_current().map_err(|_| NoRuntime)?;
        self.state = State::Reading(runtime.spawn_blocking(move || {
            let file = opened()?;
            let mut chunk = Vec::with_capacity(usize::try_from(length).unwrap_or_default());
            (&file).take(length).read_to_end(&mut chunk)?;
            Ok((file, chunk))
        }));
        Ok(())
    }
}

impl HttpBody for FileBody {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        if self.left == 0 {
            return Poll::Ready(None);
        }
        if let Err(error) = self.start() {
            return Poll::Ready(Some(Err(error)));
        }
        let State::Reading(reading) = &mut self.state else { return Poll::Ready(Some(Err(Shortened.into()))) };
        let read = ready!(Pin::new(reading).poll(context));
        self.state = State::Failed;
        let read = read.map_err(BoxError::from).and_then(|read| read.map_err(BoxError::from));
        Poll::Ready(Some(read.and_then(|(file, chunk)| {
            if chunk.is_empty() {
                return Err(Shortened.into());
            }
            self.state = State::Open(file);
            self.left -= chunk.len() as u64;
            Ok(Frame::data(chunk.into()))
        })))
    }

    fn is_end_stream(&self) -> bool {
        self.left == 0
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.left)
    }
}

#[derive(Debug, thiserror::Error)]
#[error("the file has become shorter while it was sent")]
struct Shortened;
