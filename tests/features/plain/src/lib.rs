//! A provider without features of the runtime and without opt-ins: its requests do not implement
//! `server::ServerEndpoint`, its types implement neither `Serialize` nor `JsonSchema`.

use endpoint_runtime::{Headers, Param, Result, endpoints};
use serde::Deserialize;

/// The id of a thing.
#[derive(Clone, Debug, Param)]
pub struct ThingId(pub u64);

/// The origin of a call.
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
