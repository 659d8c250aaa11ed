//! The endpoints of the fixture provider, with every kind of parameter. Their operations are named after this module, such as
//! `things.find`.

use std::collections::BTreeMap;

use endpoint_runtime::{
    Bytes, Error, ErrorBody, Param, endpoints,
    schema::schemars::{self, JsonSchema},
};
use serde::{Deserialize, Serialize};
use serde_json::Value;

type Result<T> = std::result::Result<T, Error<Problem>>;

/// The API's error body.
#[derive(Debug, Deserialize, JsonSchema)]
pub(crate) struct Problem {
    /// The code of the problem.
    code: Option<String>,
    detail: Option<String>,
    request_id: Option<String>,
}

impl ErrorBody for Problem {
    const FIELDS: endpoint_runtime::ErrorFields =
        endpoint_runtime::ErrorFields { code: &["code"], message: &["detail"], request_id: &["request_id"] };

    fn code(&self) -> Option<&str> {
        self.code.as_deref()
    }

    fn message(&self) -> Option<&str> {
        self.detail.as_deref()
    }

    fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }
}

/// A thing's id.
#[derive(Clone, Debug, Param, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
#[schemars(example = "thing-1")]
pub(crate) struct ThingId(String);

/// The state of a thing.
#[derive(Clone, Debug, Param, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum State {
    /// It can be used.
    Open,
    /// It cannot be used.
    ShutDown,
}

/// The owner of a thing.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Owner {
    /// The owner's name.
    name: String,
    age: Option<u8>,
}

/// A thing.
#[derive(Debug, Deserialize, JsonSchema)]
#[expect(dead_code, reason = "only its schema is used")]
pub(crate) struct Thing {
    /// The thing's id.
    thing_id: ThingId,
    /// The thing's owner.
    owner: Option<Owner>,
    parts: Vec<Thing>,
}

/// Things.
#[endpoints(tag = "Things", schema)]
pub(crate) trait Things {
    /// Finds things that are `like` another one.
    ///
    /// More about it.
    #[endpoint(GET "/things/<thing_id>/like?<limit>&<ratio>&<verbose>&<state>&<tags>")]
    async fn find(
        &self,
        /// The thing that the others are like:
        /// its id.
        ///
        /// Not in the flag's help.
        thing_id: ThingId,
        /// The maximum number of things.
        limit: Option<u32>,
        /// The minimum similarity.
        ratio: Option<f64>,
        /// Includes every detail.
        verbose: Option<bool>,
        /// The state that they have.
        state: Option<State>,
        /// The tags that they all have.
        tags: Vec<String>,
        /// The id of a trace.
        #[header("X-Trace")]
        trace: Option<String>,
        /// The session's token.
        #[header("X-Session")]
        #[sensitive]
        session: Option<String>,
    ) -> Result<Vec<Thing>>;

    /// Creates a thing.
    #[endpoint(POST "/things", id = "make_a_thing")]
    async fn make(
        &self,
        name: String,
        size: i64,
        open: Option<bool>,
        labels: Option<Vec<String>>,
        counts: Option<Vec<u8>>,
        owner: Option<Owner>,
        extra: Option<BTreeMap<String, String>>,
        note: Option<Option<String>>,
        /// A parameter whose flag has the name of the one that would set `note` to null.
        note_null_: Option<bool>,
        aliases: Option<Option<Vec<String>>>,
        /// The thing's own timeout.
        timeout: Option<u32>,
        param_timeout: Option<u32>,
        /// The password of the thing.
        #[sensitive]
        password: String,
        #[sensitive] pin: Option<u16>,
        /// A secret with the name of a credential's variable.
        #[sensitive]
        secret: Option<String>,
    ) -> Result<Thing>;

    /// Deletes a thing.
    #[endpoint(DELETE "/things/<thing_id>")]
    #[deprecated(note = "sell it")]
    async fn remove(&self, thing_id: ThingId) -> Result<()>;
}

/// The health of the API.
#[endpoints(tag = "Health", schema)]
pub(crate) trait Health {
    /// Greets the caller.
    #[endpoint(GET "/hello", auth = none, response = text)]
    async fn hello(&self) -> Result<String>;

    /// Downloads a file.
    #[endpoint(GET "/file", auth = none, response = bytes, id = "things.file")]
    async fn file(&self) -> Result<Bytes>;
}

/// Operations with unusual parameters.
#[endpoints(tag = "Unusual", schema)]
pub(crate) trait Unusual {
    /// Sends a bill.
    ///
    /// # Errors
    /// - `broke`
    #[endpoint(POST "/bills")]
    async fn bill(
        &self,
        billable: bool,
        dash: Dash,
        owners: Vec<Owner>,
        any: Value,
        words: Vec<String>,
        switches: Vec<bool>,
        state: State,
        shell: Shell,
        #[sensitive] token: Option<String>,
        #[sensitive] base_url: Option<String>,
        __: Option<String>,
    ) -> Result<Thing>;

    /// Replaces an image.
    #[endpoint(PUT "/images/<image_id>")]
    async fn paint(&self, image_id: ThingId, #[body(bytes)] image: Bytes) -> Result<()>;

    /// Returns the newest thing, if there is one.
    #[endpoint(GET "/newest", auth = none)]
    async fn newest(&self) -> Result<Option<Thing>>;
}

/// Operations on another host.
#[endpoints(tag = "Archive", schema, host = archive)]
pub(crate) trait Archive {
    /// Lists the archive.
    #[endpoint(GET "/archive")]
    async fn list(&self) -> Result<Vec<Thing>>;
}

/// A text that looks like an option.
#[derive(Clone, Debug, Param, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
#[schemars(example = "-dash")]
pub(crate) struct Dash(String);

/// A word with a command that a shell would run.
#[derive(Clone, Debug, Param, Serialize, Deserialize, JsonSchema)]
pub(crate) enum Shell {
    #[serde(rename = "$(touch ran)")]
    Run,
    #[serde(rename = "plain")]
    Plain,
}
