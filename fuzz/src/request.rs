//! Requests of any bytes: the server answers each, and none with a failure of its own.

use endpoint_runtime::{Bytes, http};

use crate::fixtures::serve;

/// The input is the head of a request without its version, and its body behind a blank line.
pub(crate) fn check(data: &[u8]) {
    let (head, body) = match data.windows(2).position(|pair| pair == b"\n\n") {
        Some(end) => (data.get(..end).unwrap_or_default(), data.get(end + 2..).unwrap_or_default()),
        None => (data, &[][..]),
    };
    let mut lines = head.split(|byte| *byte == b'\n');
    let line = String::from_utf8_lossy(lines.next().unwrap_or_default());
    let Some((method, target)) = line.split_once(' ') else { return };
    let mut request = http::Request::builder().method(method).uri(target);
    for line in lines {
        let mut parts = line.splitn(2, |byte| *byte == b':');
        let (Some(name), Some(value)) = (parts.next(), parts.next()) else { continue };
        let name = http::HeaderName::from_bytes(name);
        let (Ok(name), Ok(value)) = (name, http::HeaderValue::from_bytes(value.trim_ascii())) else { continue };
        request = request.header(name, value);
    }
    let Ok(request) = request.body(Bytes::copy_from_slice(body)) else { return };
    let (status, _) = serve(request);
    // The fixtures' streams are not implemented.
    let is_expected = status.is_success() || status.is_client_error() || status == http::StatusCode::NOT_IMPLEMENTED;
    assert!(is_expected, "{status}: {line}");
}
