//! InfluxDB: a query as text of a media type of its own, and an answer in CSV.

use endpoint_runtime::{Result, endpoints};

#[endpoints(server, schema)]
pub trait Queries {
    /// Runs a query in Flux.
    #[endpoint(POST "/api/v2/query?<org>", response(text, type = "application/csv"))]
    async fn query(&self, org: String, #[body(text, type = "application/vnd.flux")] flux: String) -> Result<String>;
}
