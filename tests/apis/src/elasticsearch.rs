//! Elasticsearch: a check of existence.

use endpoint_runtime::{Result, endpoints};

#[endpoints(server, schema)]
pub trait Indices {
    /// Tells by its status whether an index exists.
    #[endpoint(HEAD "/<index>")]
    async fn exists(&self, index: String) -> Result<()>;
}
