//! A provider that uses every feature of a declaration.
#![expect(clippy::option_option, reason = "absent and null are different values")]

use std::collections::BTreeMap;

use endpoint_runtime::{
    Bytes, FilePart, Headers, Param, Result, endpoints,
    provider::{AuthScheme, CredentialPart, Environment, Host, Provider},
    schema::schemars::{self, JsonSchema},
};
use serde::{Deserialize, Serialize};

/// A book's id.
#[derive(Clone, Debug, Param, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
#[schemars(example = "book-1")]
pub(super) struct BookId(String);

/// The genre of a book.
#[derive(Clone, Debug, Param, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[param(rename_all = "snake_case")]
pub(super) enum Genre {
    /// Invented.
    Novel,
    /// True.
    NonFiction,
}

/// A book on the shelf. See [`Genre`].
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub(super) struct Book {
    /// Its id.
    pub(super) id: BookId,
    pub(super) title: String,
    /// The author, if known.
    pub(super) author: Option<String>,
    pub(super) genre: Genre,
    /// Books like it.
    pub(super) similar: Vec<Book>,
}

/// The reader who sends the request.
#[derive(Clone, Headers)]
#[headers(schema)]
pub(super) struct Reader {
    /// The reader's card.
    #[header("X-Library-Card")]
    #[sensitive]
    card: String,
    /// The branch that the reader is in.
    #[header("X-Library-Branch")]
    branch: Option<u32>,
}

/// The shelf.
#[endpoints(tag = "Books", schema)]
pub(super) trait Books {
    /// Finds books.
    ///
    /// The newest come first; see [`Book`] and [the rules](https://library.test/rules).
    #[endpoint(GET "/books/search?genre=<genre>&label=<labels>&max-age=<max_age>&sort=newest")]
    async fn search(
        &self,
        genre: Option<Genre>,
        /// Labels that the books have.
        labels: Vec<String>,
        /// In days.
        max_age: Option<u16>,
        #[headers] reader: Option<Reader>,
    ) -> Result<Vec<Book>>;

    /// Shows a book.
    #[endpoint(GET "/books/<book_id>", id = "show_book")]
    async fn show(&self, book_id: BookId) -> Result<Book>;

    #[endpoint(HEAD "/books/<book_id>")]
    async fn is_there(&self, book_id: BookId) -> Result<()>;

    /// Puts a book in another's place.
    #[endpoint(PUT "/books/<id>")]
    async fn replace(
        &self,
        /// The one to go.
        id: BookId,
        /// The one to come.
        #[body]
        book: Book,
    ) -> Result<Book>;

    /// Changes a book.
    #[endpoint(PATCH "/books/<id>")]
    #[deprecated = "Replace it."]
    async fn change(
        &self,
        id: BookId,
        #[field("newTitle")] title: String,
        /// `null` when nobody knows.
        author: Option<Option<String>>,
        copies: Option<u8>,
        /// The shelf's key.
        #[sensitive]
        key: Option<String>,
        #[headers] reader: Reader,
    ) -> Result<Book>;

    /// Throws a book away.
    #[endpoint(DELETE "/books/<book_id>")]
    async fn delete(&self, book_id: BookId) -> Result<()>;

    /// Writes a note.
    #[endpoint(PUT "/books/<book_id>/note", response = text)]
    async fn write_note(&self, book_id: BookId, #[body(text)] note: Option<String>) -> Result<String>;
}

/// Files that are too large for the shelf.
#[endpoints(tag = "Books", host = files, schema)]
pub(super) trait Files {
    /// Draws a cover.
    #[endpoint(PUT "/books/<book_id>/cover", response = bytes)]
    async fn draw_cover(
        &self,
        book_id: BookId,
        /// A picture.
        #[body(bytes)]
        #[sensitive]
        picture: Bytes,
    ) -> Result<Bytes>;

    /// Adds scans of pages.
    #[endpoint(POST "/books/<book_id>/scans", multipart, field("version" = 2))]
    async fn add_scans(
        &self,
        book_id: BookId,
        title: String,
        /// The front page.
        cover: FilePart,
        #[field("scans[]")] scans: Vec<FilePart>,
        #[encode(json)] labels: Option<BTreeMap<String, u32>>,
        #[join(",")] pages: Vec<u32>,
    ) -> Result<()>;
}

/// Cards of readers.
#[endpoints(body = json, schema)]
pub(super) trait Cards {
    /// Locks all cards.
    #[endpoint(POST "/cards/lock", idempotent, destructive)]
    async fn lock_all(&self) -> Result<()>;

    /// Orders a card.
    #[endpoint(POST "/cards", auth = none, form)]
    async fn order(&self, name: String, #[sensitive] password: String, branch: Vec<u32>) -> Result<String>;

    /// Shows one's own card.
    #[endpoint(GET "/cards/own", auth = none)]
    async fn own(
        &self,
        /// `Bearer` and a token.
        #[header("Authorization")]
        #[sensitive]
        access_token: Option<String>,
    ) -> Result<serde_json::Value>;
}

pub(super) fn provider() -> Provider {
    let part = |name: &str| CredentialPart::new(name, name.to_uppercase());
    Provider::builder("library")
        .shared_module(module_path!())
        .title("Library")
        .version("1.2.3")
        .license("MIT OR Apache-2.0")
        .docs("Books and [who](https://library.test) reads them.")
        .environment(Environment::new("live", "https://api.library.test/v1").docs("Real books."))
        .environment(Environment::new("test", "https://test.library.test"))
        .host(Host::new("files", "https://files.library.test").docs("Large things."))
        .auth(AuthScheme::basic(part("user").docs("Any librarian."), part("password")))
        .auth(AuthScheme::bearer(part("token")))
        .auth(AuthScheme::api_key("X-Api-Key", part("key").docs("From the desk.")))
        .resource(BooksClient::SCHEMAS)
        .resource(FilesClient::SCHEMAS)
        .resource(CardsClient::SCHEMAS)
        .build()
        .unwrap()
}
