//! Problems for malformed request heads, which hyper refuses with an empty response.

use endpoint_runtime::http::{StatusCode, header::CONTENT_SECURITY_POLICY};

use crate::Problem;

/// Returns the problem to send in place of these bytes, if they are a response that hyper made by itself.
///
/// Such a response has no body and no `Content-Security-Policy`. Every other response has that header.
pub(crate) fn problem_for(written: &[u8]) -> Option<Problem> {
    let head = str::from_utf8(written).ok()?.strip_suffix("\r\n\r\n")?;
    let mut lines = head.split("\r\n");
    let status = lines.next()?.strip_prefix("HTTP/1.")?.get(2..5)?;
    let (code, detail) = match StatusCode::from_bytes(status.as_bytes()).ok()? {
        StatusCode::BAD_REQUEST => ("malformed", "the request's head is not valid HTTP/1.1"),
        StatusCode::URI_TOO_LONG => {
            ("target_too_long", "the request's target is too long; send a shorter path or query")
        }
        StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE => {
            ("head_too_large", "the request's head is too large; send fewer or shorter headers and query values")
        }
        _ => return None,
    };
    let is_policy = |line: &str| line.split(':').next().is_some_and(|name| name == CONTENT_SECURITY_POLICY.as_str());
    let is_own = lines.any(|line| line.is_empty() || is_policy(line));
    if is_own { None } else { Some(Problem::new(StatusCode::from_bytes(status.as_bytes()).ok()?, code, detail)) }
}
