//! Responses, as clients read them.

use endpoint_runtime::{metadata::ResponseFormat, provider::Operation};

/// Returns whether nothing is read of the operation's response.
pub(crate) fn is_ignored(operation: &Operation) -> bool {
    operation.metadata.response.format == ResponseFormat::Json && operation.response.is_none()
}
