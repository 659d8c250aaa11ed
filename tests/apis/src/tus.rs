//! tus: an answer that stands in headers only.

use endpoint_runtime::{Response, Result, endpoints};

/// The abilities of the server.
#[derive(Debug, Response)]
#[response(server, schema)]
pub struct Abilities {
    #[header("Tus-Resumable")]
    pub resumable: String,
    /// The versions.
    #[header("Tus-Version")]
    #[join(",")]
    pub versions: Vec<String>,
    /// The extensions.
    #[header("Tus-Extension")]
    #[join(",")]
    pub extensions: Vec<String>,
    /// The most bytes that an upload may have.
    #[header("Tus-Max-Size")]
    pub max_size: Option<u64>,
}

#[endpoints(server, schema)]
pub trait Files {
    #[endpoint(OPTIONS "/files", auth = none, status = 204)]
    async fn abilities(&self) -> Result<Abilities>;
}
