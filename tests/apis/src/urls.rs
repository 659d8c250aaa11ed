//! Requests to URLs that responses gave.

use endpoint_runtime::{Bytes, Response, Result, endpoints, object};

/// The place of an upload.
#[derive(Debug, Response)]
#[response(server, schema)]
pub struct Upload {
    #[header("Location")]
    pub location: String,
    #[header("Range")]
    pub range: Option<String>,
}

/// Docker: an upload begins with its URL, and each part gives the next one.
#[endpoints(server, schema, path = "/v2/<name>/blobs/uploads")]
pub trait Uploads {
    #[endpoint(POST "/", status = 202)]
    async fn start_upload(&self, name: String) -> Result<Upload>;

    #[endpoint(PATCH <location>, status = 202)]
    async fn upload_part(&self, location: String, #[body(bytes)] part: Bytes) -> Result<Upload>;

    #[endpoint(PUT <location>?<digest>, status = 201)]
    async fn finish_upload(&self, location: String, digest: String) -> Result<Upload>;
}

#[object(server, schema)]
pub struct Operation {
    pub status: String,
}

/// Azure: a long operation is asked for its state at the URL that began it.
#[endpoints(server, schema)]
pub trait Operations {
    #[endpoint(GET <location>)]
    async fn poll_operation(&self, location: String) -> Result<Operation>;
}

/// A file is uploaded to a URL that is signed itself, at another origin.
#[endpoints(server, schema)]
pub trait SignedUrls {
    #[endpoint(PUT "<url>", auth = none)]
    async fn put_file(
        &self,
        #[sensitive] url: String,
        #[header("X-Trace")] trace: Option<String>,
        #[body(bytes)] file: Bytes,
    ) -> Result<()>;
}
