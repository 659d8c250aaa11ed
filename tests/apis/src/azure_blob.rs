//! Azure Blob Storage: blocks that are uploaded one by one and joined by an XML list, operations that are distinguished by the query,
//! and properties of a blob that are headers, its media type among them.

use endpoint_runtime::{Bytes, Content, ErrorBody, Response, endpoints, stream::ByteStream};
use serde::{Deserialize, Serialize};

use crate::xml::Xml;

/// The blocks of a blob, in order.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct BlockList {
    #[serde(rename = "Latest")]
    pub latest: Vec<String>,
}

/// A blob that was stored.
#[derive(Debug, Response)]
#[response(server, schema)]
pub struct Stored {
    #[header("ETag")]
    pub etag: String,
    #[header("x-ms-request-server-encrypted")]
    pub is_encrypted: Option<bool>,
}

/// The properties of a blob.
#[derive(Debug, Response)]
#[response(server, schema)]
pub struct Properties {
    #[header("ETag")]
    pub etag: String,
    #[header("Content-Type")]
    pub content_type: String,
    #[header("Content-Length")]
    pub length: u64,
}

/// A blob, or a range of it.
#[derive(Debug, Response)]
#[response(server, schema)]
pub enum Blob {
    #[status(200)]
    Whole {
        #[header("Content-Type")]
        content_type: String,
        #[header("Content-Length")]
        length: Option<u64>,
        #[body(stream)]
        content: ByteStream,
    },
    #[status(206)]
    Part {
        #[header("Content-Type")]
        content_type: String,
        #[header("Content-Range")]
        range: String,
        #[body(stream)]
        content: ByteStream,
    },
    #[status(304)]
    NotModified,
    /// The range is behind the end of the blob.
    #[status(416)]
    OutOfRange {
        #[header("Content-Range")]
        range: String,
    },
}

/// `<Error><Code>…</Code><Message>…</Message></Error>`
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename = "Error", rename_all = "PascalCase")]
pub struct StorageError {
    pub code: String,
    pub message: String,
}

impl ErrorBody for StorageError {
    fn code(&self) -> Option<&str> {
        Some(&self.code)
    }

    fn message(&self) -> Option<&str> {
        Some(&self.message)
    }
}

/// The error of any status.
#[derive(Debug, Response)]
#[response(error, server, schema)]
pub enum BlobError {
    #[status(default)]
    Any {
        #[header("x-ms-error-code")]
        code: Option<String>,
        #[body(Xml)]
        error: StorageError,
    },
}

pub type Result<T> = endpoint_runtime::Result<T, BlobError>;

#[endpoints(path = "/<container>/<blob..>", header("x-ms-version" = "2021-12-02"), server, schema)]
pub trait Blobs {
    #[endpoint(PUT, header("x-ms-blob-type" = "BlockBlob"), status = 201)]
    async fn put_blob(
        &self,
        container: String,
        blob: String,
        content_type: Option<String>,
        #[header("If-None-Match")] if_none_match: Option<String>,
        #[body(stream, type = content_type)] content: Content,
    ) -> Result<Stored>;

    #[endpoint(PUT "?comp=block&blockid=<block_id>", status = 201)]
    async fn put_block(
        &self,
        container: String,
        blob: String,
        block_id: String,
        #[body(bytes)] content: Bytes,
    ) -> Result<()>;

    #[endpoint(PUT "?comp=blocklist", status = 201)]
    async fn put_block_list(&self, container: String, blob: String, #[body(Xml)] blocks: BlockList) -> Result<Stored>;

    #[endpoint(GET)]
    async fn get_blob(
        &self,
        container: String,
        blob: String,
        #[header("x-ms-range")] range: Option<String>,
        #[header("If-None-Match")] if_none_match: Option<String>,
    ) -> Result<Blob>;

    #[endpoint(HEAD, status = 200)]
    async fn get_properties(&self, container: String, blob: String) -> Result<Properties>;
}
