//! A provider without features of the runtime and without opt-ins: its requests do not implement
//! `server::ServerEndpoint`, its types implement neither `Serialize` nor `JsonSchema`. A second trait has the opt-ins of
//! `by_feature`, behind features of this crate.

use endpoint_runtime::{Headers, Param, Result, by_feature, endpoints};
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

/// The caller of a part.
#[derive(Clone, by_feature::Headers)]
pub struct Caller {
    /// The calling program.
    #[header("X-Caller")]
    pub caller: Option<String>,
}

/// A part of a thing.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "server", derive(serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Part {
    /// Its name.
    pub name: String,
}

/// Parts of things.
#[by_feature::endpoints]
pub trait Parts {
    /// One part.
    #[endpoint(GET "/parts/<name>")]
    async fn part(&self, name: String, #[headers] caller: Caller) -> Result<Part>;
}
