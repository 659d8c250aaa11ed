//! What can go wrong with a call, and all that is known about it.

mod decode;
mod encode;

use std::{error::Error as StdError, fmt};

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use serde::de::DeserializeOwned;

pub use decode::DecodeError;
pub use encode::{EncodeError, EncodeReason};

use crate::redact::Secrets;

/// Any error, owned.
pub type BoxError = Box<dyn StdError + Send + Sync>;

/// The result of a call. A provider names its own error body once: `pub type Result<T> = endpoint_runtime::Result<T, MyError>`.
pub type Result<T, E = serde_json::Value> = std::result::Result<T, Error<E>>;

/// The body that a provider answers a failed call with.
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
///     // The same for the TypeScript package, the command line and calls by data.
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
    message = "`{Self}` is no error body",
    label = "not an `ErrorBody`",
    note = "implement `endpoint_runtime::ErrorBody` for it; every method has a default"
)]
pub trait ErrorBody: DeserializeOwned + fmt::Debug + Send + Sync + 'static {
    /// The same for callers that have no Rust type: which members of the JSON hold what.
    const FIELDS: ErrorFields = ErrorFields { request_id: &[], code: &[], message: &[] };

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

/// Which members of a provider's error body hold what. Of several names, the first that is there counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ErrorFields {
    /// Names of [`ErrorBody::request_id`].
    pub request_id: &'static [&'static str],
    /// Names of [`ErrorBody::code`].
    pub code: &'static [&'static str],
    /// Names of [`ErrorBody::message`].
    pub message: &'static [&'static str],
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
            Self::Api => "the API answered with an error",
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
    /// Whether the source is our own, whose text holds no value and is part of the error's.
    pub(crate) told: bool,
    /// Status, headers and as much of the body as had arrived.
    pub(crate) response: Option<http::Response<Bytes>>,
    pub(crate) retryable: bool,
    pub(crate) secrets: Secrets,
}

impl Failure {
    pub(crate) fn new(stage: Stage, source: impl Into<BoxError>) -> Self {
        Self { source: Some(source.into()), ..Self::bare(stage) }
    }

    /// A failure whose cause is an error of ours.
    pub(crate) fn told(stage: Stage, source: impl Into<BoxError>) -> Self {
        Self { told: true, ..Self::new(stage, source) }
    }

    /// What the provider answered, when it is the provider that refused the call.
    pub(crate) fn api_body(&self) -> Option<&Bytes> {
        self.response.as_ref().filter(|_| self.stage == Stage::Api).map(http::Response::body)
    }

    pub(crate) fn from_response(stage: Stage, response: http::Response<Bytes>) -> Self {
        Self { response: Some(response), ..Self::bare(stage) }
    }

    /// The provider's refusal with this status and an empty body.
    pub(crate) fn from_status(status: StatusCode) -> Self {
        let mut response = http::Response::new(Bytes::new());
        *response.status_mut() = status;
        Self::from_response(Stage::Api, response)
    }

    fn bare(stage: Stage) -> Self {
        Self {
            stage,
            operation: None,
            source: None,
            told: false,
            response: None,
            retryable: false,
            secrets: Secrets::default(),
        }
    }
}

impl<E: ErrorBody> Error<E> {
    /// The provider's own refusal: what the implementation of a server or a fake answers with.
    pub fn api(status: StatusCode, body: E) -> Self {
        Self::of(Failure::from_status(status), Some(body))
    }

    /// The answer 501 of an endpoint that an implementation leaves out.
    #[must_use]
    pub fn unimplemented() -> Self {
        Self::of(Failure::from_status(StatusCode::NOT_IMPLEMENTED), None)
    }

    pub(crate) fn from_failure(failure: Failure) -> Self {
        let api = failure.api_body().and_then(|body| serde_json::from_slice(body).ok());
        Self::of(failure, api)
    }

    /// The error of a failure whose body is already read.
    pub(crate) fn of(failure: Failure, api: Option<E>) -> Self {
        Self(Box::new(Inner { failure, api }))
    }

    /// The id under which the provider has logged the call: from its error body, else from `X-Request-Id` or `Request-Id`.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        let header = |name| self.headers()?.get(name)?.to_str().ok();
        self.0.api.as_ref().and_then(E::request_id).or_else(|| header("x-request-id")).or_else(|| header("request-id"))
    }

    /// The provider's message as it may be shown: on one line, bounded, without the request's sensitive values.
    #[must_use]
    pub fn message(&self) -> Option<String> {
        self.0.api.as_ref()?.message().map(|message| self.0.failure.secrets.redact_line(message))
    }

    /// The provider's machine-readable kind of the error, as it may be shown.
    #[must_use]
    pub fn code(&self) -> Option<String> {
        self.0.api.as_ref()?.code().map(|code| self.0.failure.secrets.redact_line(code))
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

    /// Why the response could not be read, when the stage is [`Stage::Decode`].
    #[must_use]
    pub fn as_decode(&self) -> Option<&DecodeError> {
        self.0.failure.source.as_ref()?.downcast_ref()
    }

    /// The cause whose text is part of this error's, and which is no `source` therefore.
    fn told(&self) -> Option<&BoxError> {
        self.0.failure.source.as_ref().filter(|_| self.0.failure.told)
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
        if let Some(cause) = self.told() {
            write!(f, ": {cause}")?;
        }
        if let Some(id) = self.request_id() {
            write!(f, " [request id {}]", self.0.failure.secrets.redact_line(id))?;
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
            .field("request_id", &self.request_id().map(|id| self.0.failure.secrets.redact_line(id)))
            .field("code", &self.code())
            .field("message", &self.message())
            .field("body_bytes", &self.body().map(Bytes::len))
            .field("causes", &Causes(self.0.failure.source.as_deref()))
            .finish()
    }
}

impl<E: ErrorBody> StdError for Error<E> {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        let source = self.0.failure.source.as_deref().filter(|_| !self.0.failure.told)?;
        Some(source)
    }
}

/// What an error was caused by, in the words of each cause.
struct Causes<'a>(Option<&'a (dyn StdError + Send + Sync + 'static)>);

impl fmt::Debug for Causes<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut causes = f.debug_list();
        let mut cause = self.0.map(|cause| cause as &dyn StdError);
        while let Some(this) = cause {
            causes.entry(&this.to_string());
            cause = this.source();
        }
        causes.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
