//! A file store: files go up as parts of a multipart body, read from disk while they are sent, and come down as streams, which go on behind
//! the bytes that have arrived after a lost connection.

mod download;
mod fake;

use endpoint_runtime::{FilePart, ProblemDetails, Response, endpoints, object, stream::ByteStream};

pub use download::{DownloadError, download};
pub use fake::Fake;

/// The result of a call. Errors are problem details (RFC 9457).
pub type Result<T> = endpoint_runtime::Result<T, ProblemDetails>;

/// A stored file.
#[object(server)]
pub struct StoredFile {
    /// The id.
    pub id: String,
    /// The name that it had on the uploader's disk.
    pub name: String,
    /// The size in bytes.
    pub bytes: u64,
}

/// A new file, and the path of its content.
#[derive(Debug, Response)]
#[response(server)]
pub struct Created {
    /// The path of the content.
    #[header("Location")]
    pub location: String,
    /// The file.
    #[body]
    pub file: StoredFile,
}

/// The content of a file, or the part of it that was asked for.
#[derive(Debug, Response)]
#[response(server)]
pub enum Download {
    /// The whole content.
    #[status(200)]
    Whole {
        /// The version of the content.
        #[header("ETag")]
        etag: String,
        /// The number of bytes.
        #[header("Content-Length")]
        length: Option<u64>,
        /// The bytes.
        #[body(stream, idle = "30s")]
        content: ByteStream,
    },
    /// The part that was asked for (RFC 9110, section 15.3.7).
    #[status(206)]
    Part {
        /// The place of the part, such as `bytes 500-999/1000`.
        #[header("Content-Range")]
        range: String,
        /// The bytes.
        #[body(stream, idle = "30s")]
        content: ByteStream,
    },
}

/// Stored files.
#[endpoints(path = "/v1/files", server)]
pub trait Files {
    /// Stores a file.
    #[endpoint(POST, multipart, status = 201)]
    async fn upload(
        &self,
        /// The folder in which the file appears.
        folder: Option<String>,
        file: FilePart,
    ) -> Result<Created>;

    /// Reads the content of a file, or the rest of it.
    #[endpoint(GET "/<id>/content")]
    async fn content(
        &self,
        id: String,
        /// The part, such as `bytes=500-`.
        #[header("Range")]
        range: Option<String>,
        /// The version to which the part belongs. Of another version, the whole content is sent.
        #[header("If-Range")]
        if_range: Option<String>,
    ) -> Result<Download>;
}
