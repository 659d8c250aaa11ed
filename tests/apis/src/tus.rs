//! tus: an answer that stands in headers only.

use endpoint_runtime::{Response, Result, endpoints};

/// The abilities of the server.
#[derive(Debug, Response)]
#[response(server, schema)]
pub struct Abilities {
    #[header("Tus-Resumable")]
    pub resumable: String,
    /// The versions, separated by commas.
    #[header("Tus-Version")]
    pub version: String,
    /// The extensions, separated by commas.
    #[header("Tus-Extension")]
    pub extension: Option<String>,
    /// The most bytes that an upload may have.
    #[header("Tus-Max-Size")]
    pub max_size: Option<u64>,
}

#[endpoints(server, schema)]
pub trait Files {
    #[endpoint(OPTIONS "/files", auth = none, status = 204)]
    async fn abilities(&self) -> Result<Abilities>;
}
