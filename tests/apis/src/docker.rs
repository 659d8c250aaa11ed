//! Docker's registry: names of several segments before others, and a blob that is uploaded as a stream.

use endpoint_runtime::{Bytes, Content, Json, Response, Result, endpoints};

/// The URL at which an upload goes on.
#[derive(Debug, Response)]
#[response(server, schema)]
pub struct Upload {
    #[header("Location")]
    pub location: String,
}

#[endpoints(server, schema, path = "/v2/<name..>")]
pub trait Registry {
    /// Lists the tags of an image.
    #[endpoint(GET "/tags/list?<n>&<last>")]
    async fn list_tags(&self, name: String, n: Option<u32>, last: Option<String>) -> Result<Json>;

    /// Reads a manifest.
    #[endpoint(GET "/manifests/<reference>")]
    async fn get_manifest(&self, name: String, reference: String) -> Result<Json>;

    /// Tells by its status whether a blob exists.
    #[endpoint(HEAD "/blobs/<digest>")]
    async fn has_blob(&self, name: String, digest: String) -> Result<()>;

    /// Begins the upload of a blob.
    #[endpoint(POST "/blobs/uploads/", status = 202)]
    async fn start_upload(&self, name: String) -> Result<Upload>;

    /// Appends to the upload of a blob.
    #[endpoint(PATCH "/blobs/uploads/<upload>", status = 202)]
    async fn append(&self, name: String, upload: String, #[body(stream)] content: Content) -> Result<()>;

    /// Ends the upload of a blob.
    #[endpoint(PUT "/blobs/uploads/<upload>?<digest>", status = 201)]
    async fn end_upload(
        &self,
        name: String,
        upload: String,
        digest: String,
        #[body(bytes)] rest: Bytes,
    ) -> Result<Upload>;
}
