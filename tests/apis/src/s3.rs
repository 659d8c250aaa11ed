//! Amazon S3: bytes whose media type the caller gives.

use endpoint_runtime::{Bytes, Result, endpoints};

#[endpoints(server, schema)]
pub trait Objects {
    /// Stores an object.
    #[endpoint(PUT "/<key>")]
    async fn put_object(
        &self,
        key: String,
        content_type: String,
        #[body(bytes, type = content_type)] content: Bytes,
    ) -> Result<()>;
}
