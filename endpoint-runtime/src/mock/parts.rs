//! The parts of a multipart body (RFC 7578).

use std::collections::BTreeSet;

use crate::media_type;

/// A part of a multipart body.
pub(super) struct Part {
    pub(super) name: String,
    /// The lines of its head, in any order.
    pub(super) head: BTreeSet<String>,
    pub(super) content: Vec<u8>,
}

/// Returns the parts of a body, or `None` if it is no multipart body.
pub(super) fn parts_of(content_type: &str, body: &[u8]) -> Option<Vec<Part>> {
    let (_, boundary) = media_type::parameters(content_type).find(|(name, _)| name.eq_ignore_ascii_case("boundary"))?;
    let delimiter = format!("\r\n--{}", boundary.trim_matches('"'));
    // The first delimiter has no line before it.
    let body = [b"\r\n", body].concat();
    let starts: Vec<_> = memchr::memmem::find_iter(&body, delimiter.as_bytes()).collect();
    let mut parts = Vec::new();
    for (start, end) in starts.iter().zip(starts.iter().skip(1)) {
        let part = body.get(start + delimiter.len()..*end)?.strip_prefix(b"\r\n")?;
        let head_end = memchr::memmem::find(part, b"\r\n\r\n")?;
        let head: BTreeSet<String> =
            String::from_utf8_lossy(part.get(..head_end)?).split("\r\n").map(str::to_owned).collect();
        let disposition = head.iter().find_map(|line| {
            let (name, value) = line.split_once(':')?;
            name.eq_ignore_ascii_case("content-disposition").then_some(value)
        })?;
        let (_, name) = media_type::parameters(disposition).find(|(name, _)| name.eq_ignore_ascii_case("name"))?;
        let name = name.trim_matches('"').to_owned();
        parts.push(Part { name, content: part.get(head_end + 4..)?.to_vec(), head });
    }
    Some(parts)
}
