//! Varnish: a method of its own.

use endpoint_runtime::{Result, endpoints};

#[endpoints(server, schema)]
pub trait Cache {
    /// Removes a page from the cache.
    #[endpoint(PURGE "/<path..>", idempotent, response = text)]
    async fn purge(&self, path: String) -> Result<String>;
}
