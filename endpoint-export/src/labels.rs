//! Labels of declared places and formats, in the data of pages, packages and documents.

use endpoint_runtime::metadata::{BodyFormat, ParameterLocation};

/// Returns the label of a parameter's location.
pub(crate) const fn location(location: ParameterLocation) -> &'static str {
    match location {
        ParameterLocation::Path => "path",
        ParameterLocation::Query => "query",
        ParameterLocation::Header => "header",
        ParameterLocation::Field => "field",
        _ => "body",
    }
}

/// Returns the label of a body's format; `None` where there is no body.
pub(crate) const fn body_format(format: BodyFormat) -> Option<&'static str> {
    match format {
        BodyFormat::Json => Some("json"),
        BodyFormat::Form => Some("form"),
        BodyFormat::Text => Some("text"),
        BodyFormat::Bytes => Some("bytes"),
        _ => None,
    }
}
