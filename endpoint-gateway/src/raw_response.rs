//! A problem as the bytes of an HTTP/1.1 response, for connections on which hyper cannot send it.

use crate::{Problem, response::ResponsePolicy};

/// Writes the whole response, with `Connection: close`.
pub(crate) fn to_bytes(problem: Problem) -> Vec<u8> {
    let mut response = problem.into_response();
    ResponsePolicy::Hardened.apply(response.headers_mut());
    let (head, body) = response.into_parts();
    let mut bytes = format!("HTTP/1.1 {}\r\n", head.status).into_bytes();
    for (name, value) in &head.headers {
        bytes.extend_from_slice(name.as_str().as_bytes());
        bytes.extend_from_slice(b": ");
        bytes.extend_from_slice(value.as_bytes());
        bytes.extend_from_slice(b"\r\n");
    }
    bytes.extend_from_slice(format!("content-length: {}\r\nconnection: close\r\n\r\n", body.len()).as_bytes());
    bytes.extend_from_slice(&body);
    bytes
}
