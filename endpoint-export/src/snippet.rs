//! Snippets: one call of an endpoint as a program, in several languages.
//!
//! # The arguments
//! A snippet shows the arguments that are required or have a value, in the order of their declaration.
//!
//! * Values go by the names of their arguments; headers also by the header's name, in any case. Other names are ignored, and
//!   so is `null` outside of a JSON body.
//! * A *secret* (a sensitive argument, a credential) is always a reference to its environment variable, whatever its
//!   value. A secret that is not text, such as a sensitive number, is read from its variable as JSON. A secret within a
//!   value is replaced by an example.
//! * A *placeholder* stands for a required value that is missing: an [example](crate::example::plain) of its type, or else
//!   the argument's name. It also stands for a value that a generated client would refuse to send: an empty, `.` or `..`
//!   path value, or a header that is not visible ASCII with blanks between.
//! * An integer is written as one, even if its value is `1.0`.
//! * A file of a multipart body is read by its name from the folder in which the program runs, except in TypeScript and Rust by data,
//!   which show how a file is made. Its content is not shown.
//! * A value of a wrong type is shown as it is. In a path, query, header or form, the text of an object or list is its JSON.
//!
//! # The program
//! * It makes one call and prints the response. Timeouts and retries are left to the generated clients.
//! * TypeScript and Rust use the generated clients, which know the URL. The others hold the URL, percent-encoded by
//!   [`percent::encode`](endpoint_runtime::percent::encode): the base URL, the path with its values, the query in the order
//!   of the arguments, then the declared constants.
//! * A string literal is a JSON string, which TypeScript, JavaScript, Python and Go read alike. Characters that are invisible
//!   or that reorder text are escaped. The shell and Rust have literals of their own.
//! * The members of JSON objects keep their order; those of an object that is a whole form are sorted, as clients do. A list of
//!   scalars stands on one line; any other list and every object has one item on each line.
//! * A number is sent with the digits that were given. Where a language's own literal would change them, the body is JSON text;
//!   in Rust the input of a call by data is. TypeScript's package takes the integers of 64 bits as a `bigint`, and writes any
//!   number in JavaScript's notation (`1.1` for `1.10`). A number that it would round is a [`SnippetError`].
//! * A body is not compressed, which servers of an endpoint with `compress = gzip` take, too.

mod arguments;
mod curl;
mod error;
mod fetch;
mod go;
mod language;
mod literal;
mod multipart;
mod number;
mod placeholder;
mod powershell;
mod python;
mod request;
mod rust;
mod typescript;
mod value_kind;
mod wire;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use endpoint_runtime::{
    JsonMap,
    provider::{Operation, Provider},
};

pub use error::SnippetError;
pub use language::{Language, LanguageError};
#[cfg(test)]
pub(crate) use value_kind::is_text;

use arguments::{Argument, arguments};
use request::Request;

/// Options of a snippet.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct SnippetOptions {
    /// The URL of the API, instead of that of the provider's first environment. Endpoints with a host of their own keep it, unless
    /// `host_urls` has another. Snippets of generated clients do not hold the URL, which these read from the environment.
    pub base_url: Option<String>,
    /// The URLs of hosts that endpoints name, instead of those of the provider.
    pub host_urls: BTreeMap<String, String>,
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

    /// Sets the URL of a host that endpoints name.
    #[must_use]
    pub fn host_url(mut self, name: impl Into<String>, url: impl Into<String>) -> Self {
        self.host_urls.insert(name.into(), url.into());
        self
    }

    /// Sets the name of the TypeScript package.
    #[must_use]
    pub fn package(mut self, name: impl Into<String>) -> Self {
        self.package = Some(name.into());
        self
    }
}

/// Writes a program that makes one call with these values.
///
/// ```
/// use endpoint_export::snippet::{Language, SnippetOptions, snippet};
/// use endpoint_runtime::JsonMap;
///
/// let stytch = stytch_endpoints::provider()?;
/// let operation = stytch.operation("api_user_v1_ConnectedApps").ok_or("gone")?;
/// let values = JsonMap::from_iter([("user_id", "user-test-1")]);
/// let curl = snippet(&stytch, operation, &values, &SnippetOptions::default(), Language::Curl)?;
/// assert_eq!(
///     curl,
///     r#"curl 'https://test.stytch.com/v1/users/user-test-1/connected_apps' \
///   --user "$STYTCH_PROJECT_ID:$STYTCH_SECRET"
/// "#
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// The language would round a number, which only TypeScript does, or would not send the body, as `fetch` with GET.
pub fn snippet(
    provider: &Provider,
    operation: &Operation,
    values: &JsonMap,
    options: &SnippetOptions,
    language: Language,
) -> Result<String, SnippetError> {
    let arguments = arguments(provider, operation, values);
    let call = Call { provider, operation, arguments, options };
    Ok(match language {
        Language::TypeScript => {
            // The package sends its requests with `fetch`.
            if fetch::is_refused(&Request::new(&call)) {
                return Err(SnippetError::body(language, operation.metadata.method));
            }
            return typescript::write(&call);
        }
        Language::Rust => rust::write(&call),
        Language::Curl => curl::write(&Request::new(&call)),
        Language::PowerShell => powershell::write(&Request::new(&call)),
        Language::Fetch => {
            let request = Request::new(&call);
            if fetch::is_refused(&request) {
                return Err(SnippetError::body(language, request.method));
            }
            fetch::write(&request)
        }
        Language::Python => python::write(&Request::new(&call)),
        Language::Go => go::write(&Request::new(&call)),
    })
}

/// The call that a snippet shows.
struct Call<'a> {
    provider: &'a Provider,
    operation: &'a Operation,
    arguments: Vec<Argument<'a>>,
    options: &'a SnippetOptions,
}

impl<'a> Call<'a> {
    /// Returns the URL of the API.
    fn base_url(&self) -> &'a str {
        let first = || self.provider.environments.first().map(|environment| environment.url.as_str());
        self.options.base_url.as_deref().or_else(first).unwrap_or("https://api.example.com")
    }

    /// Returns the host that the endpoint names, and its URL.
    fn host(&self) -> Option<(&'a str, &'a str)> {
        let host = self.provider.host(self.operation.metadata.host?)?;
        let url = self.options.host_urls.get(&host.name).unwrap_or(&host.url);
        Some((&host.name, url))
    }

    /// Returns the base URL of the endpoint.
    fn endpoint_url(&self) -> &'a str {
        self.host().map_or_else(|| self.base_url(), |(_, url)| url)
    }
}
