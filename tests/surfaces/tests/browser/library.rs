//! A provider with every kind of parameter and every kind of response.
#![allow(clippy::option_option, reason = "absent is one thing and null is another")]

use std::{borrow::Cow, collections::BTreeMap};

use endpoint_runtime::{
    Bytes, Param, Result, endpoints,
    metadata::Metadata,
    provider::{AuthScheme, CredentialPart, Environment, Provider, ProviderError},
    schema::schemars::{self, JsonSchema},
};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The credential that the gateway has from the start.
pub(crate) const CREDENTIAL: [(&str, &str); 2] = [("account", "account-of-the-gateway"), ("key", "key-of-the-gateway")];

/// The subject of a book.
#[derive(Clone, Debug, Param, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Genre {
    Novel,
    NonFiction,
    #[serde(rename = "poems & songs")]
    Poems,
}

/// An instant, as in `2026-01-31T12:00:00Z`.
#[derive(Clone, Debug, Param, Serialize, Deserialize, JsonSchema)]
#[param(from)]
#[serde(transparent)]
pub(crate) struct Instant(#[schemars(extend("format" = "date-time"))] String);

/// A shelf's name.
#[derive(Clone, Debug, Param, Serialize, Deserialize, JsonSchema)]
#[param(from)]
#[serde(transparent)]
pub(crate) struct Shelf(#[schemars(length(min = 1, max = 20), regex(pattern = r"^[a-z0-9 /%-]+$"))] String);

/// The author of a book.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Author {
    /// All names.
    full_name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    born: Option<i32>,
    pseudonyms: Vec<String>,
}

/// The side of a window.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Side {
    /// The sun is seen in the *morning*.
    East,
    /// The sun is seen in the evening.
    West,
}

/// The light of a room.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub(crate) enum Light {
    Lamp { watts: u16 },
    Window { side: Side, curtain: Option<String> },
    Both { first: Box<Light>, second: Box<Light> },
}

/// A room, and the rooms within.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Room {
    name: String,
    rooms: Vec<Room>,
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<Box<Room>>,
}

/// A reader's card, whose number opens the door.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Card {
    label: String,
    #[schemars(extend("x-sensitive" = true))]
    number: String,
}

/// Somebody who borrows books.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Reader {
    name: String,
    #[schemars(extend("format" = "password"))]
    password: String,
    cards: Vec<Card>,
}

/// Five hundred texts.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Wide(BTreeMap<String, String>);

impl JsonSchema for Wide {
    fn schema_name() -> Cow<'static, str> {
        "Wide".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let text = |number| (format!("text{number}"), serde_json::json!({ "type": "string" }));
        let properties: serde_json::Map<_, _> = (1..=500).map(text).collect();
        schemars::json_schema!({ "type": "object", "properties": properties })
    }
}

/// Books.
#[endpoints(tag = "Books", schema, rename_all = "camelCase")]
pub(crate) trait Books {
    /// Finds books.
    #[endpoint(GET "/shelves/<shelf>/books?<search>&tag=<tags>&<size>&<price>&<in_print>&<order>&<since>&<voucher>&format=full")]
    async fn find(
        &self,
        /// The shelf to search.
        shelf: Shelf,
        order: Genre,
        search: Option<String>,
        tags: Vec<String>,
        size: Option<u8>,
        price: Option<f64>,
        in_print: Option<bool>,
        since: Option<Instant>,
        #[sensitive] voucher: Option<String>,
        #[header("X-Branch")] branch: Option<u32>,
        #[header("X-Reason")] reason: Option<String>,
        #[header("X-Library-Card")]
        #[sensitive]
        card: Option<String>,
    ) -> Result<Value>;

    /// Adds a book.
    #[endpoint(POST "/shelves/<shelf>/books")]
    async fn add(
        &self,
        shelf: Shelf,
        title: String,
        page_count: u16,
        number: Option<u64>,
        price: Option<f64>,
        available: bool,
        genre: Genre,
        published: Option<Instant>,
        author: Author,
        keywords: Vec<String>,
        co_authors: Option<Vec<Author>>,
        prices: Option<BTreeMap<String, f64>>,
        extra: Option<Value>,
        subtitle: Option<Option<String>>,
        #[sensitive] licence_key: Option<String>,
    ) -> Result<Value>;

    /// Orders a book.
    #[endpoint(POST "/orders", form)]
    async fn order(&self, title: String, copies: u8, genres: Vec<Genre>, is_gift: Option<bool>) -> Result<Value>;

    /// Writes a note.
    #[endpoint(PUT "/notes/<id>", response = text)]
    async fn note(&self, id: String, #[body(text)] note: Option<String>) -> Result<String>;

    /// Draws a cover.
    #[endpoint(PUT "/covers/<id>", response = bytes)]
    async fn cover(&self, id: String, #[body(bytes)] picture: Bytes) -> Result<Bytes>;

    /// Throws a book away.
    #[endpoint(DELETE "/books/<id>?<force>", destructive)]
    async fn remove(&self, id: String, force: Option<bool>) -> Result<()>;

    /// Arranges the rooms.
    #[endpoint(POST "/rooms?<remark>")]
    async fn arrange(
        &self,
        label: String,
        light: Light,
        tags: Vec<String>,
        room: Option<Room>,
        lights: Option<Vec<Light>>,
        wide: Option<Wide>,
        remark: Option<String>,
    ) -> Result<Value>;

    /// Registers a reader.
    #[endpoint(POST "/readers/<branch>", destructive)]
    async fn register(&self, branch: String, reader: Reader) -> Result<Value>;

    /// Shows the catalog.
    #[endpoint(GET "/catalog")]
    async fn catalog(&self) -> Result<Value>;
}

/// The opening hours.
#[endpoints(tag = "Hours", schema)]
pub(crate) trait Hours {
    /// Shows the hours.
    #[endpoint(GET "/hours", auth = none)]
    async fn open(&self) -> Result<Value>;
}

pub(crate) fn provider() -> std::result::Result<Provider, ProviderError> {
    let [account, key] = [("account", "LIBRARY_ACCOUNT"), ("key", "LIBRARY_KEY")];
    Provider::builder("library")
        .title("City Library")
        .environment(Environment::new("live", "https://library.example.com"))
        .auth(AuthScheme::basic(CredentialPart::new(account.0, account.1), CredentialPart::new(key.0, key.1)))
        .resource(BooksClient::SCHEMAS)
        .resource(HoursClient::SCHEMAS)
        .build()
}

/// Returns the provider with this many more operations.
pub(crate) fn many(count: usize) -> std::result::Result<Provider, ProviderError> {
    let mut provider = provider()?;
    let Some(group) = provider.groups.last_mut() else { return Ok(provider) };
    let Some(pattern) = group.operations.first().cloned() else { return Ok(provider) };
    for number in 0..count {
        let mut operation = pattern.clone();
        // Declarations have a static lifetime.
        let text = |text: String| -> &'static str { Box::leak(text.into_boxed_str()) };
        let template = text(format!("/many/{number}"));
        operation.metadata = Box::leak(Box::new(Metadata {
            id: text(format!("many_{number}")),
            name: text(format!("count_to_{number}")),
            template,
            literals: Box::leak(vec![template].into_boxed_slice()),
            ..pattern.metadata.clone()
        }));
        operation.name = format!("many.count_to_{number}");
        group.operations.push(operation);
    }
    Ok(provider)
}
