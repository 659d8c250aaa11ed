//! A provider with features that Stytch's endpoints do not use: queries, bodies, forms, groups of headers, null.
#![allow(clippy::option_option, reason = "absent is one thing and null is another")]

use std::collections::BTreeMap;

use endpoint_runtime::{
    Bytes, Client, Headers, Param, Result,
    auth::Bearer,
    endpoints,
    provider::{AuthScheme, CredentialPart, Environment, Provider, ProviderError},
    schema::schemars::{self, JsonSchema},
};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::typed::{Input, TypedCall, typed};

const TOKEN: &str = "to/ke+n~._-0==";

/// A shelf's name.
#[derive(Clone, Debug, Param, Serialize, Deserialize, JsonSchema)]
#[param(from)]
#[serde(transparent)]
#[schemars(example = "shelf-1")]
pub(crate) struct Shelf(String);

/// The genre of a book.
#[derive(Clone, Debug, Param, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Genre {
    Novel,
    NonFiction,
    #[serde(rename = "poems & songs")]
    Poems,
}

/// The author of a book.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Author {
    full_name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    born: Option<i32>,
    pseudonyms: Vec<String>,
    influences: Vec<Author>,
}

/// A book as a whole.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Book {
    title: String,
    author: Author,
    genre: Genre,
    prices: BTreeMap<String, f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    borrowed: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    notes: Option<Value>,
}

/// A form as a whole.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Application {
    a_name: String,
    branch: u8,
    consent: bool,
    // UTF-16 sorts these two the other way round.
    #[serde(rename = "\u{ff5e}")]
    tilde: bool,
    #[serde(rename = "\u{1f980}")]
    crab: bool,
}

/// The reader.
#[derive(Clone, Headers, Deserialize)]
#[headers(schema)]
pub(crate) struct Reader {
    #[header("X-Library-Card")]
    #[sensitive]
    card: String,
    #[header("X-Library-Branch")]
    branch: Option<u32>,
    #[header("X-Reason")]
    reason: Option<String>,
}

/// Books, and what is done with them.
#[endpoints(tag = "Books", schema, rename_all = "camelCase")]
pub(crate) trait Books {
    /// Finds books.
    #[endpoint(GET "/shelves/<shelf>/books:search/<number>?format=full%20%26%20long&<search>&tag=<tags>&page%5Bsize%5D=<size>&$price=<price>&a,b(c)=d:e/f@g&<in_print>&order=<order>")]
    async fn search(
        &self,
        number: u32,
        shelf: Shelf,
        order: Genre,
        search: Option<String>,
        tags: Vec<String>,
        size: Option<i64>,
        price: Option<f64>,
        in_print: Option<bool>,
        #[headers] reader: Option<Reader>,
    ) -> Result<Value>;

    /// Adds a book.
    #[endpoint(POST "/shelves/<shelf>/books/")]
    async fn add(
        &self,
        shelf: Shelf,
        title: String,
        #[field("sub-title & 2")] subtitle: Option<Option<String>>,
        page_count: u16,
        price: Option<f64>,
        available: bool,
        genre: Genre,
        author: Author,
        co_authors: Option<Vec<Author>>,
        keywords: Vec<String>,
        extra: Option<Value>,
        #[sensitive] licence_key: Option<String>,
        #[sensitive] pin: Option<u16>,
        #[headers] reader: Reader,
    ) -> Result<Value>;

    /// Orders a book.
    #[endpoint(POST "/orders?<express>", form)]
    async fn order(
        &self,
        title: String,
        copies: u8,
        express: bool,
        genres: Vec<Genre>,
        is_gift: Option<bool>,
        weight: Option<f64>,
        #[sensitive] voucher: Option<String>,
    ) -> Result<Value>;

    /// Puts a book in another's place.
    #[endpoint(PUT "/books/<id>")]
    async fn replace(&self, id: Shelf, #[body] book: Book) -> Result<Value>;

    /// Changes what is known of a book.
    #[endpoint(PATCH "/books/<id>")]
    async fn change(
        &self,
        id: Shelf,
        #[body(json, type = "application/merge-patch+json")] changes: Option<Value>,
    ) -> Result<Value>;

    /// Asks for a card.
    #[endpoint(PUT "/cards/own")]
    async fn apply(&self, #[body(form)] application: Application) -> Result<Value>;

    /// Writes a note.
    #[endpoint(PUT "/books/<id>/note", response = text)]
    async fn write_note(&self, id: Shelf, #[body(text)] note: Option<String>) -> Result<String>;

    /// Draws a cover.
    #[endpoint(PUT "/books/<id>/cover", response = bytes)]
    async fn draw_cover(&self, id: Shelf, #[body(bytes)] picture: Bytes) -> Result<Bytes>;

    /// Stores a book as a document.
    #[endpoint(PUT "/books/<id>/document", response(bytes, type = "application/vnd.a.b-c+zip"))]
    async fn store(
        &self,
        id: Shelf,
        #[body(bytes, type = "Application/PDF; version=\"1;7\"")] document: Bytes,
    ) -> Result<Bytes>;

    /// Imports reviews.
    #[endpoint(POST "/books/<id>/reviews", response(text, type = "text/csv; charset=utf-8"))]
    async fn import(
        &self,
        id: Shelf,
        #[body(text, type = "text/csv; header=present; charset=utf-8")] reviews: Option<String>,
    ) -> Result<String>;

    /// Throws a book away.
    #[endpoint(DELETE "/books/<id>?<force>")]
    async fn delete(&self, id: Shelf, force: Option<bool>) -> Result<()>;

    /// Says whether a book is there.
    #[endpoint(HEAD "/books/<id>")]
    async fn is_there(&self, id: Shelf) -> Result<()>;
}

/// Cards of readers.
#[endpoints(tag = "Cards", schema, body = json)]
pub(crate) trait Cards {
    /// Locks a card.
    #[endpoint(POST "/cards/<card>/lock", idempotent)]
    async fn lock(
        &self,
        #[sensitive] card: String,
        #[sensitive]
        #[header("X-Pin")]
        pin: u16,
    ) -> Result<Value>;

    /// Shows one's own card.
    #[endpoint(GET "/cards/own", auth = none)]
    async fn own(
        &self,
        /// `Bearer` and a token.
        #[header("Authorization")]
        #[sensitive]
        access_token: String,
    ) -> Result<Value>;
}

pub(crate) fn provider() -> std::result::Result<Provider, ProviderError> {
    Provider::builder("library")
        .environment(Environment::new("live", "https://library.example.com"))
        .auth(AuthScheme::bearer(CredentialPart::new("token", "LIBRARY_TOKEN")))
        .resource(BooksClient::SCHEMAS)
        .resource(CardsClient::SCHEMAS)
        .build()
}

pub(crate) fn credentials() -> Vec<(&'static str, &'static str)> {
    vec![("LIBRARY_TOKEN", TOKEN)]
}

pub(crate) fn authorization() -> String {
    format!("Bearer {TOKEN}")
}

pub(crate) fn client(base_url: &str) -> Client {
    Client::builder().base_url(base_url).auth(Bearer::new(TOKEN)).build().unwrap()
}

/// Reads the group of headers from a flat input.
fn reader(input: &Input) -> Option<Reader> {
    let card = input.optional("card")?;
    Some(Reader { card, branch: input.optional("branch"), reason: input.optional("reason") })
}

/// Returns a typed call for each operation.
pub(crate) fn requests() -> Vec<TypedCall> {
    vec![
        typed(|input| {
            let mut request = SearchRequest::new(
                input.required::<u32>("number"),
                input.required::<Shelf>("shelf"),
                input.required::<Genre>("order"),
            );
            request.search = input.optional("search");
            request.tags = input.optional("tags").unwrap_or_default();
            request.size = input.optional("size");
            request.price = input.optional("price");
            request.in_print = input.optional("in_print");
            request.reader = reader(input);
            request
        }),
        typed(|input| {
            let mut request = AddRequest::new(
                input.required::<Shelf>("shelf"),
                input.required::<String>("title"),
                input.required::<u16>("page_count"),
                input.required::<bool>("available"),
                input.required::<Genre>("genre"),
                input.required::<Author>("author"),
                input.required::<Vec<String>>("keywords"),
                reader(input).unwrap(),
            );
            request.subtitle = input.nullable("subtitle");
            request.price = input.optional("price");
            request.co_authors = input.optional("co_authors");
            request.extra = input.optional("extra");
            request.licence_key = input.optional("licence_key");
            request.pin = input.optional("pin");
            request
        }),
        typed(|input| {
            let mut request = OrderRequest::new(
                input.required::<String>("title"),
                input.required::<u8>("copies"),
                input.required::<bool>("express"),
            );
            request.genres = input.optional("genres").unwrap_or_default();
            request.is_gift = input.optional("is_gift");
            request.weight = input.optional("weight");
            request.voucher = input.optional("voucher");
            request
        }),
        typed(|input| ReplaceRequest::new(input.required::<Shelf>("id"), input.required::<Book>("book"))),
        typed(|input| {
            let mut request = ChangeRequest::new(input.required::<Shelf>("id"));
            request.changes = input.optional("changes");
            request
        }),
        typed(|input| ApplyRequest::new(input.required::<Application>("application"))),
        typed(|input| {
            let mut request = WriteNoteRequest::new(input.required::<Shelf>("id"));
            request.note = input.optional("note");
            request
        }),
        typed(|input| DrawCoverRequest::new(input.required::<Shelf>("id"), input.bytes("picture"))),
        typed(|input| StoreRequest::new(input.required::<Shelf>("id"), input.bytes("document"))),
        typed(|input| {
            let mut request = ImportRequest::new(input.required::<Shelf>("id"));
            request.reviews = input.optional("reviews");
            request
        }),
        typed(|input| {
            let mut request = DeleteRequest::new(input.required::<Shelf>("id"));
            request.force = input.optional("force");
            request
        }),
        typed(|input| IsThereRequest::new(input.required::<Shelf>("id"))),
        typed(|input| LockRequest::new(input.required::<String>("card"), input.required::<u16>("pin"))),
        typed(|input| OwnRequest::new(input.required::<String>("access_token"))),
    ]
}
