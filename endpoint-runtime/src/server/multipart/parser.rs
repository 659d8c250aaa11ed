//! The parser of a multipart body (RFC 7578) that arrives piece by piece.

use bytes::{Buf as _, Bytes, BytesMut};
use memchr::memmem::find;

use super::head::Head;
use crate::server::rejection::Rejection;

/// The longest head of one part, in bytes.
const MAX_HEAD: usize = 8 * 1024;

/// The most blanks behind a delimiter (RFC 2046, section 5.1.1).
const MAX_BLANKS: usize = 64;

/// A parser that holds back no more than a delimiter, or the head of a part.
#[derive(Debug)]
pub(super) struct Parser {
    delimiter: Vec<u8>,
    buffer: BytesMut,
    state: State,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum State {
    Preamble,
    /// Behind a delimiter.
    Delimiter,
    Head,
    Content,
    End,
}

/// A piece of the body.
#[derive(Debug)]
pub(super) enum Piece {
    /// The head of a part, which begins.
    Head(Head),
    /// Bytes of the part.
    Content(Bytes),
    /// The end of the part.
    End,
}

impl Parser {
    pub(super) fn new(boundary: &str) -> Self {
        let delimiter = format!("\r\n--{boundary}").into_bytes();
        // The first delimiter may have no line before it.
        Self { delimiter, buffer: BytesMut::from(&b"\r\n"[..]), state: State::Preamble }
    }

    /// Adds bytes that have arrived.
    pub(super) fn push(&mut self, bytes: &[u8]) {
        if self.state != State::End {
            self.buffer.extend_from_slice(bytes);
        }
    }

    /// Returns the next piece; `None` if more bytes have to arrive.
    pub(super) fn next(&mut self) -> Result<Option<Piece>, Rejection> {
        loop {
            match self.state {
                State::Preamble | State::Content => {
                    let is_content = self.state == State::Content;
                    let found = find(&self.buffer, &self.delimiter);
                    let length = found.unwrap_or_else(|| self.buffer.len().saturating_sub(self.delimiter.len() - 1));
                    let content = self.buffer.split_to(length).freeze();
                    if is_content && !content.is_empty() {
                        return Ok(Some(Piece::Content(content)));
                    }
                    if found.is_none() {
                        return Ok(None);
                    }
                    self.buffer.advance(self.delimiter.len());
                    self.state = State::Delimiter;
                    if is_content {
                        return Ok(Some(Piece::End));
                    }
                }
                State::Delimiter => {
                    let blanks = self.buffer.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
                    match self.buffer.get(blanks..blanks + 2) {
                        None if blanks < MAX_BLANKS => return Ok(None),
                        Some(b"--") if blanks == 0 => {
                            self.buffer.clear();
                            self.state = State::End;
                        }
                        // The end of the line is left, as the start of a head that may be empty.
                        Some(b"\r\n") => {
                            self.buffer.advance(blanks);
                            self.state = State::Head;
                        }
                        _ => return Err(malformed()),
                    }
                }
                State::Head => {
                    let within = self.buffer.get(..self.buffer.len().min(MAX_HEAD)).unwrap_or_default();
                    let Some(length) = find(within, b"\r\n\r\n") else {
                        if self.buffer.len() < MAX_HEAD {
                            return Ok(None);
                        }
                        let detail = format!("the head of a part is longer than {MAX_HEAD} bytes");
                        return Err(Rejection::new(http::StatusCode::PAYLOAD_TOO_LARGE, detail));
                    };
                    let head = self.buffer.split_to(length + 4);
                    let head = std::str::from_utf8(&head).map_err(|_| malformed())?;
                    self.state = State::Content;
                    return Head::parse(head).map(|head| Some(Piece::Head(head)));
                }
                State::End => return Ok(None),
            }
        }
    }

    /// Checks that the body has ended with its last delimiter.
    pub(super) fn finish(&self) -> Result<(), Rejection> {
        if self.state == State::End { Ok(()) } else { Err(malformed()) }
    }
}

fn malformed() -> Rejection {
    Rejection::bad_request("the multipart body is malformed, or is cut off")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    type Parsed = Vec<(String, Option<String>, Vec<u8>)>;

    /// Parses a body that arrives in pieces of this length.
    fn parse(body: &[u8], length: usize) -> Result<Parsed, String> {
        let mut parser = Parser::new("b");
        let mut parts = Parsed::new();
        for bytes in body.chunks(length) {
            parser.push(bytes);
            while let Some(piece) = parser.next().map_err(|rejection| rejection.to_string())? {
                match piece {
                    Piece::Head(head) => parts.push((head.name, head.file_name, Vec::new())),
                    Piece::Content(bytes) => parts.last_mut().unwrap().2.extend_from_slice(&bytes),
                    Piece::End => {}
                }
                assert!(parser.buffer.len() <= MAX_HEAD + length, "the buffer is bounded");
            }
        }
        parser.finish().map_err(|rejection| rejection.to_string())?;
        Ok(parts)
    }

    #[test]
    fn parts_are_read_as_clients_write_them_in_pieces_of_any_length() {
        let part = |name: &str, file: Option<&str>, text: &str| {
            (name.to_owned(), file.map(str::to_owned), text.as_bytes().to_vec())
        };
        for (body, expected) in [
            ("--b--", vec![]),
            ("preamble\r\n--b--\r\nepilogue", vec![]),
            ("--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--b--", vec![part("a", None, "1")]),
            ("--b \t\r\ncontent-disposition:form-data;name=a\r\n\r\n\r\n--b--", vec![part("a", None, "")]),
            (
                "--b\r\nContent-Disposition: form-data; name=\"a\"; filename=\"x%22;y.txt\"\r\nContent-Type: text/plain\r\n\r\n-\r\n\r\n-b\r\n--\r\n--b--",
                vec![part("a", Some("x\";y.txt"), "-\r\n\r\n-b\r\n--")],
            ),
        ] {
            for length in 1..=body.len() {
                assert_eq!(parse(body.as_bytes(), length), Ok(expected.clone()), "{body:?} in pieces of {length}");
            }
        }
    }

    #[test]
    fn a_body_that_is_cut_off_or_without_names_is_refused() {
        let long = format!("--b\r\nX: {}", "a".repeat(9_000));
        let blanks = format!("--b{}", " ".repeat(100));
        for body in [
            "--",
            "--b",
            "--b\r\n",
            "--bc\r\n",
            "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1",
            "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--b",
            "--b\r\nContent-Disposition: form-data\r\n\r\n1\r\n--b--",
            "--b\r\n\r\n1\r\n--b--",
            "--b\r\nContent-Disposition: form-data; name=\"a\"\nX: 1\r\n\r\n1\r\n--b--",
            "--b\r\nContent-Disposition: form-data; name=\"a\0\"\r\n\r\n1\r\n--b--",
            "--b\r\nContent-Disposition: form-data; name=\"a\"b\r\n\r\n1\r\n--b--",
            "--b\r\nContent-Disposition: form-data; name=\"\"a\"\"\r\n\r\n1\r\n--b--",
            &long,
            &blanks,
        ] {
            for length in [1, 7, body.len()] {
                assert!(parse(body.as_bytes(), length).is_err(), "{body:?}");
            }
        }
    }

    proptest! {
        #[test]
        fn content_of_any_bytes_is_read_in_pieces_of_any_length(
            contents in prop::collection::vec(prop::collection::vec(prop::sample::select(&b"\r\n-ab\x00\xff"[..]), 0..40), 0..4),
            length in 1_usize..50,
        ) {
            let is_content = |content: &Vec<u8>| find(&[b"\r\n", &content[..]].concat(), b"\r\n--b").is_none();
            prop_assume!(contents.iter().all(is_content));
            let mut body = Vec::new();
            for content in &contents {
                body.extend_from_slice(b"--b\r\nContent-Disposition: form-data; name=n\r\n\r\n");
                body.extend_from_slice(content);
                body.extend_from_slice(b"\r\n");
            }
            body.extend_from_slice(b"--b--\r\n");
            let parsed: Vec<_> = parse(&body, length).unwrap().into_iter().map(|(_, _, content)| content).collect();
            prop_assert_eq!(parsed, contents);
        }
    }
}
