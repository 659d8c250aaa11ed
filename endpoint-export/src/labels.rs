//! Labels of declared formats, in the data of pages, packages and documents.

use endpoint_runtime::metadata::BodyFormat;

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
