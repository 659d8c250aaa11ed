//! Rejections of requests, and their problem documents.

use std::{borrow::Cow, fmt};

use bytes::Bytes;
use http::{HeaderValue, StatusCode, header::CONTENT_TYPE};
use serde::{Serialize, Serializer, ser::SerializeMap};

use crate::{body::Body, metadata::ParameterLocation};

/// The rejection of a request that cannot be passed to the implementation: the status, the field, and the expected value.
///
/// It does not contain the actual value, which may be secret. It converts to a response with a problem document (RFC 9457).
///
/// ```
/// use endpoint_runtime::{http::StatusCode, server::Rejection};
///
/// let rejection = Rejection::new(StatusCode::BAD_REQUEST, "expected a date").with_field("from");
/// assert_eq!(rejection.field(), Some("from"));
/// assert_eq!(rejection.to_string(), "400 Bad Request: `from`: expected a date");
/// ```
#[derive(Clone, Debug)]
pub struct Rejection(Box<Inner>);

#[derive(Clone, Debug)]
struct Inner {
    status: StatusCode,
    field: Option<Cow<'static, str>>,
    detail: Cow<'static, str>,
}

impl Rejection {
    /// Creates a rejection. `detail` describes the expected value.
    pub fn new(status: StatusCode, detail: impl Into<Cow<'static, str>>) -> Self {
        Self(Box::new(Inner { status, field: None, detail: detail.into() }))
    }

    /// Sets the name of the invalid argument, header or JSON member.
    #[must_use]
    pub fn with_field(mut self, field: impl Into<Cow<'static, str>>) -> Self {
        self.0.field = Some(field.into());
        self
    }

    /// Returns the status of the response.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.0.status
    }

    /// Returns the name of the invalid argument, header or JSON member, as the request has it, with the path of the value
    /// within: `items[1].grams`.
    #[must_use]
    pub fn field(&self) -> Option<&str> {
        self.0.field.as_deref()
    }

    /// Returns the description of the expected value.
    #[must_use]
    pub fn detail(&self) -> &str {
        &self.0.detail
    }

    /// Rejects a value that cannot be parsed.
    pub(crate) fn unexpected(location: ParameterLocation, field: &'static str, expected: &dyn fmt::Display) -> Self {
        Self::new(status_of(location), format!("{}: {expected}", name_of(location))).with_field(field)
    }

    pub(crate) fn missing(location: ParameterLocation, field: &'static str) -> Self {
        Self::new(status_of(location), format!("is missing; {} is required", name_of(location))).with_field(field)
    }

    pub(crate) fn repeated(location: ParameterLocation, field: &'static str) -> Self {
        let detail = format!("{} may occur only once", name_of(location));
        Self::new(StatusCode::BAD_REQUEST, detail).with_field(field)
    }

    pub(crate) fn not_implemented(operation: &'static str) -> Self {
        Self::new(StatusCode::NOT_IMPLEMENTED, format!("`{operation}` is not implemented"))
    }

    pub(crate) fn bad_request(detail: &'static str) -> Self {
        Self::new(StatusCode::BAD_REQUEST, detail)
    }
}

const fn status_of(location: ParameterLocation) -> StatusCode {
    match location {
        ParameterLocation::Path | ParameterLocation::Query | ParameterLocation::Header => StatusCode::BAD_REQUEST,
        ParameterLocation::Field | ParameterLocation::Body => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

const fn name_of(location: ParameterLocation) -> &'static str {
    match location {
        ParameterLocation::Path => "the path segment",
        ParameterLocation::Query => "the query value",
        ParameterLocation::Header => "the header",
        ParameterLocation::Field => "the body's field",
        ParameterLocation::Body => "the body",
    }
}

impl fmt::Display for Rejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.0.status)?;
        if let Some(field) = &self.0.field {
            write!(f, "`{field}`: ")?;
        }
        f.write_str(&self.0.detail)
    }
}

impl std::error::Error for Rejection {}

/// The problem document.
impl Serialize for Rejection {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let status = self.status();
        let mut problem = serializer.serialize_map(None)?;
        problem.serialize_entry("type", "about:blank")?;
        problem.serialize_entry("title", status.canonical_reason().unwrap_or("Error"))?;
        problem.serialize_entry("status", &status.as_u16())?;
        problem.serialize_entry("detail", self.detail())?;
        if let Some(field) = self.field() {
            problem.serialize_entry("field", field)?;
        }
        problem.end()
    }
}

/// The problem document, `application/problem+json` (RFC 9457).
impl From<Rejection> for http::Response<Body> {
    fn from(rejection: Rejection) -> Self {
        // Strings and a number always have a JSON form.
        let problem = serde_json::to_vec(&rejection).unwrap_or_default();
        let mut response = Self::new(Body::from(Bytes::from(problem)));
        *response.status_mut() = rejection.status();
        let content_type = HeaderValue::from_static("application/problem+json");
        response.headers_mut().insert(CONTENT_TYPE, content_type);
        response
    }
}
