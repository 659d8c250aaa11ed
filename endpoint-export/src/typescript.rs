//! TypeScript SDKs: npm packages with one method for each operation, ready to be packed.
//!
//! A package consists of readable ES modules and their declarations, without dependencies and without a build step. Its
//! default export is a client that is configured by the environment at the first call. Its methods are the operation ids in
//! [camel case](crate::case::camel); each takes one flat object of values by their argument names.
//!
//! Integers of 64 bits are a `bigint`, both ways, and no other number is rounded: `JsonNumber` holds one that no type of JavaScript
//! does, and a response with a number that its declared type cannot hold is an error.
//!
//! The client follows the rules of the Rust client for paths, queries, headers, bodies and base URLs, its limits of time and
//! size, and its redaction of errors. Two things differ. Nothing is repeated unless the option `retries` says so, since `fetch` does not
//! reveal whether anything was sent: an error's `retryable` says whether the call may be made again. And only values that are sent as text, in paths,
//! queries, headers and forms, are checked for their types; the compiler checks the others.

mod comments;
mod declarations;
mod error;
pub(crate) mod integers;
mod literal;
mod names;
mod operations;
mod outputs;
mod package;
mod package_name;
mod pagination_literal;
mod parameter_literal;
mod provider_literal;
mod response_literal;
mod shapes;
#[cfg(test)]
mod tests;
mod type_mapper;
mod types;

use endpoint_runtime::provider::Provider;

pub use error::SdkError;

use names::Names;
pub(crate) use type_mapper::TypeMapper;
#[cfg(test)]
pub(crate) use types::{Object, Type};

/// One file of a package.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct File {
    /// The path below the package's folder, with `/` between names.
    pub path: String,
    /// The content.
    pub text: String,
}

/// Options of an SDK.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct SdkOptions {
    /// The package's name, with or without a scope.
    pub name: String,
}

impl SdkOptions {
    /// Returns the options of a package of this name.
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into() }
    }
}

/// The files that are the same for every provider.
const RUNTIME: [(&str, &str); 42] = [
    ("attempts.js", include_str!("typescript/sdk/runtime/attempts.js")),
    ("base-url.js", include_str!("typescript/sdk/runtime/base-url.js")),
    ("body.js", include_str!("typescript/sdk/runtime/body.js")),
    ("call.js", include_str!("typescript/sdk/runtime/call.js")),
    ("client.js", include_str!("typescript/sdk/runtime/client.js")),
    ("configure.js", include_str!("typescript/sdk/runtime/configure.js")),
    ("credentials.js", include_str!("typescript/sdk/runtime/credentials.js")),
    ("decode.js", include_str!("typescript/sdk/runtime/decode.js")),
    ("encode.js", include_str!("typescript/sdk/runtime/encode.js")),
    ("envelope.js", include_str!("typescript/sdk/runtime/envelope.js")),
    ("errors.js", include_str!("typescript/sdk/runtime/errors.js")),
    ("file-input.d.ts", include_str!("typescript/sdk/runtime/file-input.d.ts")),
    ("headers.js", include_str!("typescript/sdk/runtime/headers.js")),
    ("idempotency-key.js", include_str!("typescript/sdk/runtime/idempotency-key.js")),
    ("input.js", include_str!("typescript/sdk/runtime/input.js")),
    ("json-number.d.ts", include_str!("typescript/sdk/runtime/json-number.d.ts")),
    ("json-number.js", include_str!("typescript/sdk/runtime/json-number.js")),
    ("link-header.js", include_str!("typescript/sdk/runtime/link-header.js")),
    ("maps.js", include_str!("typescript/sdk/runtime/maps.js")),
    ("multipart.js", include_str!("typescript/sdk/runtime/multipart.js")),
    ("nested.js", include_str!("typescript/sdk/runtime/nested.js")),
    ("null-proto.js", include_str!("typescript/sdk/runtime/null-proto.js")),
    ("numbers.js", include_str!("typescript/sdk/runtime/numbers.js")),
    ("options.d.ts", include_str!("typescript/sdk/runtime/options.d.ts")),
    ("page-promise.d.ts", include_str!("typescript/sdk/runtime/page-promise.d.ts")),
    ("page-url.js", include_str!("typescript/sdk/runtime/page-url.js")),
    ("pages.js", include_str!("typescript/sdk/runtime/pages.js")),
    ("parse-json.d.ts", include_str!("typescript/sdk/runtime/parse-json.d.ts")),
    ("parse-json.js", include_str!("typescript/sdk/runtime/parse-json.js")),
    ("pause.js", include_str!("typescript/sdk/runtime/pause.js")),
    ("platform.js", include_str!("typescript/sdk/runtime/platform.js")),
    ("read-json.js", include_str!("typescript/sdk/runtime/read-json.js")),
    ("receive.js", include_str!("typescript/sdk/runtime/receive.js")),
    ("reconnect.js", include_str!("typescript/sdk/runtime/reconnect.js")),
    ("secrets.js", include_str!("typescript/sdk/runtime/secrets.js")),
    ("send.js", include_str!("typescript/sdk/runtime/send.js")),
    ("shapes.js", include_str!("typescript/sdk/runtime/shapes.js")),
    ("stream.js", include_str!("typescript/sdk/runtime/stream.js")),
    ("text-forms.js", include_str!("typescript/sdk/runtime/text-forms.js")),
    ("text.js", include_str!("typescript/sdk/runtime/text.js")),
    ("web.d.ts", include_str!("typescript/sdk/runtime/web.d.ts")),
    ("write-json.js", include_str!("typescript/sdk/runtime/write-json.js")),
];

/// Writes the files of an npm package that calls the provider, sorted by path.
///
/// ```
/// use endpoint_export::typescript::{SdkOptions, sdk};
///
/// let stytch = stytch_endpoints::provider()?;
/// let files = sdk(&stytch, &SdkOptions::new("stytch-endpoints"))?;
/// let types = files.iter().find(|file| file.path == "index.d.ts").ok_or("gone")?;
/// assert!(types.text.contains("apiOrganizationV1OrganizationsMembersConnectedAppsRevoke"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// If npm refuses the name or the version, or if operation ids do not make distinct methods.
pub fn sdk(provider: &Provider, options: &SdkOptions) -> Result<Vec<File>, SdkError> {
    package_name::check_name(&options.name)?;
    package_name::check_version(&provider.version)?;
    let names = Names::new(provider)?;
    let mapper = TypeMapper { types: &provider.types, names: &names.types, is_input: false };
    let input_mapper = TypeMapper { names: &names.input_types, is_input: true, ..mapper };
    let mut files = vec![
        file("README.md", package::readme(provider, options, &names)),
        file("index.d.ts", declarations::index(provider, &names)),
        file("index.js", package::index(provider)),
        file("operations.js", operations::write(provider, &names, &mapper, &options.name)),
        file("package.json", package::manifest(provider, options)),
        file("runtime/errors.d.ts", declarations::errors(provider, &mapper)),
        file("types.d.ts", declarations::types(provider, &names, &mapper, &input_mapper)),
    ];
    files.extend(RUNTIME.iter().map(|(name, text)| file(&format!("runtime/{name}"), (*text).to_owned())));
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

fn file(path: &str, text: String) -> File {
    File { path: path.to_owned(), text }
}
