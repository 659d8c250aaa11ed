//! Responses, as clients read them.

use endpoint_runtime::{metadata::ResponseFormat, provider::Operation};

/// Returns whether nothing is read of the operation's response.
pub(crate) fn is_ignored(operation: &Operation) -> bool {
    operation.metadata.response.format == ResponseFormat::Json && operation.response.is_none()
}

/// Returns whether the result of the operation is a stream, and not a value that holds one beside headers or a status.
pub(crate) fn is_plain_stream(operation: &Operation) -> bool {
    let response = &operation.metadata.response;
    response.format.is_streamed() && response.headers.is_empty() && response.variants.is_empty()
}
