//! Failed calls, before their error bodies are decoded.

use bytes::Bytes;
use http::StatusCode;

use super::{BoxError, DecodeError, Stage};
use crate::{json::without_byte_order_mark, redact::Secrets};

/// A failed call whose error body is not decoded yet. It is not generic over the body.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) stage: Stage,
    pub(crate) operation: Option<&'static str>,
    pub(crate) source: Option<BoxError>,
    /// `true` if the source is an error of this crate, whose text has no secrets. `Display` then includes it.
    pub(crate) is_internal: bool,
    /// The status, the headers and the received part of the body.
    pub(crate) response: Option<http::Response<Bytes>>,
    pub(crate) retryable: bool,
    pub(crate) secrets: Secrets,
}

impl Failure {
    pub(crate) fn new(stage: Stage, source: impl Into<BoxError>) -> Self {
        Self { source: Some(source.into()), ..Self::bare(stage) }
    }

    /// A failure whose source is an error of this crate.
    pub(crate) fn internal(stage: Stage, source: impl Into<BoxError>) -> Self {
        Self { is_internal: true, ..Self::new(stage, source) }
    }

    /// Returns the body of the provider's error response, without a byte-order mark.
    pub(crate) fn api_json(&self) -> Option<&[u8]> {
        let response = self.response.as_ref().filter(|_| self.stage == Stage::Api)?;
        Some(without_byte_order_mark(response.body()))
    }

    /// A failure with a response. If the content encoding of its body could not be decoded, the source says so.
    pub(crate) fn from_response(stage: Stage, mut response: http::Response<Bytes>) -> Self {
        let failure = match response.extensions_mut().remove::<DecodeError>() {
            Some(undecoded) => Self::internal(stage, undecoded),
            None => Self::bare(stage),
        };
        Self { response: Some(response), ..failure }
    }

    /// An error response with this status and an empty body.
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
            is_internal: false,
            response: None,
            retryable: false,
            secrets: Secrets::default(),
        }
    }
}
