//! Compression of request bodies with gzip (RFC 1952). Feature `gzip`.

use std::io::Write as _;

use flate2::{Compression, write::GzEncoder};
use http::{HeaderMap, HeaderValue, header::CONTENT_ENCODING};

use crate::body::Body;

/// Compresses a body in memory. An empty one stays as it is.
pub(super) fn compress(body: Body, headers: &mut HeaderMap) -> Body {
    let Some(bytes) = body.as_bytes().filter(|bytes| !bytes.is_empty()) else { return body };
    let mut encoder = GzEncoder::new(Vec::with_capacity(bytes.len() / 2), Compression::default());
    // Writing to memory does not fail.
    match encoder.write_all(bytes).and_then(|()| encoder.finish()) {
        Ok(compressed) => {
            headers.insert(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
            bytes::Bytes::from(compressed).into()
        }
        Err(_) => body,
    }
}
