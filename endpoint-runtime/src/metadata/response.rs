//! The declaration of a response.

use super::Parameter;

/// The successful response of an endpoint.
#[derive(Clone, Copy, Debug)]
pub struct ResponseMetadata {
    /// The status that the option `status` declares; `None` for 200, or for 204 if the result is `()`.
    pub status: Option<u16>,
    /// The format of the body.
    pub format: ResponseFormat,
    /// The media type of the body, as a server sends it.
    pub content_type: &'static str,
    /// The headers that are read into the result.
    pub headers: &'static [Parameter],
}

impl ResponseMetadata {
    /// A JSON body, as `application/json`.
    pub const JSON: Self = Self::of(ResponseFormat::Json, "application/json");
    /// A UTF-8 text, as `text/plain`.
    pub const TEXT: Self = Self::of(ResponseFormat::Text, "text/plain; charset=utf-8");
    /// A body of bytes, as `application/octet-stream`.
    pub const BYTES: Self = Self::of(ResponseFormat::Bytes, "application/octet-stream");

    /// Returns the `Accept` of a request for this response: its media type if it is JSON or declared, else any.
    #[must_use]
    pub fn accept(&self) -> &'static str {
        match self.content_type {
            other if self.format != ResponseFormat::Json && other == Self::of_format(self.format).content_type => "*/*",
            content_type => content_type,
        }
    }

    /// Returns the response with a body in this format, as its usual media type.
    #[must_use]
    pub(crate) const fn of_format(format: ResponseFormat) -> Self {
        match format {
            ResponseFormat::Json => Self::JSON,
            ResponseFormat::Text => Self::TEXT,
            ResponseFormat::Bytes => Self::BYTES,
        }
    }

    /// A response with a body, and without declared headers.
    #[must_use]
    pub const fn of(format: ResponseFormat, content_type: &'static str) -> Self {
        Self { status: None, format, content_type, headers: &[] }
    }

    /// Sets the media type of the body.
    #[must_use]
    pub const fn with_content_type(self, content_type: &'static str) -> Self {
        Self { content_type, ..self }
    }

    /// Sets the status.
    #[must_use]
    pub const fn with_status(self, status: u16) -> Self {
        Self { status: Some(status), ..self }
    }

    /// Sets the headers.
    #[must_use]
    pub const fn with_headers(self, headers: &'static [Parameter]) -> Self {
        Self { headers, ..self }
    }
}

/// The format of a response body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ResponseFormat {
    /// A JSON value.
    Json,
    /// UTF-8 text.
    Text,
    /// Bytes, unchanged.
    Bytes,
}
