//! Rejections of requests, and their problem details.

use std::{borrow::Cow, fmt};

use bytes::Bytes;
use http::{
    HeaderMap, StatusCode,
    header::{CONTENT_TYPE, HeaderName, HeaderValue},
};
use serde::Serialize;

use crate::{
    body::Body,
    error::{PROBLEM_JSON, ProblemDetails},
    json::write_json,
    metadata::ParameterLocation,
};

/// The rejection of a request that cannot be passed to the implementation: the status, the field, and the expected value.
///
/// It does not contain the actual value, which may be secret. It converts to a response with [problem details](ProblemDetails) (RFC 9457).
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
    headers: HeaderMap,
}

impl Rejection {
    /// Creates a rejection. `detail` describes the expected value.
    pub fn new(status: StatusCode, detail: impl Into<Cow<'static, str>>) -> Self {
        Self(Box::new(Inner { status, field: None, detail: detail.into(), headers: HeaderMap::new() }))
    }

    /// Sets the name of the invalid argument, header or JSON member.
    #[must_use]
    pub fn with_field(mut self, field: impl Into<Cow<'static, str>>) -> Self {
        self.0.field = Some(field.into());
        self
    }

    /// Adds a header of the response, such as `WWW-Authenticate`.
    #[must_use]
    pub fn with_header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        // It fails beyond 32,768 headers, which no client accepts.
        let _ = self.0.headers.try_append(name, value);
        self
    }

    /// Adds the headers of an error.
    pub(crate) fn with_headers(mut self, headers: Option<HeaderMap>) -> Self {
        self.0.headers.extend(headers.unwrap_or_default());
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

    pub(crate) fn bad_request(detail: impl Into<Cow<'static, str>>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, detail)
    }
}

const fn status_of(location: ParameterLocation) -> StatusCode {
    match location {
        ParameterLocation::Url
        | ParameterLocation::Cookie
        | ParameterLocation::Path
        | ParameterLocation::Query
        | ParameterLocation::Header => StatusCode::BAD_REQUEST,
        ParameterLocation::Field | ParameterLocation::Body => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

const fn name_of(location: ParameterLocation) -> &'static str {
    match location {
        ParameterLocation::Url => "the URL",
        ParameterLocation::Path => "the path segment",
        ParameterLocation::Query => "the query value",
        ParameterLocation::Header => "the header",
        ParameterLocation::Cookie => "the cookie",
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

/// The problem details, with the name of the field as their member `field`.
impl From<&Rejection> for ProblemDetails {
    fn from(rejection: &Rejection) -> Self {
        let mut problem = Self::new(rejection.detail());
        problem.title = rejection.status().canonical_reason().map(str::to_owned);
        problem.status = Some(rejection.status().as_u16());
        problem.extensions.extend(rejection.field().map(|field| ("field", field)));
        problem
    }
}

/// The problem details. The rejection itself is an extension of the response, for [`Router::rejections`](crate::server::Router::rejections)
/// and for layers around a router.
impl From<Rejection> for http::Response<Body> {
    fn from(rejection: Rejection) -> Self {
        let mut response = problem_response(&rejection);
        response.extensions_mut().insert(rejection);
        response
    }
}

/// Returns the response with problem details.
pub(crate) fn problem_response(rejection: &Rejection) -> http::Response<Body> {
    let body = to_json(&ProblemDetails::from(rejection)).unwrap_or_default();
    response(rejection, rejection.status(), PROBLEM_JSON, body)
}

/// Returns the response with a JSON body of another type; `None` if the value has no JSON form.
pub(crate) fn json_response(
    rejection: &Rejection,
    status: StatusCode,
    body: &impl Serialize,
) -> Option<http::Response<Body>> {
    Some(response(rejection, status, "application/json", to_json(body)?))
}

fn to_json(body: &impl Serialize) -> Option<Vec<u8>> {
    let mut json = Vec::new();
    match write_json(body, &mut json) {
        Ok(()) => Some(json),
        Err(error) => {
            tracing::error!(path = %error.path, problem = %error.problem, "the body of a rejection cannot be written");
            None
        }
    }
}

fn response(
    rejection: &Rejection,
    status: StatusCode,
    content_type: &'static str,
    json: Vec<u8>,
) -> http::Response<Body> {
    let mut response = http::Response::new(Body::from(Bytes::from(json)));
    *response.status_mut() = status;
    *response.headers_mut() = rejection.0.headers.clone();
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    response
}
