//! The framing of the requests on one connection: finds heads that two servers could frame differently, which hyper accepts or
//! silently corrects.

use std::sync::{
    Arc,
    atomic::{AtomicBool, AtomicU64, Ordering::Relaxed},
};

/// The state of a connection's framing.
#[derive(Debug, Default)]
pub(crate) struct Framing {
    refused: AtomicBool,
    chunked: AtomicBool,
    /// The number of heads that have begun, and of those that were passed to the service.
    begun: AtomicU64,
    read: AtomicU64,
}

impl Framing {
    /// Counts a head that was passed to the service.
    pub(crate) fn count_request(&self) {
        self.read.fetch_add(1, Relaxed);
    }

    /// Returns whether a head has begun that was not passed to the service.
    pub(crate) fn is_unread(&self) -> bool {
        self.begun.load(Relaxed) > self.read.load(Relaxed)
    }

    /// Returns whether a head was refused. The connection ends with the response.
    pub(crate) fn is_refused(&self) -> bool {
        self.refused.load(Relaxed)
    }

    /// Returns whether the connection ends with this response: nothing after a chunked body is watched.
    pub(crate) fn is_last(&self) -> bool {
        self.is_refused() || self.chunked.load(Relaxed)
    }
}

/// The number of bytes that are kept of a line: enough for the names and values of `Content-Length` and `Transfer-Encoding`.
const KEPT: usize = 64;

/// The position in the stream of requests.
#[derive(Debug)]
enum Position {
    Head(Head),
    /// In a body with this number of bytes left.
    Body(u64),
    /// After the head of the last request.
    Rest,
}

#[derive(Debug)]
struct Head {
    /// The beginning of the current line.
    line: [u8; KEPT],
    /// The length of the current line.
    len: usize,
    /// True if the line before this one was the request line or a field.
    began: bool,
    last: u8,
    length: Option<u64>,
    chunked: bool,
}

impl Head {
    const fn new() -> Self {
        Self { line: [0; KEPT], len: 0, began: false, last: 0, length: None, chunked: false }
    }

    /// Adds a part of a line. Returns `None` if the head is refused.
    fn fill(&mut self, part: &[u8]) -> Option<()> {
        // A fragment, which is not part of a request target; hyper would drop it.
        if !self.began && memchr::memchr(b'#', part).is_some() {
            return None;
        }
        if let Some(places) = self.line.get_mut(self.len..) {
            let len = places.len().min(part.len());
            if let (Some(places), Some(part)) = (places.get_mut(..len), part.get(..len)) {
                places.copy_from_slice(part);
            }
        }
        self.len = self.len.saturating_add(part.len());
        self.last = part.last().copied().unwrap_or(self.last);
        Some(())
    }

    /// Ends a line. Returns whether the head has ended, or `None` if it is refused.
    fn end_line(&mut self) -> Option<bool> {
        // A line ends with CRLF. Some servers read a bare line feed as a blank.
        if self.last != b'\r' {
            return None;
        }
        let len = self.len - 1;
        (self.len, self.last) = (0, 0);
        if len == 0 {
            return Some(self.began);
        }
        let is_field = std::mem::replace(&mut self.began, true);
        if is_field { self.field(len).map(|()| false) } else { Some(false) }
    }

    /// Reads the header line of this length. Returns `None` if the head is refused.
    fn field(&mut self, len: usize) -> Option<()> {
        let line = self.line.get(..len.min(KEPT))?;
        let colon = line.iter().position(|byte| *byte == b':');
        let Some((name, value)) = colon.and_then(|colon| Some((line.get(..colon)?, line.get(colon + 1..)?))) else {
            return Some(());
        };
        if name.eq_ignore_ascii_case(b"content-length") {
            let digits = str::from_utf8(value).ok()?.trim();
            let is_number = len <= KEPT && !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
            if !is_number || self.chunked || self.length.replace(digits.parse().ok()?).is_some() {
                return None;
            }
        } else if name.eq_ignore_ascii_case(b"transfer-encoding")
            && (self.length.is_some() || std::mem::replace(&mut self.chunked, true))
        {
            return None;
        }
        Some(())
    }
}

/// A parser of a connection's bytes that records the state in a [`Framing`].
pub(crate) struct FramingWatcher {
    framing: Arc<Framing>,
    position: Position,
}

impl FramingWatcher {
    pub(crate) fn new(framing: Arc<Framing>) -> Self {
        Self { framing, position: Position::Head(Head::new()) }
    }

    pub(crate) fn framing(&self) -> &Framing {
        &self.framing
    }

    /// Reads the next bytes of the connection.
    pub(crate) fn watch(&mut self, mut bytes: &[u8]) {
        while let Some((first, rest)) = bytes.split_first() {
            match &mut self.position {
                Position::Rest => return,
                Position::Body(left) => {
                    let skipped = usize::try_from(*left).unwrap_or(usize::MAX).min(bytes.len());
                    *left -= skipped as u64;
                    bytes = bytes.get(skipped..).unwrap_or_default();
                    if *left == 0 {
                        self.position = Position::Head(Head::new());
                    }
                }
                Position::Head(head) => {
                    // Empty lines may precede a head.
                    if !head.began && head.len == 0 && !matches!(first, b'\r' | b'\n') {
                        self.framing.begun.fetch_add(1, Relaxed);
                    }
                    let end = memchr::memchr(b'\n', bytes).unwrap_or(bytes.len());
                    let (line, behind) = bytes.split_at(end);
                    bytes = behind;
                    let taken = if line.is_empty() {
                        bytes = rest;
                        head.end_line()
                    } else {
                        head.fill(line).map(|()| false)
                    };
                    match taken {
                        Some(false) => {}
                        Some(true) if head.chunked => {
                            self.framing.chunked.store(true, Relaxed);
                            self.position = Position::Rest;
                        }
                        Some(true) => self.position = Position::Body(head.length.unwrap_or(0)),
                        None => {
                            self.framing.refused.store(true, Relaxed);
                            self.position = Position::Rest;
                        }
                    }
                }
            }
            if let Position::Body(0) = self.position {
                self.position = Position::Head(Head::new());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns whether the heads in these bytes are refused, and whether the last one is chunked, however the bytes are cut.
    fn watched(bytes: &str) -> (bool, bool) {
        let [whole, single] = [bytes.len(), 1].map(|size| {
            let mut watcher = FramingWatcher::new(Arc::default());
            bytes.as_bytes().chunks(size).for_each(|chunk| watcher.watch(chunk));
            (watcher.framing.is_refused(), watcher.framing.is_last())
        });
        assert_eq!(whole, single, "{bytes}");
        whole
    }

    #[test]
    fn only_heads_that_are_framed_once_pass() {
        let post = |fields: &str| format!("POST /a HTTP/1.1\r\nHost: a\r\n{fields}\r\n");
        for (fields, expected) in [
            ("", (false, false)),
            ("Content-Length: 2\r\n", (false, false)),
            ("Transfer-Encoding: chunked\r\n", (false, true)),
            ("X: Content-Length: 1\r\nContent-Length: 2\r\n", (false, false)),
            ("Content-Length: 2\r\nContent-Length: 2\r\n", (true, true)),
            ("Content-Length: 2\r\ncontent-length:3\r\n", (true, true)),
            ("Content-Length: 2, 2\r\n", (true, true)),
            ("Content-Length: +2\r\n", (true, true)),
            ("Content-Length:\r\n", (true, true)),
            ("Content-Length: 2\r\nTRANSFER-ENCODING: chunked\r\n", (true, true)),
            ("Transfer-Encoding: chunked\r\nContent-Length: 2\r\n", (true, true)),
            ("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n", (true, true)),
            ("X: a\nY: b\r\n", (true, true)),
        ] {
            assert_eq!(watched(&post(fields)), expected, "{fields}");
        }
        assert!(watched("GET /a#b HTTP/1.1\r\n\r\n").0);
    }

    #[test]
    fn a_later_head_is_found_behind_the_bodies_before_it() {
        let two = |second: &str| format!("POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\na\n\r\n#{second}");
        assert!(!watched(&two("\r\nGET / HTTP/1.1\r\n\r\nGET / HTTP/1.1\r\n\r\n")).0);
        assert!(watched(&two("GET / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\n")).0);
    }
}
