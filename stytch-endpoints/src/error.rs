//! Stytch's error body. It has two shapes: that of the API, and that of the OAuth endpoints (`error`, `error_description`,
//! `error_uri`). Both are read into the same fields.

mod kind;

use std::fmt;

#[cfg(feature = "server")]
use endpoint_runtime::http::StatusCode;
use endpoint_runtime::{ErrorBody, ErrorFields};
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};

pub use kind::ErrorKind;

/// The body of a failed call. Proxies and older endpoints leave members out.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "server", derive(serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct StytchError {
    /// The HTTP status code, repeated; 0 if the body does not repeat it.
    #[cfg_attr(any(feature = "schema", feature = "server"), serde(skip_serializing_if = "is_zero"))]
    pub status_code: u16,
    /// The id of the call in Stytch's logs.
    #[cfg_attr(any(feature = "schema", feature = "server"), serde(skip_serializing_if = "Option::is_none"))]
    pub request_id: Option<String>,
    /// The type of the error, such as `connected_app_not_found`. Stytch adds types; compare with those that you handle.
    #[cfg_attr(any(feature = "schema", feature = "server"), serde(skip_serializing_if = "Option::is_none"))]
    pub error_type: Option<String>,
    /// A sentence for people.
    #[cfg_attr(any(feature = "schema", feature = "server"), serde(skip_serializing_if = "Option::is_none"))]
    pub error_message: Option<String>,
    /// The URL of the type's documentation.
    #[cfg_attr(any(feature = "schema", feature = "server"), serde(skip_serializing_if = "Option::is_none"))]
    pub error_url: Option<String>,
    /// More about the error; the members depend on its type.
    #[cfg_attr(any(feature = "schema", feature = "server"), serde(skip_serializing_if = "Map::is_empty"))]
    pub error_details: Map<String, Value>,
}

impl StytchError {
    /// Returns the type of the error, to be compared with the constants of [`ErrorKind`].
    #[must_use]
    pub fn kind(&self) -> ErrorKind<'_> {
        ErrorKind::new(self.error_type.as_deref().unwrap_or_default())
    }
}

#[cfg(feature = "server")]
impl StytchError {
    /// Builds an error as Stytch sends it, for a server or a fake. Feature `server`.
    ///
    /// ```
    /// use endpoint_runtime::http::StatusCode;
    /// use stytch_endpoints::{Error, StytchError};
    ///
    /// let error = StytchError::new(StatusCode::NOT_FOUND, "member_not_found", "There is no such Member.");
    /// let error: Error = error.into();
    /// assert_eq!(error.status(), Some(StatusCode::NOT_FOUND));
    /// ```
    pub fn new(status: StatusCode, error_type: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            status_code: status.as_u16(),
            error_type: Some(error_type.into()),
            error_message: Some(message.into()),
            ..Self::default()
        }
    }

    /// Adds the id of the call.
    #[must_use]
    pub fn with_request_id(mut self, id: impl Into<String>) -> Self {
        self.request_id = Some(id.into());
        self
    }
}

/// The error of a call whose response has this body; 500 if the body's status is not valid.
#[cfg(feature = "server")]
impl From<StytchError> for crate::Error {
    fn from(body: StytchError) -> Self {
        let status = StatusCode::from_u16(body.status_code).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        Self::api(status, body)
    }
}

impl ErrorBody for StytchError {
    const FIELDS: ErrorFields = ErrorFields {
        request_id: &["request_id"],
        code: &["error_type", "error"],
        message: &["error_message", "error_description"],
    };

    fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }

    fn code(&self) -> Option<&str> {
        self.error_type.as_deref()
    }

    fn message(&self) -> Option<&str> {
        self.error_message.as_deref()
    }
}

impl fmt::Display for StytchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.error_type.as_deref().unwrap_or("unknown_error"))?;
        if let Some(message) = &self.error_message {
            write!(f, ": {message}")?;
        }
        if let Some(url) = &self.error_url {
            write!(f, " ({url})")?;
        }
        Ok(())
    }
}

impl std::error::Error for StytchError {}

#[cfg(feature = "server")]
#[expect(clippy::trivially_copy_pass_by_ref, reason = "as serde calls it")]
fn is_zero(status: &u16) -> bool {
    *status == 0
}

/// The members of both shapes. A body may hold both, which serde's aliases would refuse.
#[derive(Deserialize)]
struct EitherShape {
    status_code: Option<u16>,
    request_id: Option<String>,
    error_type: Option<String>,
    error: Option<String>,
    error_message: Option<String>,
    error_description: Option<String>,
    error_url: Option<String>,
    error_uri: Option<String>,
    error_details: Option<Value>,
}

impl<'de> Deserialize<'de> for StytchError {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let wire = EitherShape::deserialize(deserializer)?;
        Ok(Self {
            status_code: wire.status_code.unwrap_or_default(),
            request_id: wire.request_id,
            error_type: wire.error_type.or(wire.error),
            error_message: wire.error_message.or(wire.error_description),
            error_url: wire.error_url.or(wire.error_uri),
            error_details: match wire.error_details {
                Some(Value::Object(details)) => details,
                _ => Map::new(),
            },
        })
    }
}
