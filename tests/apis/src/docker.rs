//! Docker's registry: a blob that is uploaded as a stream.

use endpoint_runtime::{Content, Result, endpoints};

#[endpoints(server, schema)]
pub trait Uploads {
    /// Appends to an upload.
    #[endpoint(PATCH "/v2/<name>/blobs/uploads/<uuid>", status = 202)]
    async fn append(&self, name: String, uuid: String, #[body(stream)] content: Content) -> Result<()>;
}
