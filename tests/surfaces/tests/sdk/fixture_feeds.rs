//! A provider with lists of all kinds, streams that go on, idempotency keys, cookies, and keys in queries and cookies.

use endpoint_runtime::{
    Content, FilePart, Json, Response, Result, endpoints, object,
    provider::{AuthScheme, CredentialPart, Environment, Provider},
    schema::schemars::{self, JsonSchema},
    stream::EventStream,
};
use serde::Deserialize;
use serde_json::Value;

/// An entry of a list.
#[derive(Debug, Deserialize, JsonSchema)]
pub(crate) struct Entry {
    pub(crate) id: u32,
}

/// A page with a cursor.
#[derive(Debug, Deserialize, JsonSchema)]
pub(crate) struct CursorPage {
    pub(crate) entries: Vec<Entry>,
    pub(crate) metadata: Option<CursorMetadata>,
}

#[derive(Debug, Deserialize, JsonSchema)]
pub(crate) struct CursorMetadata {
    pub(crate) next_cursor: Option<String>,
}

/// A page with a number.
#[derive(Debug, Deserialize, JsonSchema)]
pub(crate) struct NumberedPage {
    pub(crate) entries: Vec<Entry>,
    pub(crate) count: Option<u32>,
    pub(crate) next: Option<String>,
}

/// A page that says whether there are more.
#[derive(Debug, Deserialize, JsonSchema)]
pub(crate) struct PartialPage {
    pub(crate) entries: Vec<Entry>,
    #[serde(default)]
    pub(crate) has_more: bool,
}

/// A page of entries that are counted from one.
#[derive(Debug, Deserialize, JsonSchema)]
pub(crate) struct CountedPage {
    pub(crate) entries: Vec<Entry>,
    #[serde(rename = "isLast")]
    pub(crate) is_last: bool,
}

/// An entry with the values by which it is sorted.
#[derive(Debug, Deserialize, JsonSchema)]
pub(crate) struct Hit {
    pub(crate) sort: Vec<Json>,
}

/// The place of a page.
#[object(sent, server, schema)]
pub(crate) struct Place {
    pub(crate) per_page: Option<u32>,
    pub(crate) starting_after: Option<String>,
}

/// Lists.
#[endpoints(schema)]
pub(crate) trait Lists {
    #[endpoint(
        GET "/cursor?<cursor>&<limit>",
        paginate(cursor = cursor, next = metadata?.next_cursor, items = entries: Vec<Entry>, limit = limit)
    )]
    async fn by_cursor(&self, cursor: Option<String>, limit: Option<u32>) -> Result<CursorPage>;

    #[endpoint(POST "/body", paginate(cursor = cursor, next = metadata?.next_cursor, items = entries: Vec<Entry>))]
    async fn in_body(&self, name: String, cursor: Option<String>) -> Result<CursorPage>;

    #[endpoint(GET "/after?<after>", paginate(after = after, last = id))]
    async fn after(&self, after: Option<u32>) -> Result<Vec<Entry>>;

    #[endpoint(GET "/page?<page>", paginate(page = page, first = 0, pages = count, items = entries: Vec<Entry>))]
    async fn by_page(&self, page: Option<u32>) -> Result<NumberedPage>;

    #[endpoint(
        GET "/offset?<offset>",
        paginate(offset = offset, more = has_more, items = entries: Vec<Entry>)
    )]
    async fn by_offset(&self, offset: Option<u32>) -> Result<PartialPage>;

    #[endpoint(GET "/link?<tag>", paginate(link))]
    async fn by_link(&self, tag: Option<String>) -> Result<Vec<Entry>>;

    #[endpoint(
        GET "/start?<start>",
        paginate(offset = start, first = 1, done = is_last as "/isLast", items = entries: Vec<Entry>)
    )]
    async fn by_start(&self, start: Option<u32>) -> Result<CountedPage>;

    #[endpoint(POST "/search", paginate(after = search_after, last = sort))]
    async fn after_hit(&self, search_after: Option<Vec<Json>>) -> Result<Vec<Hit>>;

    #[endpoint(
        POST "/places",
        paginate(cursor = place?.starting_after, next = metadata?.next_cursor, items = entries: Vec<Entry>)
    )]
    async fn at_place(&self, place: Option<Place>) -> Result<CursorPage>;

    #[endpoint(GET "/url", paginate(url = next, items = entries: Vec<Entry>))]
    async fn by_url(&self) -> Result<NumberedPage>;
}

/// The place at which a job can be watched.
#[derive(Debug, Response)]
#[response(schema)]
#[expect(dead_code, reason = "no client reads it")]
pub(crate) struct Started {
    /// The URL of the job.
    #[header("Location")]
    pub(crate) location: String,
    #[header("Retry-After")]
    pub(crate) retry_after: Option<u32>,
    #[body]
    pub(crate) job: Entry,
}

/// Streams and keys.
#[endpoints(schema)]
pub(crate) trait Feeds {
    #[endpoint(GET "/events?<topic>", response(sse, reconnect, done = "[END]"))]
    async fn follow(&self, topic: Option<String>) -> Result<EventStream<Value>>;

    #[endpoint(GET "/events/once", response = sse)]
    async fn once(&self) -> Result<EventStream<String>>;

    #[endpoint(POST "/payments")]
    async fn pay(
        &self,
        amount: u64,
        #[header("Idempotency-Key")]
        #[idempotency_key]
        key: Option<String>,
    ) -> Result<Value>;

    #[endpoint(POST "/orders")]
    async fn order(&self, amount: u64, #[idempotency_key] request_id: Option<String>) -> Result<Value>;

    #[endpoint(POST "/jobs", status = 202)]
    async fn start(&self, name: String) -> Result<Started>;

    #[endpoint(POST "/notes")]
    async fn note(&self, text: String) -> Result<Value>;

    #[endpoint(GET "/basket?<page>")]
    async fn basket(
        &self,
        page: Option<u32>,
        #[cookie("session_id")]
        #[sensitive]
        session: String,
        #[cookie("theme")] theme: Option<String>,
    ) -> Result<Value>;
}

/// Uploads.
#[endpoints(schema)]
pub(crate) trait Uploads {
    #[endpoint(POST "/uploads?<folder>", multipart, field("version" = 2))]
    async fn upload(
        &self,
        folder: Option<String>,
        title: String,
        #[field("files[]")] files: Vec<FilePart>,
        cover: Option<FilePart>,
        #[encode(json)] labels: Option<Value>,
        tags: Vec<String>,
        #[join(",")] sizes: Vec<u32>,
        #[sensitive] token: Option<String>,
    ) -> Result<Value>;

    #[endpoint(PUT "/blobs/<name>")]
    async fn store(&self, name: String, #[body(stream)] content: Content) -> Result<()>;
}

/// The provider; its key is sent in a query, in a cookie, behind the name of a scheme, or in two headers.
pub(crate) fn provider() -> Provider {
    Provider::builder("feeds")
        .shared_module(module_path!())
        .environment(Environment::new("live", "https://feeds.example.com"))
        .auth(AuthScheme::query_key("api key", CredentialPart::new("query_key", "FEEDS_QUERY_KEY")))
        .auth(AuthScheme::cookie_key("sid", CredentialPart::new("cookie_key", "FEEDS_COOKIE_KEY")))
        .auth(AuthScheme::named("Token", CredentialPart::new("scheme_token", "FEEDS_TOKEN")))
        .auth(
            AuthScheme::basic(
                CredentialPart::new("user", "FEEDS_USER"),
                CredentialPart::new("password", "FEEDS_PASSWORD"),
            )
            .and(AuthScheme::api_key("X-Application", CredentialPart::new("application", "FEEDS_APPLICATION")))
            .and(AuthScheme::query_key("site", CredentialPart::new("site", "FEEDS_SITE"))),
        )
        .resource(ListsClient::SCHEMAS)
        .resource(FeedsClient::SCHEMAS)
        .resource(UploadsClient::SCHEMAS)
        .build()
        .unwrap()
}
