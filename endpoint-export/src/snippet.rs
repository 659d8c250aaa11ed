//! Snippets: one call of an endpoint as a program text, in several languages.
//!
//! [`snippet`] is a pure function. Whatever shows snippets elsewhere follows the same rules, which stand here and in the
//! one file for each language.
//!
//! # What is shown
//! The arguments in the order of their declaration: those that are required, and those that have a value.
//!
//! * A value is found by its argument's name, a header's also by the header's name in any case. Other names are passed
//!   over, and so is `null` outside a JSON body.
//! * A *secret* (a sensitive argument, a credential) is always a reference to its environment variable, whatever its
//!   value. One that is no text, as a sensitive number, is read from its variable as JSON. In the place of a member
//!   whose type is sensitive stands an example.
//! * What is required and has no value is a *placeholder* of its type: what [`example::plain`](crate::example::plain)
//!   makes of its schema and its name, or else its name.
//! * A value that no client of ours would send is a placeholder too: an empty, `.` or `..` path value, a header that is
//!   not visible ASCII with blanks between.
//! * A whole number is written as one where the argument is one, even if it was given as `1.0`.
//! * A value of a wrong type is shown as it is. Where a text is needed, in a path, query, header or form, that of an
//!   object or list is its JSON.
//!
//! # How it is written
//! * TypeScript and Rust call our own clients, which know the URL. The others hold the URL, percent-encoded by
//!   [`percent::encode`](endpoint_runtime::percent::encode): the base URL, the template with its path values, the query
//!   by the order of its arguments, then what is the same for every call.
//! * A string literal is the JSON string, in which characters that are invisible or that reorder text are escaped, so
//!   that it is the same in TypeScript, JavaScript, Python, Go and JSON. The shell and Rust have literals of their own.
//! * JSON objects of the caller have their members sorted by the UTF-8 of their names. A list of scalars stands on one
//!   line; any other list and every object has one item on each line.
//! * A number is written as `serde_json` writes it, which holds whole numbers of 64 bits and doubles. JavaScript makes of
//!   a whole number beyond 2^53 what it makes of it everywhere.
//! * A snippet shows one call, and prints what came back. Timeouts and repetition are what our clients add.

mod curl;
mod fetch;
mod go;
mod inputs;
mod language;
mod literal;
mod placeholder;
mod python;
mod request;
mod rust;
mod typescript;
mod value_kind;
mod wire;

#[cfg(test)]
pub(crate) mod samples;
#[cfg(test)]
mod tests;

use endpoint_runtime::provider::{Host, Operation, Provider};
use serde_json::{Map, Value};

pub use language::{Language, LanguageError};
pub(crate) use literal::compact;
#[cfg(test)]
pub(crate) use value_kind::is_text;

use inputs::{Shown, inputs};
use request::Request;

/// What a snippet takes from its surroundings.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct SnippetOptions {
    /// Where the API is, instead of the provider's first environment; endpoints with a host of their own stay there. Our
    /// own clients read it from the environment, and their snippets do not hold it.
    pub base_url: Option<String>,
    /// The name of the TypeScript package, instead of `<provider>-endpoints`.
    pub package: Option<String>,
}

impl SnippetOptions {
    /// Sets the base URL.
    #[must_use]
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.base_url = Some(url.into());
        self
    }

    /// Sets the name of the TypeScript package.
    #[must_use]
    pub fn package(mut self, name: impl Into<String>) -> Self {
        self.package = Some(name.into());
        self
    }
}

/// A program that makes one call, with these values filled in.
///
/// ```
/// use endpoint_export::snippet::{Language, SnippetOptions, snippet};
/// use serde_json::Map;
///
/// let stytch = stytch_endpoints::provider()?;
/// let operation = stytch.operation("api_user_v1_ConnectedApps").ok_or("gone")?;
/// let values = Map::from_iter([("user_id".to_owned(), "user-test-1".into())]);
/// let curl = snippet(&stytch, operation, &values, &SnippetOptions::default(), Language::Curl);
/// assert_eq!(
///     curl,
///     r#"curl 'https://test.stytch.com/v1/users/user-test-1/connected_apps' \
///   --user "$STYTCH_PROJECT_ID:$STYTCH_SECRET"
/// "#
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn snippet(
    provider: &Provider,
    operation: &Operation,
    values: &Map<String, Value>,
    options: &SnippetOptions,
    language: Language,
) -> String {
    let shown = inputs(provider, operation, values);
    let call = Call { provider, operation, shown, options };
    match language {
        Language::TypeScript => typescript::write(&call),
        Language::Rust => rust::write(&call),
        Language::Curl => curl::write(&Request::new(&call)),
        Language::Fetch => fetch::write(&Request::new(&call)),
        Language::Python => python::write(&Request::new(&call)),
        Language::Go => go::write(&Request::new(&call)),
    }
}

/// The call that a snippet shows.
struct Call<'a> {
    provider: &'a Provider,
    operation: &'a Operation,
    shown: Vec<Shown<'a>>,
    options: &'a SnippetOptions,
}

impl<'a> Call<'a> {
    /// Where the API is.
    fn base_url(&self) -> &'a str {
        let first = || self.provider.environments.first().map(|environment| environment.url.as_str());
        self.options.base_url.as_deref().or_else(first).unwrap_or("https://api.example.com")
    }

    /// The host that the endpoint names.
    fn host(&self) -> Option<&'a Host> {
        let name = self.operation.metadata.host?;
        self.provider.hosts.iter().find(|host| host.name == name)
    }

    /// Where the endpoint is.
    fn endpoint_url(&self) -> &'a str {
        self.host().map_or_else(|| self.base_url(), |host| &host.url)
    }
}
