//! Bodies by their media types, in requests and responses.

use endpoint_runtime::media_type::essence;

use super::{MediaType, OrderedMap};

/// Returns a body by its media type. OpenAPI tools look for `text/plain`, without the charset.
pub(super) fn content(content_type: &str, body: MediaType) -> OrderedMap<MediaType> {
    std::iter::once((essence(content_type).to_owned(), body)).collect()
}
