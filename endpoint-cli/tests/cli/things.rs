//! A provider with every kind of parameter. The names of its operations begin with the name of this file.

use std::collections::BTreeMap;

use endpoint_runtime::{
    Bytes, Error, ErrorBody, Param, endpoints,
    provider::{AuthScheme, CredentialPart, Environment, Host, Provider, ProviderError},
    schema::schemars::{self, JsonSchema},
};
use serde::{Deserialize, Serialize};
use serde_json::Value;

type Result<T> = std::result::Result<T, Error<Problem>>;

/// The API's error body.
#[derive(Debug, Deserialize, JsonSchema)]
pub(crate) struct Problem {
    /// The kind of the problem.
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

/// Whether it can be had.
#[derive(Clone, Debug, Param, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum State {
    /// It can.
    Open,
    /// It cannot.
    ShutDown,
}

/// Whose it is.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Owner {
    /// The owner's name.
    name: String,
    age: Option<u8>,
}

/// A thing.
#[derive(Debug, Deserialize, JsonSchema)]
#[expect(dead_code, reason = "only its schema is looked at")]
pub(crate) struct Thing {
    /// Which one it is.
    thing_id: ThingId,
    /// Whose it is.
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
        /// How many at most.
        limit: Option<u32>,
        /// How much they are alike.
        ratio: Option<f64>,
        /// Whether to tell all.
        verbose: Option<bool>,
        /// Which ones.
        state: Option<State>,
        /// Words that they all have.
        tags: Vec<String>,
        /// Follows the call.
        #[header("X-Trace")]
        trace: Option<String>,
        /// Whose session it is.
        #[header("X-Session")]
        #[sensitive]
        session: Option<String>,
    ) -> Result<Vec<Thing>>;

    /// Makes a thing.
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
        /// The thing's own timeout.
        timeout: Option<u32>,
        param_timeout: Option<u32>,
        /// Opens it.
        #[sensitive]
        password: String,
        #[sensitive] pin: Option<u16>,
        /// Has the name of the credential's variable.
        #[sensitive]
        secret: Option<String>,
    ) -> Result<Thing>;

    /// Takes a thing away.
    #[endpoint(DELETE "/things/<thing_id>")]
    #[deprecated(note = "sell it")]
    async fn remove(&self, thing_id: ThingId) -> Result<()>;
}

/// The health of the API.
#[endpoints(tag = "Health", schema)]
pub(crate) trait Health {
    /// Says hello.
    #[endpoint(GET "/hello", auth = none, response = text)]
    async fn hello(&self) -> Result<String>;

    /// Hands out a file.
    #[endpoint(GET "/file", auth = none, response = bytes)]
    async fn file(&self) -> Result<Bytes>;
}

/// Operations with unusual parameters.
#[endpoints(tag = "Unusual", schema)]
pub(crate) trait Unusual {
    /// Bills somebody.
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

    /// Paints an image.
    #[endpoint(PUT "/images/<image_id>")]
    async fn paint(&self, image_id: ThingId, #[body(bytes)] image: Bytes) -> Result<()>;

    /// The newest thing, if there is one.
    #[endpoint(GET "/newest", auth = none)]
    async fn newest(&self) -> Result<Option<Thing>>;
}

/// Operations on another host.
#[endpoints(tag = "Archive", schema, host = archive)]
pub(crate) trait Archive {
    /// Looks at the archive.
    #[endpoint(GET "/archive")]
    async fn list(&self) -> Result<Vec<Thing>>;
}

/// A text that looks like an option.
#[derive(Clone, Debug, Param, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
#[schemars(example = "-dash")]
pub(crate) struct Dash(String);

/// A word that a shell would run.
#[derive(Clone, Debug, Param, Serialize, Deserialize, JsonSchema)]
pub(crate) enum Shell {
    #[serde(rename = "$(touch ran)")]
    Run,
    #[serde(rename = "plain")]
    Plain,
}

pub(crate) fn provider() -> std::result::Result<Provider, ProviderError> {
    Provider::builder("acme")
        .title("Acme")
        .version("1.2.3")
        .docs("Things.")
        .environment(Environment::new("test", "https://test.acme.example"))
        .environment(Environment::new("live", "https://acme.example").username_prefix("live-"))
        .auth(AuthScheme::basic(
            CredentialPart::new("key_id", "ACME_KEY_ID"),
            CredentialPart::new("secret", "ACME_SECRET"),
        ))
        .auth(AuthScheme::bearer(CredentialPart::new("token", "ACME_TOKEN")))
        .resource(ThingsClient::SCHEMAS)
        .resource(HealthClient::SCHEMAS)
        .resource(UnusualClient::SCHEMAS)
        .resource(ArchiveClient::SCHEMAS)
        .host(Host::new("archive", "https://archive.acme.example"))
        .build()
}
