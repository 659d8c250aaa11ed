//! Labels of declared formats, in the data of pages, packages and documents.

use endpoint_runtime::metadata::{BodyFormat, ResponseFormat};

/// Returns the label of a body's format; `None` where there is no body.
pub(crate) const fn body_format(format: BodyFormat) -> Option<&'static str> {
    match format {
        BodyFormat::Json => Some("json"),
        BodyFormat::Form => Some("form"),
        BodyFormat::Text => Some("text"),
        BodyFormat::Bytes => Some("bytes"),
        BodyFormat::Multipart => Some("multipart"),
        _ => None,
    }
}

/// Returns the label of a response's format.
pub(crate) const fn response_format(format: ResponseFormat) -> &'static str {
    match format {
        ResponseFormat::Text => "text",
        ResponseFormat::Bytes => "bytes",
        ResponseFormat::Stream => "stream",
        ResponseFormat::Sse => "sse",
        ResponseFormat::Ndjson => "ndjson",
        _ => "json",
    }
}
