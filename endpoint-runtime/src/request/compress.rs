//! Compression of request bodies with gzip (RFC 1952). Feature `gzip`.

use std::io::Write as _;

use flate2::{Compression, write::GzEncoder};
use http::{HeaderValue, Request, header::CONTENT_ENCODING};

use crate::body::Body;

/// Compresses a body in memory. An empty one stays as it is.
pub(super) fn compress(request: &mut Request<Body>) {
    let Some(bytes) = request.body().as_bytes().filter(|bytes| !bytes.is_empty()) else { return };
    let mut encoder = GzEncoder::new(Vec::with_capacity(bytes.len() / 2), Compression::default());
    // Writing to memory does not fail.
    if let Ok(compressed) = encoder.write_all(bytes).and_then(|()| encoder.finish()) {
        request.headers_mut().insert(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
        *request.body_mut() = bytes::Bytes::from(compressed).into();
    }
}
