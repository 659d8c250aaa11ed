//! Dropbox: arguments as JSON in a header beside bytes, and metadata as JSON in a header of the answer beside its bytes.

use endpoint_runtime::{Content, Response, Result, endpoints, object, stream::ByteStream};

/// The place of a file.
#[object(sent, server, schema)]
pub struct UploadArg {
    pub path: String,
    pub mode: Option<String>,
    pub autorename: Option<bool>,
}

/// The file to download.
#[object(sent, server, schema)]
pub struct DownloadArg {
    pub path: String,
}

#[object(server, schema)]
pub struct FileMetadata {
    pub name: String,
    pub id: String,
    pub rev: String,
    pub size: u64,
}

/// A file: what is known of it, and its content.
#[derive(Debug, Response)]
#[response(server, schema)]
pub struct Download {
    #[header("Dropbox-API-Result")]
    #[encode(json)]
    pub metadata: FileMetadata,
    #[header("Content-Length")]
    pub length: Option<u64>,
    #[body(stream)]
    pub content: ByteStream,
}

#[endpoints(host = content, server, schema)]
pub trait Files {
    #[endpoint(POST "/2/files/upload")]
    async fn upload(
        &self,
        #[header("Dropbox-API-Arg")]
        #[encode(json)]
        arg: UploadArg,
        #[body(stream)] content: Content,
    ) -> Result<FileMetadata>;

    #[endpoint(POST "/2/files/download", idempotent)]
    async fn download(
        &self,
        #[header("Dropbox-API-Arg")]
        #[encode(json)]
        arg: DownloadArg,
    ) -> Result<Download>;
}
