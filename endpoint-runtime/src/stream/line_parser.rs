//! The splitter of lines, which gets the bytes in any chunks.

use bytes::{Buf as _, Bytes};

use super::event_parser::TooLong;

/// A splitter at LF and CRLF, which passes blank lines over.
#[derive(Debug, Default)]
pub(super) struct LineParser {
    /// The part of the last chunk that is not parsed yet.
    rest: Bytes,
    /// The beginning of a line whose end has not arrived.
    line: Vec<u8>,
    /// True behind the first line, which may begin with a byte-order mark.
    has_begun: bool,
}

impl LineParser {
    /// Adds bytes, once [`next`](Self::next) has returned `None`.
    pub(super) fn push(&mut self, chunk: Bytes) {
        self.rest = chunk;
    }

    /// Returns the next line; `None` if it has not arrived completely.
    pub(super) fn next(&mut self, limit: usize) -> Result<Option<Bytes>, TooLong> {
        while !self.rest.is_empty() {
            let length = self.rest.iter().position(|byte| *byte == b'\n');
            let part = self.rest.split_to(length.unwrap_or(self.rest.len()));
            if self.line.len() + part.len() > limit {
                return Err(TooLong);
            }
            if length.is_none() {
                self.line.extend_from_slice(&part);
                break;
            }
            self.rest.advance(1);
            let line = if self.line.is_empty() {
                part
            } else {
                let mut line = std::mem::take(&mut self.line);
                line.extend_from_slice(&part);
                line.into()
            };
            if let Some(line) = self.trimmed(&line) {
                return Ok(Some(line));
            }
        }
        Ok(None)
    }

    /// Returns the last line, if it has no end.
    pub(super) fn finish(&mut self) -> Option<Bytes> {
        let line = std::mem::take(&mut self.line).into();
        self.trimmed(&line)
    }

    /// Returns a line without blanks around it, and without the byte-order mark; `None` if nothing is left.
    fn trimmed(&mut self, line: &Bytes) -> Option<Bytes> {
        let is_first = !std::mem::replace(&mut self.has_begun, true);
        let content = if is_first { line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line) } else { line };
        let content = content.trim_ascii();
        (!content.is_empty()).then(|| line.slice_ref(content))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(chunks: &[&[u8]]) -> Vec<Bytes> {
        let mut parser = LineParser::default();
        let mut lines = Vec::new();
        for chunk in chunks {
            parser.push(Bytes::copy_from_slice(chunk));
            while let Some(line) = parser.next(1_000).unwrap() {
                lines.push(line);
            }
        }
        lines.extend(parser.finish());
        lines
    }

    #[test]
    fn any_chunks_give_the_same_lines() {
        let text = "\u{feff}{\"a\":1}\r\n\n  \r\n\"\u{feff}\"\n[\r]\n7";
        let whole = lines(&[text.as_bytes()]);
        assert_eq!(whole, ["{\"a\":1}", "\"\u{feff}\"", "[\r]", "7"]);
        for first in 0..=text.len() {
            for second in first..=text.len() {
                let bytes = text.as_bytes();
                assert_eq!(
                    lines(&[&bytes[..first], &bytes[first..second], &bytes[second..]]),
                    whole,
                    "{first} {second}"
                );
            }
        }
    }

    #[test]
    fn a_line_has_a_limit() {
        for chunks in [vec!["0123456789a"], vec!["01234", "56789", "a\n"]] {
            let mut parser = LineParser::default();
            let read: Result<Vec<_>, _> = chunks
                .into_iter()
                .map(|chunk| {
                    parser.push(Bytes::from_static(chunk.as_bytes()));
                    parser.next(10)
                })
                .collect();
            assert_eq!(read, Err(TooLong));
        }
    }
}
