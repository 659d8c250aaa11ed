//! Elasticsearch: a check of existence, and actions as lines of JSON.

use endpoint_runtime::{Json, Result, endpoints, object};

#[endpoints(server, schema)]
pub trait Indices {
    /// Tells by its status whether an index exists.
    #[endpoint(HEAD "/<index>")]
    async fn exists(&self, index: String) -> Result<()>;
}

/// The outcome of many actions.
#[object(server, schema)]
pub struct BulkOutcome {
    pub took: u64,
    pub errors: bool,
}

#[endpoints(server, schema)]
pub trait Documents {
    /// Runs actions: a line for each, and one for its document.
    #[endpoint(POST "/_bulk?<refresh>")]
    async fn bulk(&self, refresh: Option<String>, #[body(ndjson)] lines: Vec<Json>) -> Result<BulkOutcome>;
}
