//! Problem documents (RFC 9457), the gateway's own error responses.

use std::{borrow::Cow, fmt};

use bytes::Bytes;
use endpoint_runtime::http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode, header};
use serde::{Serialize, Serializer, ser::SerializeMap};

/// The header (RFC 9209) that marks a response as the gateway's own, not the upstream's.
pub(crate) const PROXY_STATUS: HeaderName = HeaderName::from_static("proxy-status");

/// An error response of the gateway itself: the status, a code for programs, a text for humans.
///
/// It never contains anything that the caller or the upstream sent.
///
/// ```
/// use endpoint_gateway::Problem;
/// use endpoint_runtime::http::StatusCode;
///
/// let problem = Problem::new(StatusCode::FORBIDDEN, "scope", "this key does not reach this operation");
/// assert_eq!(problem.to_string(), "403 scope: this key does not reach this operation");
/// ```
#[derive(Clone, Debug)]
pub struct Problem(Box<Inner>);

#[derive(Clone, Debug)]
struct Inner {
    status: StatusCode,
    code: &'static str,
    detail: Cow<'static, str>,
    headers: HeaderMap,
}

impl Problem {
    /// Creates a problem. `code` is a word of lowercase letters and `_` that stays the same between versions.
    pub fn new(status: StatusCode, code: &'static str, detail: impl Into<Cow<'static, str>>) -> Self {
        Self(Box::new(Inner { status, code, detail: detail.into(), headers: HeaderMap::new() }))
    }

    /// Adds a header to the response, such as `Allow` or `Retry-After`.
    #[must_use]
    pub fn with_header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.0.headers.insert(name, value);
        self
    }

    pub(crate) fn bad_request(code: &'static str, detail: impl Into<Cow<'static, str>>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, code, detail)
    }

    /// Creates the problem with status 413.
    pub(crate) fn request_too_large() -> Self {
        Self::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            "request_too_large",
            "the request's body is too large; send a shorter one",
        )
    }

    /// Creates the problem with status 405 and these methods in `Allow`. `subject` begins its text: "this path supports only".
    pub(crate) fn method_not_allowed(code: &'static str, subject: &str, methods: &[&str]) -> Self {
        let allowed = methods.join(", ");
        let problem = Self::new(StatusCode::METHOD_NOT_ALLOWED, code, format!("{subject} {allowed}"));
        match HeaderValue::try_from(allowed) {
            Ok(allowed) => problem.with_header(header::ALLOW, allowed),
            Err(_) => problem,
        }
    }

    /// Returns the status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.0.status
    }

    /// Returns the code for programs.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.0.code
    }

    /// Returns the text for humans.
    #[must_use]
    pub fn detail(&self) -> &str {
        &self.0.detail
    }

    /// Converts the problem to a response, `application/problem+json`, without the headers of a response policy.
    pub(crate) fn into_response(self) -> Response<Bytes> {
        // Strings and a number always have a JSON form.
        let mut response = Response::new(Bytes::from(serde_json::to_vec(&self).unwrap_or_default()));
        let Inner { status, code, headers, .. } = *self.0;
        *response.status_mut() = status;
        *response.headers_mut() = headers;
        let content_type = HeaderValue::from_static("application/problem+json");
        response.headers_mut().insert(header::CONTENT_TYPE, content_type);
        if let Ok(value) = HeaderValue::try_from(format!("endpoint-gateway; details=\"{code}\"")) {
            response.headers_mut().insert(PROXY_STATUS, value);
        }
        response
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}: {}", self.0.status.as_u16(), self.0.code, self.0.detail)
    }
}

impl std::error::Error for Problem {}

/// The problem document.
impl Serialize for Problem {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Inner { status, code, detail, .. } = &*self.0;
        let mut problem = serializer.serialize_map(None)?;
        problem.serialize_entry("type", "about:blank")?;
        problem.serialize_entry("title", status.canonical_reason().unwrap_or("Error"))?;
        problem.serialize_entry("status", &status.as_u16())?;
        problem.serialize_entry("code", code)?;
        problem.serialize_entry("detail", detail)?;
        problem.end()
    }
}
