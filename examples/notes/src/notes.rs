//! The declaration of the API.

use endpoint_runtime::{
    ProblemDetails, Response, endpoints, object,
    provider::{AuthScheme, CredentialPart, Environment, Provider, ProviderError},
};

/// The result of a call. Errors are problem details (RFC 9457).
pub type Result<T> = endpoint_runtime::Result<T, ProblemDetails>;

/// A note.
#[object(server, schema)]
pub struct Note {
    /// The id, which grows from note to note.
    pub id: i64,
    /// The text.
    pub text: String,
}

/// A new note, and its path.
#[derive(Debug, Response)]
#[response(server, schema)]
pub struct Created {
    /// The path of the note.
    #[header("Location")]
    pub location: String,
    /// The note.
    #[body]
    pub note: Note,
}

/// A page of notes, the oldest first.
#[object(server, schema)]
pub struct Page {
    /// The notes.
    pub notes: Vec<Note>,
    /// The cursor of the next page, if there is one.
    pub next: Option<i64>,
}

/// Notes of the user to whom the token belongs.
#[endpoints(path = "/v1/notes", tag = "Notes", server, schema)]
pub trait Notes {
    /// Writes a note.
    ///
    /// # Errors
    /// The text is empty, or longer than 10,000 characters (422).
    #[endpoint(POST, status = 201)]
    async fn create(&self, text: String) -> Result<Created>;

    /// Lists notes.
    #[endpoint(GET "?<after>&<limit>", paginate(cursor = after, next = next, items = notes: Vec<Note>, limit = limit))]
    async fn list(
        &self,
        /// The cursor of a page.
        after: Option<i64>,
        /// The number of notes in a page: from 1 to 100, and 20 without it.
        limit: Option<u8>,
    ) -> Result<Page>;

    /// Reads a note.
    ///
    /// # Errors
    /// There is no such note (404).
    #[endpoint(GET "/<id>")]
    async fn get(&self, id: i64) -> Result<Note>;

    /// Deletes a note.
    ///
    /// # Errors
    /// There is no such note (404).
    #[endpoint(DELETE "/<id>")]
    async fn delete(&self, id: i64) -> Result<()>;
}

/// Describes the API to tools: the document, the command line, packages in other languages.
///
/// # Errors
/// Two declarations contradict each other.
pub fn provider() -> std::result::Result<Provider, ProviderError> {
    Provider::builder("notes")
        .title("Notes")
        .version(env!("CARGO_PKG_VERSION"))
        .environment(Environment::new("local", "http://127.0.0.1:8080"))
        .auth(AuthScheme::bearer(CredentialPart::new("token", "NOTES_TOKEN")))
        .resource(NotesClient::SCHEMAS)
        .build()
}
