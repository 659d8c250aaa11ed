//! The JSON body of a request to a built-in route. It is short, and wiped from memory after use.

use endpoint_runtime::{
    http::{StatusCode, header, request::Parts},
    media_type,
};
use http_body::Body;
use http_body_util::BodyExt;
use hyper::body::Incoming;
use secrecy::zeroize::Zeroizing;
use tokio::time::{Instant, timeout_at};

use crate::Problem;

/// The mark that some programs write before a text (RFC 8259, section 8.1).
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// Reads a body of at most `max_bytes` bytes, until the deadline `until`, without a byte-order mark. The JSON is not checked.
pub(crate) async fn read(
    head: &Parts,
    body: Incoming,
    max_bytes: usize,
    until: Instant,
) -> Result<Zeroizing<Vec<u8>>, Problem> {
    let is_json = head.headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let is_json = is_json.is_some_and(media_type::is_json);
    if !is_json || head.headers.contains_key(header::CONTENT_ENCODING) {
        let detail = "the body must be `application/json`, without a `Content-Encoding`";
        return Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "content_type", detail));
    }
    let late = |_| Problem::new(StatusCode::REQUEST_TIMEOUT, "request_timeout", "the body took too long to arrive");
    timeout_at(until, gather(body, max_bytes)).await.map_err(late)?
}

async fn gather(mut body: Incoming, max_bytes: usize) -> Result<Zeroizing<Vec<u8>>, Problem> {
    if body.size_hint().lower() > max_bytes as u64 {
        return Err(Problem::request_too_large());
    }
    // Allocated at once: a vector that grows leaves copies of its content in memory.
    let mut text = Zeroizing::new(Vec::with_capacity(max_bytes));
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|_| Problem::bad_request("body", "the request's body ended early"))?;
        let Ok(data) = frame.into_data() else { continue };
        if text.len() + data.len() > max_bytes {
            return Err(Problem::request_too_large());
        }
        text.extend_from_slice(&data);
    }
    if text.starts_with(BYTE_ORDER_MARK) {
        text.drain(..BYTE_ORDER_MARK.len());
    }
    Ok(text)
}
