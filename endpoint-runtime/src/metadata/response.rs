//! The declaration of a response.

use std::time::Duration;

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
    /// The responses of a result that is an enum, by their status; empty for any other. The members above are those of the first.
    /// One without a status stands for all other statuses. One without a body has the empty media type.
    pub variants: &'static [Self],
    /// The options of a response that is read as it arrives.
    pub stream: StreamOptions,
    /// The documentation of a response with a status of its own, as Markdown; empty for any other.
    pub docs: &'static str,
}

/// The options of a response that is read as it arrives.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StreamOptions {
    /// The data of the event that ends a stream of events.
    pub done: Option<&'static str>,
    /// `true` if the value of an event is an object of its type and its data.
    pub tagged: bool,
    /// `true` if the call is sent again once the events have ended.
    pub reconnect: bool,
    /// The longest time between two chunks; `None` for the timeout of the call.
    pub idle: Option<Duration>,
}

impl StreamOptions {
    /// No options.
    pub const NONE: Self = Self { done: None, tagged: false, reconnect: false, idle: None };
}

impl ResponseMetadata {
    /// A JSON body, as `application/json`.
    pub const JSON: Self = Self::of(ResponseFormat::Json, "application/json");
    /// A UTF-8 text, as `text/plain`.
    pub const TEXT: Self = Self::of(ResponseFormat::Text, "text/plain; charset=utf-8");
    /// A body of bytes, as `application/octet-stream`.
    pub const BYTES: Self = Self::of(ResponseFormat::Bytes, "application/octet-stream");

    /// Bytes that are read as they arrive, as `application/octet-stream`.
    pub const STREAM: Self = Self::of(ResponseFormat::Stream, "application/octet-stream");
    /// Server-sent events, as `text/event-stream`.
    pub const SSE: Self = Self::of(ResponseFormat::Sse, "text/event-stream");
    /// Lines of JSON, as `application/x-ndjson`.
    pub const NDJSON: Self = Self::of(ResponseFormat::Ndjson, "application/x-ndjson");

    /// Returns the `Accept` of a request for this response: its media type if it is JSON, events or declared, else any.
    #[must_use]
    pub fn accept(&self) -> &'static str {
        if let [first, others @ ..] = self.variants {
            // If bodies differ, the status says which one was sent.
            let is_like_first = |other: &Self| !other.has_body() || other.accept() == first.accept();
            return if first.has_body() && others.iter().all(is_like_first) { first.accept() } else { "*/*" };
        }
        match self.content_type {
            "" => "*/*",
            other if self.format.has_any_type() && other == Self::of_format(self.format).content_type => "*/*",
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
            ResponseFormat::Stream => Self::STREAM,
            ResponseFormat::Sse => Self::SSE,
            ResponseFormat::Ndjson => Self::NDJSON,
        }
    }

    /// A response with a body, and without declared headers.
    #[must_use]
    pub const fn of(format: ResponseFormat, content_type: &'static str) -> Self {
        Self { status: None, format, content_type, headers: &[], variants: &[], stream: StreamOptions::NONE, docs: "" }
    }

    /// A response that is one of these, distinguished by their status.
    #[must_use]
    pub const fn of_variants(variants: &'static [Self]) -> Self {
        match variants {
            [first, ..] => Self { variants, docs: "", ..*first },
            [] => Self::JSON,
        }
    }

    /// Returns whether a response of this status is read into the result: any of 2xx, and those that an enum names.
    #[must_use]
    pub fn is_success(&self, status: http::StatusCode) -> bool {
        status.is_success() || self.variants.iter().any(|variant| variant.status == Some(status.as_u16()))
    }

    /// Returns the declaration of a response with this status; `None` if the result is an enum that has no place for it.
    #[must_use]
    pub fn of_status(&self, status: http::StatusCode) -> Option<&Self> {
        if self.variants.is_empty() {
            return Some(self);
        }
        let find = |status| self.variants.iter().find(|variant| variant.status == status);
        find(Some(status.as_u16())).or_else(|| find(None))
    }

    /// Returns whether the response has a body.
    #[must_use]
    pub const fn has_body(&self) -> bool {
        !self.content_type.is_empty()
    }

    /// Leaves out the body.
    #[doc(hidden)]
    #[must_use]
    pub const fn without_body(self) -> Self {
        Self { content_type: "", ..self }
    }

    /// Makes the response one of those statuses that no other variant has.
    #[doc(hidden)]
    #[must_use]
    pub const fn with_other_status(self) -> Self {
        Self { status: None, ..self }
    }

    /// Returns whether the response, or one of its variants, is read as it arrives.
    #[must_use]
    pub fn is_streamed(&self) -> bool {
        self.format.is_streamed() || self.variants.iter().any(|variant| variant.format.is_streamed())
    }

    /// Sets the options of a response that is read as it arrives.
    #[must_use]
    pub const fn with_stream(self, stream: StreamOptions) -> Self {
        Self { stream, ..self }
    }

    /// Sets the media type of the body.
    #[must_use]
    pub const fn with_content_type(self, content_type: &'static str) -> Self {
        Self { content_type, ..self }
    }

    /// Sets the media type of the body if it is JSON, as `application/json`. The variants are those of [`json_variants`].
    ///
    /// [`json_variants`]: crate::__private::json_variants
    #[doc(hidden)]
    #[must_use]
    pub const fn with_json_type(self, content_type: &'static str, variants: &'static [Self]) -> Self {
        let is_json =
            matches!(self.format, ResponseFormat::Json) && matches!(self.content_type.as_bytes(), b"application/json");
        Self { content_type: if is_json { content_type } else { self.content_type }, variants, ..self }
    }

    /// Sets the status.
    ///
    /// # Panics
    /// The response is one of several, which have their own statuses. It is evaluated at compile time.
    #[must_use]
    pub const fn with_status(self, status: u16) -> Self {
        assert!(
            self.variants.is_empty(),
            "the result is an enum whose variants have their own statuses: remove the option `status`"
        );
        Self { status: Some(status), ..self }
    }

    /// Sets the documentation.
    #[doc(hidden)]
    #[must_use]
    pub const fn with_docs(self, docs: &'static str) -> Self {
        Self { docs, ..self }
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
    /// Bytes that are read as they arrive.
    Stream,
    /// Server-sent events.
    Sse,
    /// Lines of JSON.
    Ndjson,
}

impl ResponseFormat {
    /// Returns whether the body is read as it arrives.
    #[must_use]
    pub const fn is_streamed(self) -> bool {
        matches!(self, Self::Stream | Self::Sse | Self::Ndjson)
    }

    /// Returns whether a body of any media type can be in this format.
    const fn has_any_type(self) -> bool {
        matches!(self, Self::Text | Self::Bytes | Self::Stream)
    }
}
