//! Bodies by their media types, in requests and responses.

use endpoint_runtime::metadata::BodyFormat;

use super::{MediaType, OrderedMap};

/// Returns a body by the media type of its format, or nothing if the format has no body.
pub(super) fn content(format: BodyFormat, body: MediaType) -> OrderedMap<MediaType> {
    // OpenAPI tools look for `text/plain`, without the charset.
    let media_type = format.content_type().and_then(|content_type| content_type.split(';').next());
    media_type.map(|media_type| (media_type.to_owned(), body)).into_iter().collect()
}
