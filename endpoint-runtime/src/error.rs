//! Errors of calls.

mod decode;
mod encode;
mod error_body;
mod failure;
mod json_location;
mod json_path;
mod json_terms;
mod mismatch;
mod problem_details;
mod stage;

use std::{error::Error as StdError, fmt};

use bytes::Bytes;
use http::{
    HeaderMap, StatusCode,
    header::{HeaderName, HeaderValue},
};

pub use decode::DecodeError;
pub use encode::{EncodeError, EncodeErrorKind};
pub use error_body::{ErrorBody, ErrorFields};
pub(crate) use failure::Failure;
pub use json_path::{JsonPath, PathSegment};
#[cfg(feature = "server")]
pub(crate) use mismatch::{Mismatch, Problem};
#[cfg(feature = "server")]
pub(crate) use problem_details::PROBLEM_JSON;
pub use problem_details::ProblemDetails;
pub use stage::Stage;

/// A boxed error of any type.
pub type BoxError = Box<dyn StdError + Send + Sync>;

/// The result of a call. A provider crate names its error body once: `pub type Result<T> = endpoint_runtime::Result<T, MyError>`.
pub type Result<T, E = serde_json::Value> = std::result::Result<T, Error<E>>;

/// A failed call: the [stage](Stage) at which it failed, and everything received until then.
///
/// `Display` and `Debug` do not show the response body; [`Error::body`] returns it. They show the provider's message with the
/// sensitive values of the request redacted.
pub struct Error<E = serde_json::Value>(Box<Inner<E>>);

struct Inner<E> {
    failure: Failure,
    api: Option<E>,
}

/// The headers that an implementation has added to an error response. Those of an upstream's response are not sent on.
#[derive(Clone, Debug, Default)]
pub(crate) struct AddedHeaders(pub(crate) HeaderMap);

impl<E: ErrorBody> Error<E> {
    /// Creates an error response of the provider, for the implementation of a server or a fake.
    pub fn api(status: StatusCode, body: E) -> Self {
        Self::of(Failure::from_status(status), Some(body))
    }

    /// Creates the error 501 (Not Implemented), for an endpoint that an implementation leaves out.
    #[must_use]
    pub fn not_implemented() -> Self {
        Self::of(Failure::from_status(StatusCode::NOT_IMPLEMENTED), None)
    }

    /// Adds a header to the response, such as `Retry-After`, for the implementation of a server or a fake.
    #[must_use]
    pub fn with_header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        if let Some(response) = &mut self.0.failure.response {
            response.headers_mut().insert(name.clone(), value.clone());
            response.extensions_mut().get_or_insert_default::<AddedHeaders>().0.insert(name, value);
        }
        self
    }

    /// Creates the error response of a body that tells its status, or else 500.
    #[doc(hidden)]
    pub fn of_body(body: E) -> Self {
        Self::api(body.status().unwrap_or(StatusCode::INTERNAL_SERVER_ERROR), body)
    }

    pub(crate) fn from_failure(failure: Failure) -> Self {
        let response = failure.response.as_ref().filter(|_| failure.stage == Stage::Api);
        // Only a type that knows the status reads an empty body.
        let has_body =
            |response: &&http::Response<Bytes>| !response.body().is_empty() || !E::RESPONSE.variants.is_empty();
        let api = response.filter(has_body).and_then(|response| E::decode(response).ok());
        Self::of(failure, api)
    }

    /// Creates the error from a failure and its decoded error body.
    pub(crate) fn of(failure: Failure, api: Option<E>) -> Self {
        Self(Box::new(Inner { failure, api }))
    }

    /// Returns the id under which the provider logged the call: from the error body, else from `X-Request-Id` or `Request-Id`.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        let header = |name| self.headers()?.get(name)?.to_str().ok();
        let id = self.0.api.as_ref().and_then(E::request_id).filter(|id| !id.is_empty());
        id.or_else(|| header("x-request-id")).or_else(|| header("request-id"))
    }

    /// Returns the provider's message on one line, shortened, with the sensitive values of the request redacted. It is that of the
    /// error body, else that of [problem details](Self::problem). An empty one counts as absent: an object whose member is missing
    /// has one.
    #[must_use]
    pub fn message(&self) -> Option<String> {
        let redacted = |message: &str| self.0.failure.secrets.redact_line(message);
        match self.0.api.as_ref().and_then(E::message).filter(|message| !message.is_empty()) {
            Some(message) => Some(redacted(message)),
            None => self.problem()?.summary().as_deref().map(redacted),
        }
    }

    /// Returns the provider's error code, redacted like the [message](Self::message). An empty one counts as absent.
    #[must_use]
    pub fn code(&self) -> Option<String> {
        let code = self.0.api.as_ref()?.code().filter(|code| !code.is_empty());
        code.map(|code| self.0.failure.secrets.redact_line(code))
    }
}

impl<E> Error<E> {
    /// Returns the stage at which the call failed.
    #[must_use]
    pub fn stage(&self) -> Stage {
        self.0.failure.stage
    }

    /// Returns the operation id of the call; `None` for a raw request.
    #[must_use]
    pub fn operation(&self) -> Option<&'static str> {
        self.0.failure.operation
    }

    /// Returns the provider's error body, if the stage is [`Stage::Api`] and the body could be decoded.
    #[must_use]
    pub fn as_api(&self) -> Option<&E> {
        self.0.api.as_ref()
    }

    /// Returns the provider's error body, like [`as_api`](Self::as_api), owned.
    #[must_use]
    pub fn into_api(self) -> Option<E> {
        self.0.api
    }

    /// Returns the headers that were [added](Error::with_header).
    #[cfg(feature = "server")]
    pub(crate) fn added_headers(&self) -> Option<&HeaderMap> {
        self.0.failure.response.as_ref()?.extensions().get::<AddedHeaders>().map(|added| &added.0)
    }

    /// Returns the status of the response, if one arrived.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.0.failure.response.as_ref().map(http::Response::status)
    }

    /// Returns the headers of the response, if one arrived.
    #[must_use]
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.0.failure.response.as_ref().map(http::Response::headers)
    }

    /// Returns the received part of the response body, up to the client's limit. It may contain secrets.
    #[must_use]
    pub fn body(&self) -> Option<&Bytes> {
        self.0.failure.response.as_ref().map(http::Response::body)
    }

    /// Returns the problem details of the response (RFC 9457), if its media type is theirs. So a server may refuse a request to a
    /// provider that has another error body.
    #[must_use]
    pub fn problem(&self) -> Option<ProblemDetails> {
        ProblemDetails::of_response(self.headers()?, self.0.failure.api_json()?)
    }

    /// Returns the encoding error, if the stage is [`Stage::Encode`].
    #[must_use]
    pub fn as_encode(&self) -> Option<&EncodeError> {
        self.0.failure.source.as_ref()?.downcast_ref()
    }

    /// Returns the decoding error, if the stage is [`Stage::Decode`], or if it is [`Stage::Api`] and the content encoding of the error
    /// body cannot be decoded.
    #[must_use]
    pub fn as_decode(&self) -> Option<&DecodeError> {
        self.0.failure.source.as_ref()?.downcast_ref()
    }

    pub(crate) fn into_failure(self) -> Failure {
        self.0.failure
    }

    /// Returns the cause that `Display` includes, and that `source` therefore omits.
    fn internal_cause(&self) -> Option<&BoxError> {
        self.0.failure.source.as_ref().filter(|_| self.0.failure.is_internal)
    }

    /// Returns whether the call timed out.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        self.stage() == Stage::Timeout
    }

    /// Returns whether no connection could be established.
    #[must_use]
    pub fn is_connect(&self) -> bool {
        self.stage() == Stage::Connect
    }

    /// Returns whether the call may succeed later and is safe to repeat, as [`RetryPolicy`](crate::RetryPolicy) describes: none of
    /// it was processed, or the endpoint is idempotent and the connection was closed or the status is transient.
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
        f.write_str(self.stage().message())?;
        if let Some(response) = &self.0.failure.response {
            write!(f, " ({}, {} bytes)", response.status(), response.body().len())?;
        }
        if let Some(code) = self.code() {
            write!(f, ": {code}")?;
        }
        if let Some(message) = self.message() {
            write!(f, ": {message}")?;
        }
        if let Some(cause) = self.internal_cause() {
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
            .field("causes", &Causes(&self.0.failure))
            .finish()
    }
}

impl<E: ErrorBody> StdError for Error<E> {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        let source = self.0.failure.source.as_deref().filter(|_| !self.0.failure.is_internal)?;
        Some(source)
    }
}

/// The `Display` of a failure's source and of its sources, as a list without secrets.
struct Causes<'a>(&'a Failure);

impl fmt::Debug for Causes<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut causes = f.debug_list();
        let Failure { source, secrets, .. } = self.0;
        let mut cause = source.as_deref().map(|cause| cause as &dyn StdError);
        while let Some(this) = cause {
            causes.entry(&secrets.redact(&this.to_string()));
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
