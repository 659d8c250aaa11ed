//! Error bodies of providers.

use std::fmt;

use crate::response::{Decode, Json};

/// The body of a provider's error responses: a type that is `serde::Deserialize`, or an enum with a variant for each status that derives
/// [`Response`](derive@crate::Response).
///
/// ```
/// use endpoint_runtime::{ErrorBody, ErrorFields};
///
/// #[derive(Debug, serde::Deserialize)]
/// struct Problem {
///     title: Option<String>,
///     detail: Option<String>,
/// }
///
/// impl ErrorBody for Problem {
///     // The members behind the methods below, for the TypeScript package, the command line and calls by data.
///     const FIELDS: ErrorFields = ErrorFields { request_id: &[], code: &["title"], message: &["detail"] };
///
///     fn code(&self) -> Option<&str> {
///         self.title.as_deref()
///     }
///
///     fn message(&self) -> Option<&str> {
///         self.detail.as_deref()
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an error body",
    label = "not an `ErrorBody`",
    note = "for a type of your own: `impl endpoint_runtime::ErrorBody for {Self} {{}}`, with `Debug` and `serde::Deserialize`; every item has a default",
    note = "for an enum with a variant for each status: `#[derive(endpoint_runtime::Response)]` with `#[response(error)]`",
    note = "the second parameter of `Result<T, E>` is the body of an error response; without a type for it, write `Result<T>`, whose error holds any JSON"
)]
pub trait ErrorBody: Decode<Json> + fmt::Debug + Sync {
    /// The media type with which a server sends the body.
    const CONTENT_TYPE: &'static str = "application/json";
    /// The members of the JSON that the methods of this trait return, for callers without this type.
    const FIELDS: ErrorFields = ErrorFields { request_id: &[], code: &[], message: &[] };

    /// Returns the id under which the provider logged the call.
    fn request_id(&self) -> Option<&str> {
        None
    }

    /// Returns the machine-readable code of the error.
    fn code(&self) -> Option<&str> {
        None
    }

    /// Returns the message for humans.
    fn message(&self) -> Option<&str> {
        None
    }

    /// Returns the status with which a server sends the body; `None` if the body does not tell. An enum with a variant for each status
    /// tells it, see [`Response`](derive@crate::Response).
    fn status(&self) -> Option<http::StatusCode> {
        None
    }
}

/// The members of a provider's JSON error body. If there are several names, the first present one is used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ErrorFields {
    /// The members that hold the [request id](ErrorBody::request_id).
    pub request_id: &'static [&'static str],
    /// The members that hold the [code](ErrorBody::code).
    pub code: &'static [&'static str],
    /// The members that hold the [message](ErrorBody::message).
    pub message: &'static [&'static str],
}

/// Any JSON, for providers without a documented error body.
impl ErrorBody for serde_json::Value {}
