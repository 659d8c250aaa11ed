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

mod private {
    /// A type that other crates cannot name.
    #[derive(Clone, Debug, endpoint_runtime::Param)]
    pub struct Hidden(pub String);
}

use private::Hidden;

/// Arguments whose types document them, as far as rustdoc finds these.
#[endpoints]
pub trait Documented {
    /// Takes types by name, by path, in containers and from nowhere that rustdoc could link to.
    #[endpoint(POST "/documented/<id>?<hidden>&<number>")]
    async fn documented(
        &self,
        id: ThingId,
        hidden: Hidden,
        number: Option<u8>,
        path: Option<crate::DocumentedPart>,
        list: Vec<self::DocumentedPart>,
    ) -> Result<()>;
}

/// A part of a body.
#[derive(Clone, Debug, serde::Serialize)]
pub struct DocumentedPart {}

/// A function of the same name as a type.
#[allow(non_snake_case)]
pub fn DocumentedPart() {}
