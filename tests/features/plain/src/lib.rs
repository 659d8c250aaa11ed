//! A provider that turns none of the runtime's features on and opts in to nothing: its requests are no
//! `server::ServerEndpoint`, its types are no `Serialize` and no `JsonSchema`.

use endpoint_runtime::{Headers, Param, Result, endpoints};
use serde::Deserialize;

/// The id of a thing.
#[derive(Clone, Debug, Param)]
pub struct ThingId(pub u64);

/// Where a call comes from.
#[derive(Clone, Headers)]
pub struct Origin {
    /// The calling program.
    #[header("X-Origin")]
    pub origin: Option<String>,
}

/// A thing.
#[derive(Debug, Deserialize)]
#[non_exhaustive]
pub struct Thing {
    /// Its name.
    pub name: String,
}

/// Things.
#[endpoints]
pub trait Things {
    /// One thing.
    #[endpoint(GET "/things/<id>?<verbose>")]
    async fn get(&self, id: ThingId, verbose: Option<bool>, #[headers] origin: Origin) -> Result<Thing>;

    /// Renames a thing.
    #[endpoint(PATCH "/things/<id>")]
    async fn rename(&self, id: ThingId, name: String) -> Result<()>;
}
