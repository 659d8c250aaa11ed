//! A download that survives lost connections.

use std::io::{self, SeekFrom};

use endpoint_runtime::{Error, ProblemDetails, stream::StreamError};
use tokio::{
    fs::File,
    io::{AsyncSeekExt as _, AsyncWriteExt as _},
};

use crate::{ContentRequest, Download, FilesClient};

/// The number of connections that one download may take.
const MAX_CONNECTIONS: usize = 5;

/// The reason why a download has failed.
#[derive(Debug, thiserror::Error)]
pub enum DownloadError {
    /// The API refused a call.
    #[error("the API refused the download")]
    Call(#[from] Error<ProblemDetails>),
    /// The last of the connections was lost.
    #[error("the connection was lost {MAX_CONNECTIONS} times")]
    Lost(#[source] StreamError),
    /// The API sent another part than was asked for.
    #[error("the API sent another part than was asked for: {0}")]
    Part(String),
    /// The file cannot be written.
    #[error("the file cannot be written")]
    Write(#[from] io::Error),
}

/// Writes the content of a stored file to `target`, and returns the number of connections that it took.
///
/// # Errors
/// A call fails, connections are lost too often, or the file cannot be written.
pub async fn download(files: &FilesClient, id: &str, target: &mut File) -> Result<usize, DownloadError> {
    let (mut written, mut version) = (0_u64, String::new());
    let mut connection = 1;
    loop {
        let mut request = ContentRequest::new(id);
        if written > 0 {
            request = request.range(format!("bytes={written}-")).if_range(&*version);
        }
        let mut content = match files.content(request).await? {
            Download::Whole { etag, content, .. } => {
                // Of another version, nothing that was written is of use.
                target.set_len(0).await?;
                target.seek(SeekFrom::Start(0)).await?;
                (written, version) = (0, etag);
                content
            }
            Download::Part { range, content } if range.starts_with(&format!("bytes {written}-")) => content,
            Download::Part { range, .. } => return Err(DownloadError::Part(range)),
        };
        let error = loop {
            match content.next().await {
                Some(Ok(chunk)) => {
                    target.write_all(&chunk).await?;
                    written += chunk.len() as u64;
                }
                Some(Err(error)) => break error,
                None => {
                    target.flush().await?;
                    return Ok(connection);
                }
            }
        };
        if connection == MAX_CONNECTIONS {
            return Err(DownloadError::Lost(error));
        }
        connection += 1;
    }
}
