//! A provider whose responses arrive bit by bit, or have several statuses, or errors with a status of success.

use endpoint_runtime::{
    Content, Envelope, FilePart, Response, Result, endpoints,
    provider::{AuthScheme, CredentialPart, Environment, Provider, ProviderError},
    schema::schemars::{self, JsonSchema},
    stream::{ByteStream, EventStream, Lines},
};
use serde::Deserialize;
use serde_json::Value;

/// `{"ok": true, …}`, or `{"ok": false, "error": "…"}`.
const OK: Envelope = Envelope::flag("ok");

/// A song that will be played.
#[derive(Debug, Deserialize, JsonSchema)]
pub(crate) struct Song {
    #[expect(dead_code, reason = "no client reads it")]
    title: String,
}

/// The answer to a wish.
#[derive(Debug, Response)]
#[response(schema)]
pub(crate) enum Wish {
    /// The song is played *now*.
    #[status(200)]
    #[expect(dead_code, reason = "no client reads it")]
    Playing(Song),
    /// The song waits for others to end.
    #[status(202)]
    #[expect(dead_code, reason = "no client reads it")]
    Queued {
        /// The address at which the wish can be watched.
        #[header("Location")]
        location: String,
        #[header("Retry-After")]
        retry_after: Option<u32>,
    },
}

/// Programs.
#[endpoints(tag = "Programs", schema)]
pub(crate) trait Programs {
    /// Reads the news aloud.
    #[endpoint(GET "/news?<topic>", response(sse, done = "[END]"))]
    async fn news(&self, topic: Option<String>) -> Result<EventStream<Value>>;

    /// Reads the charts.
    #[endpoint(GET "/charts", response = ndjson)]
    async fn charts(&self) -> Result<Lines<Value>>;

    /// Plays a recording.
    #[endpoint(GET "/recordings/<id>", response = stream)]
    async fn recording(&self, id: String) -> Result<ByteStream>;

    /// Wishes for a song.
    #[endpoint(POST "/wishes")]
    async fn wish(&self, title: String) -> Result<Wish>;

    /// Greets somebody.
    #[endpoint(POST "/greetings", envelope = OK)]
    async fn greet(&self, name: String) -> Result<Value>;
}

/// Files.
#[endpoints(tag = "Files", schema)]
pub(crate) trait Files {
    /// Uploads recordings.
    #[endpoint(POST "/uploads", multipart, field("version" = 2))]
    async fn upload(
        &self,
        title: String,
        #[field("files[]")] files: Vec<FilePart>,
        cover: FilePart,
        #[encode(json)] labels: Option<Value>,
    ) -> Result<Value>;

    /// Stores a recording.
    #[endpoint(PUT "/recordings/<name>")]
    async fn store(&self, name: String, #[body(stream)] content: Content) -> Result<Value>;

    /// Searches recordings.
    #[endpoint(GET "/search", body = json)]
    async fn search(&self, q: String) -> Result<Value>;
}

pub(crate) fn provider() -> std::result::Result<Provider, ProviderError> {
    let [account, key] = [("account", "RADIO_ACCOUNT"), ("key", "RADIO_KEY")];
    Provider::builder("radio")
        .title("City Radio")
        .environment(Environment::new("live", "https://radio.example.com"))
        .auth(AuthScheme::basic(CredentialPart::new(account.0, account.1), CredentialPart::new(key.0, key.1)))
        .resource(ProgramsClient::SCHEMAS)
        .resource(FilesClient::SCHEMAS)
        .build()
}
