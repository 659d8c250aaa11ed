//! Google Drive: an upload in pieces, whose answer is 308 as long as pieces are missing.

use endpoint_runtime::{Content, Response, Result, endpoints, object};

/// The metadata of a file.
#[object(sent, rename_all = "camelCase", server, schema)]
pub struct File {
    pub name: Option<String>,
    pub mime_type: Option<String>,
    pub parents: Option<Vec<String>>,
}

/// The URL of an upload.
#[derive(Debug, Response)]
#[response(server, schema)]
pub struct Session {
    #[header("Location")]
    pub location: String,
}

#[derive(Debug, Response)]
#[response(server, schema)]
pub enum Progress {
    #[status(200)]
    Updated(File),
    #[status(201)]
    Created(File),
    /// Pieces are missing behind this range, or all of them.
    #[status(308)]
    Incomplete {
        #[header("Range")]
        range: Option<String>,
    },
    /// The upload was canceled.
    #[status(499)]
    Canceled,
}

#[endpoints(server, schema)]
pub trait Uploads {
    #[endpoint(POST "/upload/drive/v3/files?uploadType=resumable&<fields>")]
    async fn start(
        &self,
        #[join(",")] fields: Vec<String>,
        #[header("X-Upload-Content-Type")] content_type: Option<String>,
        #[header("X-Upload-Content-Length")] length: Option<u64>,
        #[body] file: File,
    ) -> Result<Session>;

    #[endpoint(PUT <location>)]
    async fn append(
        &self,
        location: String,
        #[header("Content-Range")] range: String,
        #[body(stream)] piece: Content,
    ) -> Result<Progress>;

    /// Asks how much has arrived, by the range `bytes */<length>`.
    #[endpoint(PUT <location>)]
    async fn progress(&self, location: String, #[header("Content-Range")] range: String) -> Result<Progress>;

    #[endpoint(DELETE <location>)]
    async fn cancel(&self, location: String) -> Result<Progress>;
}
