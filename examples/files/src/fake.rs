//! A store in memory that loses the connection in the middle of each whole download.

use std::{
    io,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use endpoint_runtime::{Bytes, Error, ProblemDetails, http::StatusCode, stream::ByteStream};
use futures_util::{StreamExt as _, stream::iter};
use tokio::task::yield_now;

use crate::{ContentRequest, Created, Download, Files, Result, StoredFile, UploadRequest};

/// The size limit of a file, since this store holds it in memory.
const MAX_BYTES: usize = 16 * 1024 * 1024;

/// A store in memory. Clones share it.
///
/// It loses the connection in the middle of each whole download, and sends parts to their end.
#[derive(Clone, Debug, Default)]
pub struct Fake(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    /// The contents of the files. The id of a file is its place in the list.
    contents: Vec<Bytes>,
    /// The `Range` of each download.
    ranges: Vec<Option<String>>,
}

impl Fake {
    /// Returns the `Range` of each download, in their order.
    #[must_use]
    pub fn ranges(&self) -> Vec<Option<String>> {
        self.state().ranges.clone()
    }

    /// Replaces the content of a file, as another uploader would.
    pub fn replace(&self, id: &str, content: impl Into<Bytes>) {
        let mut state = self.state();
        if let Some(stored) = id.parse().ok().and_then(|id: usize| state.contents.get_mut(id)) {
            *stored = content.into();
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Files for Fake {
    async fn upload(&self, request: UploadRequest) -> Result<Created> {
        // The name is the uploader's text: a store on disk must not take it for a path.
        let name = request.file.file_name().to_owned();
        let Ok(content) = request.file.into_content().collect(MAX_BYTES).await else {
            return Err(error(StatusCode::PAYLOAD_TOO_LARGE, "a file has at most 16 MiB"));
        };
        let mut state = self.state();
        let file = StoredFile::new(state.contents.len().to_string(), name, content.len() as u64);
        state.contents.push(content);
        Ok(Created { location: format!("/v1/files/{}/content", file.id), file })
    }

    async fn content(&self, request: ContentRequest) -> Result<Download> {
        let mut state = self.state();
        state.ranges.push(request.range.clone());
        let found = request.id.parse().ok().and_then(|id: usize| state.contents.get(id).cloned());
        let content = found.ok_or_else(|| error(StatusCode::NOT_FOUND, "there is no such file"))?;
        let length = content.len();
        // The version of a real store is a hash or a counter.
        let etag = format!("\"{length}\"");

        let is_current = request.if_range.is_none_or(|version| version == etag);
        match request.range.filter(|_| is_current).as_deref().and_then(begin_of) {
            None => Ok(Download::Whole { etag, length: Some(length as u64), content: first_half(&content) }),
            Some(begin) if begin < length => {
                let range = format!("bytes {begin}-{}/{length}", length - 1);
                Ok(Download::Part { range, content: ByteStream::of_content(content.slice(begin..)) })
            }
            Some(_) => Err(error(StatusCode::RANGE_NOT_SATISFIABLE, "the file ends before that")),
        }
    }
}

/// Reads a range from a byte to the end. A server may answer any other with the whole content.
fn begin_of(range: &str) -> Option<usize> {
    range.strip_prefix("bytes=")?.strip_suffix('-')?.parse().ok()
}

/// Sends a half, and then loses the connection.
fn first_half(content: &Bytes) -> ByteStream {
    let half = content.slice(..content.len() / 2);
    let chunks = [Ok(half), Err(io::Error::from(io::ErrorKind::ConnectionReset))];
    ByteStream::new(iter(chunks).then(|chunk| async {
        // The half is sent before the connection is lost.
        yield_now().await;
        chunk
    }))
}

fn error(status: StatusCode, detail: &str) -> Error<ProblemDetails> {
    Error::api(status, ProblemDetails::new(detail))
}
