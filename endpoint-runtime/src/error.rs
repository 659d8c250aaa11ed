//! What can go wrong with a call, and all that is known about it.

use std::{borrow::Cow, error::Error as StdError, fmt, sync::Arc};

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use serde::de::DeserializeOwned;

use crate::{param::ParamError, redact::Secrets};

/// Any error, owned.
pub type BoxError = Box<dyn StdError + Send + Sync>;

/// The result of a call. A provider names its own error body once: `pub type Result<T> = endpoint_runtime::Result<T, MyError>`.
pub type Result<T, E = serde_json::Value> = std::result::Result<T, Error<E>>;

/// The body that a provider answers a failed call with.
///
/// ```
/// use endpoint_runtime::ErrorBody;
///
/// #[derive(Debug, serde::Deserialize)]
/// struct Problem {
///     title: Option<String>,
///     detail: Option<String>,
/// }
///
/// impl ErrorBody for Problem {
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
    message = "`{Self}` is no error body",
    label = "not an `ErrorBody`",
    note = "implement `endpoint_runtime::ErrorBody` for it; every method has a default"
)]
pub trait ErrorBody: DeserializeOwned + fmt::Debug + Send + Sync + 'static {
    /// The id under which the provider has logged the call.
    fn request_id(&self) -> Option<&str> {
        None
    }

    /// The stable, machine-readable kind of the error.
    fn code(&self) -> Option<&str> {
        None
    }

    /// The sentence for humans.
    fn message(&self) -> Option<&str> {
        None
    }
}

/// Any JSON, for providers whose errors have no known shape.
impl ErrorBody for serde_json::Value {}

/// A failed call: at which stage it failed, and everything that had arrived by then.
///
/// `Display` and `Debug` never show the response body, which may hold anything; it is at [`Error::body`]. What they show
/// of the provider's message has the request's sensitive values removed.
pub struct Error<E = serde_json::Value>(Box<Inner<E>>);

struct Inner<E> {
    failure: Failure,
    api: Option<E>,
}

/// At which stage a call failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Stage {
    /// The request could not be written; nothing was sent.
    Encode,
    /// The credential could not be had; nothing was sent.
    Auth,
    /// No connection could be made; nothing was sent.
    Connect,
    /// The time was up.
    Timeout,
    /// The connection failed after something was sent.
    Transport,
    /// The provider answered with a status other than 2xx.
    Api,
    /// The provider answered 2xx with a body that could not be read.
    Decode,
}

impl Stage {
    /// The stage in one word, as it stands in traces.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Encode => "encode",
            Self::Auth => "auth",
            Self::Connect => "connect",
            Self::Timeout => "timeout",
            Self::Transport => "transport",
            Self::Api => "api",
            Self::Decode => "decode",
        }
    }

    const fn sentence(self) -> &'static str {
        match self {
            Self::Encode => "cannot write the request",
            Self::Auth => "cannot get the credential",
            Self::Connect => "cannot connect",
            Self::Timeout => "the time was up",
            Self::Transport => "the connection failed",
            Self::Api => "the API refused the call",
            Self::Decode => "cannot read the response",
        }
    }
}

/// A failed call before the provider's error body is read: what non-generic code passes around.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) stage: Stage,
    pub(crate) operation: Option<&'static str>,
    pub(crate) source: Option<BoxError>,
    /// Status, headers and as much of the body as had arrived.
    pub(crate) response: Option<http::Response<Bytes>>,
    pub(crate) retryable: bool,
    pub(crate) secrets: Secrets,
}

impl Failure {
    pub(crate) fn new(stage: Stage, source: impl Into<BoxError>) -> Self {
        Self {
            source: Some(source.into()),
            ..Self::bare(stage)
        }
    }

    pub(crate) fn from_response(stage: Stage, response: http::Response<Bytes>) -> Self {
        Self {
            response: Some(response),
            ..Self::bare(stage)
        }
    }

    pub(crate) fn bare(stage: Stage) -> Self {
        Self {
            stage,
            operation: None,
            source: None,
            response: None,
            retryable: false,
            secrets: Secrets::default(),
        }
    }
}

impl<E: ErrorBody> Error<E> {
    /// The provider's own refusal: what the implementation of a server or a fake answers with.
    pub fn api(status: StatusCode, body: E) -> Self {
        let mut response = http::Response::new(Bytes::new());
        *response.status_mut() = status;
        Self(Box::new(Inner {
            failure: Failure::from_response(Stage::Api, response),
            api: Some(body),
        }))
    }

    /// The answer 501 of an endpoint that an implementation leaves out.
    #[must_use]
    pub fn unimplemented() -> Self {
        let mut response = http::Response::new(Bytes::new());
        *response.status_mut() = StatusCode::NOT_IMPLEMENTED;
        Self(Box::new(Inner {
            failure: Failure::from_response(Stage::Api, response),
            api: None,
        }))
    }

    pub(crate) fn from_failure(failure: Failure) -> Self {
        let api = match (failure.stage, &failure.response) {
            (Stage::Api, Some(response)) => serde_json::from_slice(response.body()).ok(),
            _ => None,
        };
        Self(Box::new(Inner { failure, api }))
    }

    /// The id under which the provider has logged the call: from its error body, else from `X-Request-Id` or `Request-Id`.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        let header = |name| self.headers()?.get(name)?.to_str().ok();
        self.0
            .api
            .as_ref()
            .and_then(E::request_id)
            .or_else(|| header("x-request-id"))
            .or_else(|| header("request-id"))
    }

    /// The provider's message as it may be shown: one line, bounded, without the request's sensitive values.
    fn message(&self) -> Option<String> {
        self.0
            .api
            .as_ref()?
            .message()
            .map(|message| self.0.failure.secrets.scrub(message))
    }

    fn code(&self) -> Option<String> {
        self.0
            .api
            .as_ref()?
            .code()
            .map(|code| self.0.failure.secrets.scrub(code))
    }
}

impl<E> Error<E> {
    /// At which stage the call failed.
    #[must_use]
    pub fn stage(&self) -> Stage {
        self.0.failure.stage
    }

    /// The operation id of the call; `None` for a raw request.
    #[must_use]
    pub fn operation(&self) -> Option<&'static str> {
        self.0.failure.operation
    }

    /// The provider's error body, when the stage is [`Stage::Api`] and the body has its shape.
    #[must_use]
    pub fn as_api(&self) -> Option<&E> {
        self.0.api.as_ref()
    }

    /// The provider's error body, owned.
    #[must_use]
    pub fn into_api(self) -> Option<E> {
        self.0.api
    }

    /// The response's status, if one arrived.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.0.failure.response.as_ref().map(http::Response::status)
    }

    /// The response's headers, if they arrived.
    #[must_use]
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.0.failure.response.as_ref().map(http::Response::headers)
    }

    /// The response's body as far as it arrived, at most the client's cap. It may hold secrets.
    #[must_use]
    pub fn body(&self) -> Option<&Bytes> {
        self.0.failure.response.as_ref().map(http::Response::body)
    }

    /// Why the request could not be written, when the stage is [`Stage::Encode`].
    #[must_use]
    pub fn as_encode(&self) -> Option<&EncodeError> {
        self.0.failure.source.as_ref()?.downcast_ref()
    }

    /// Whether the time was up.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        self.stage() == Stage::Timeout
    }

    /// Whether no connection was made.
    #[must_use]
    pub fn is_connect(&self) -> bool {
        self.stage() == Stage::Connect
    }

    /// Whether the same call may succeed later and is safe to repeat: nothing was sent, or the endpoint is idempotent
    /// and the failure is a passing one (408, 429, 502, 503, 504).
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        self.0.failure.retryable
    }
}

impl<E: ErrorBody> fmt::Display for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(operation) = self.operation() {
            write!(f, "{operation}: ")?;
        }
        f.write_str(self.stage().sentence())?;
        if let Some(response) = &self.0.failure.response {
            write!(f, " ({}, {} bytes)", response.status(), response.body().len())?;
        }
        if let Some(code) = self.code() {
            write!(f, ": {code}")?;
        }
        if let Some(message) = self.message() {
            write!(f, ": {message}")?;
        }
        if let Some(encode) = self.as_encode() {
            write!(f, ": {encode}")?;
        }
        if let Some(id) = self.request_id() {
            write!(f, " [request id {}]", self.0.failure.secrets.scrub(id))?;
        }
        Ok(())
    }
}

impl<E: ErrorBody> fmt::Debug for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Error")
            .field("stage", &self.stage())
            .field("operation", &self.operation())
            .field("status", &self.status())
            .field(
                "request_id",
                &self.request_id().map(|id| self.0.failure.secrets.scrub(id)),
            )
            .field("code", &self.code())
            .field("message", &self.message())
            .field("body_bytes", &self.body().map(Bytes::len))
            .field("source", &self.0.failure.source)
            .finish()
    }
}

impl<E: ErrorBody> StdError for Error<E> {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        // The encode error already stands in `Display`.
        let source = self.0.failure.source.as_deref()? as &(dyn StdError + 'static);
        (!source.is::<EncodeError>()).then_some(source)
    }
}

/// Why a request could not be written: which argument, and what is allowed there. It never holds the value.
#[derive(Clone, Debug, thiserror::Error)]
#[error("`{field}` {reason}")]
pub struct EncodeError {
    field: Cow<'static, str>,
    reason: EncodeReason,
}

impl EncodeError {
    pub(crate) fn new(field: impl Into<Cow<'static, str>>, reason: EncodeReason) -> Self {
        Self {
            field: field.into(),
            reason,
        }
    }

    /// The argument or header that cannot be sent.
    #[must_use]
    pub fn field(&self) -> &str {
        &self.field
    }

    /// What is wrong with it.
    #[must_use]
    pub fn reason(&self) -> &EncodeReason {
        &self.reason
    }
}

/// What is wrong with an argument.
#[derive(Clone, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum EncodeReason {
    /// A path value is empty.
    #[error("is empty; a path segment needs at least one character, or another route would be called")]
    EmptySegment,
    /// A path value is `.` or `..`.
    #[error("is `.` or `..`; URL libraries drop such a segment even when encoded, so another route would be called")]
    DotSegment,
    /// A header value holds what no header may hold.
    #[error("cannot be a header value; visible ASCII is allowed, and blanks between visible characters")]
    HeaderValue,
    /// A header name is no token (RFC 9110, section 5.6.2), or the runtime owns the header.
    #[error("cannot be set as a header; {0}")]
    HeaderName(&'static str),
    /// The value has no text.
    #[error("has no text: {0}")]
    Value(ParamError),
    /// The value has no JSON form.
    #[error("has no JSON form")]
    Json(Arc<serde_json::Error>),
    /// A form's body is no flat object of scalars.
    #[error("cannot be a form; a struct of strings, numbers, booleans and lists of these is allowed")]
    Form,
    /// The request target is longer than 65,534 bytes or otherwise no URI.
    #[error("make up no valid request target; it has {length} bytes, at most 65534 are allowed")]
    Target {
        /// The target's length in bytes.
        length: usize,
    },
    /// A raw request goes to another origin than the client's.
    #[error("is neither a path nor a URI of the client's own origin; credentials go nowhere else")]
    ForeignOrigin,
    /// A raw request opens a tunnel.
    #[error("is CONNECT; a client of an API opens no tunnels")]
    Connect,
    /// The client has no URL for the endpoint's host.
    #[error("is a host that this client has no URL for; give it to the builder's `host`")]
    UnknownHost,
}

/// Why a response's body could not be read. It shows what was expected and where, never what stood there.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DecodeError {
    /// The body is no JSON, or is not complete.
    #[error("the body is no complete JSON (line {line}, column {column})")]
    Syntax {
        /// Counted from 1.
        line: usize,
        /// Counted from 1.
        column: usize,
    },
    /// The body is JSON of another shape.
    #[error("the body has another shape: {expected} (line {line}, column {column})")]
    Shape {
        /// What was expected.
        expected: String,
        /// Counted from 1.
        line: usize,
        /// Counted from 1.
        column: usize,
    },
    /// The body is not UTF-8.
    #[error("the body is not UTF-8")]
    Utf8,
    /// The body is longer than the client takes.
    #[error("the body is longer than the {limit} bytes that the client takes; raise `max_response_bytes` if it may be")]
    TooLarge {
        /// The client's cap in bytes.
        limit: usize,
    },
}

impl From<serde_json::Error> for DecodeError {
    fn from(error: serde_json::Error) -> Self {
        let (line, column) = (error.line(), error.column());
        if !error.is_data() {
            return Self::Syntax { line, column };
        }
        // serde's messages quote the value that was found; only what was expected may be shown.
        let message = error.to_string();
        let message = message
            .rsplit_once(" at line ")
            .map_or(message.as_str(), |(message, _)| message);
        let expected = match message.rsplit_once(", expected ") {
            Some((_, expected)) => format!("expected {expected}"),
            None if message.starts_with("missing field `") => message.to_owned(),
            None => "a value was refused".to_owned(),
        };
        Self::Shape { expected, line, column }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_decode_error_says_what_was_expected_but_not_what_was_there() {
        let error = serde_json::from_str::<u32>("\"s3cret, expected\"").unwrap_err();
        let error = DecodeError::from(error).to_string();
        assert!(error.contains("expected u32"), "{error}");
        assert!(!error.contains("s3cret"), "{error}");
    }

    #[test]
    fn an_error_is_one_pointer_wide() {
        assert_eq!(size_of::<Error>(), size_of::<usize>());
    }

    #[test]
    fn messages_are_bounded_and_without_secrets() {
        #[derive(Debug, serde::Deserialize)]
        struct Body(String);
        impl ErrorBody for Body {
            fn message(&self) -> Option<&str> {
                Some(&self.0)
            }
        }
        let mut failure = Failure::from_response(
            Stage::Api,
            http::Response::new(Bytes::from_static(b"\"no such token tok_123\\nsecond line\"")),
        );
        failure.secrets.add("tok_123");
        let error = Error::<Body>::from_failure(failure);
        for text in [error.to_string(), format!("{error:?}")] {
            assert!(text.contains("no such token [redacted]"), "{text}");
            assert!(!text.contains("tok_123") && !text.contains('\n'), "{text}");
        }
    }
}
