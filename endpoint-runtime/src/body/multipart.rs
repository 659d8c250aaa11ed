//! The writer of multipart bodies (RFC 7578).

use std::{
    collections::{BTreeSet, VecDeque},
    pin::Pin,
    task::{Context, Poll, ready},
};

use bytes::{BufMut as _, Bytes, BytesMut};
use http_body::{Body as HttpBody, Frame, SizeHint};

use super::{Body, Content, FilePart, content::Begun, is_media_type};
use crate::{error::BoxError, param::ParamError, random::random};

/// The length of contents up to which a body in memory has a boundary that is searched in them, in bytes: a request is then the same for
/// the same values, which tests compare. A search of more would cost more than everything else that a call does.
const MAX_SEARCHED: usize = 16 * 1024;

/// The parts of a multipart body, as they are written one after the other.
#[derive(Debug, Default)]
pub(crate) struct Multipart(Vec<Part>);

#[derive(Debug)]
struct Part {
    /// The lines of its head, each with its end.
    head: String,
    content: Content,
}

/// A multipart body, with the boundary between its parts.
pub(crate) struct WrittenMultipart {
    pub(crate) boundary: String,
    pub(crate) body: Body,
    pub(crate) begun: Begun,
}

impl Multipart {
    /// Adds a field, without a media type as browsers send it.
    pub(crate) fn field(&mut self, name: &str, content: impl Into<Content>) {
        let head = format!("Content-Disposition: form-data; name=\"{}\"\r\n", escaped(name));
        self.0.push(Part { head, content: content.into() });
    }

    /// Adds a field that is JSON.
    pub(crate) fn json(&mut self, name: &str, json: String) {
        let name = escaped(name);
        let head = format!("Content-Disposition: form-data; name=\"{name}\"\r\nContent-Type: application/json\r\n");
        self.0.push(Part { head, content: json.into() });
    }

    /// Adds a file. Returns what was expected in place of a media type or a name that cannot be in a header.
    pub(crate) fn file(&mut self, name: &str, file: &FilePart) -> Result<(), &'static str> {
        let content_type = file.content_type().unwrap_or("application/octet-stream");
        if !is_media_type(content_type) {
            return Err("expected a media type, such as `image/png`");
        }
        // Line breaks are escaped. Servers refuse a part whose head holds another control character.
        if file.file_name().contains(|c: char| c.is_ascii_control() && !matches!(c, '\r' | '\n' | '\t')) {
            return Err("expected a file name without control characters");
        }
        let (name, file_name) = (escaped(name), escaped(file.file_name()));
        let head = format!(
            "Content-Disposition: form-data; name=\"{name}\"; filename=\"{file_name}\"\r\nContent-Type: {content_type}\r\n"
        );
        self.0.push(Part { head, content: file.content().clone() });
        Ok(())
    }

    /// Writes the body. One that is short, or has to be `in_one_piece`, is in memory and the same for the same parts, unless a part is
    /// a file on disk or a stream.
    ///
    /// # Errors
    /// The operating system has no random numbers for a boundary.
    pub(crate) fn finish(self, in_one_piece: bool) -> Result<WrittenMultipart, ParamError> {
        let in_memory: Option<Vec<&Bytes>> = self.0.iter().map(|part| part.content.as_bytes()).collect();
        let is_searched = |contents: &[&Bytes]| {
            in_one_piece || contents.iter().map(|content| content.len()).sum::<usize>() <= MAX_SEARCHED
        };
        if let Some(contents) = in_memory.filter(|contents| is_searched(contents)) {
            let boundary = boundary_outside(&contents);
            let body = Body::from(self.to_bytes(&boundary));
            return Ok(WrittenMultipart { boundary, body, begun: Begun::default() });
        }
        // No content holds 128 bits that are made after it, and nobody may guess them.
        let boundary = format!("part-{:032x}", random()?);
        let begun = Begun(self.0.iter().filter_map(|part| part.content.begun()).collect());
        let body = Body::stream(MultipartBody::new(self, &boundary));
        Ok(WrittenMultipart { boundary, body, begun })
    }

    fn to_bytes(&self, boundary: &str) -> Bytes {
        let mut bytes = BytesMut::new();
        for part in &self.0 {
            bytes.put_slice(part.opening(boundary).as_bytes());
            bytes.put_slice(part.content.as_bytes().map_or(&[], |content| content));
            bytes.put_slice(b"\r\n");
        }
        bytes.put_slice(end(boundary).as_bytes());
        bytes.freeze()
    }
}

impl Part {
    fn opening(&self, boundary: &str) -> String {
        format!("--{boundary}\r\n{}\r\n", self.head)
    }
}

fn end(boundary: &str) -> String {
    format!("--{boundary}--\r\n")
}

/// Returns a boundary that none of the contents holds: `part-` and the smallest number that never follows it. It reads the contents once.
fn boundary_outside(contents: &[&Bytes]) -> String {
    const START: &[u8] = b"part-";
    let mut taken = BTreeSet::new();
    for content in contents {
        for at in memchr::memmem::find_iter(content, START) {
            let number = content.get(at + START.len()..).unwrap_or_default();
            let digits = number.iter().map_while(|byte| char::from(*byte).to_digit(10));
            // `part-12` also holds `part-1`.
            let numbers = digits.scan(0_u64, |number, digit| {
                *number = number.checked_mul(10)?.checked_add(digit.into())?;
                Some(*number)
            });
            taken.extend(numbers);
        }
    }
    // One of more numbers than are taken is free.
    let free = (0..=taken.len() as u64).find(|number| !taken.contains(number));
    format!("part-{}", free.unwrap_or_default())
}

/// Escapes a name as browsers do (WHATWG HTML, "multipart/form-data encoding algorithm").
fn escaped(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}

/// A body whose contents are sent as they are, without a copy.
struct MultipartBody {
    pieces: VecDeque<Piece>,
    current: Option<Body>,
    size: SizeHint,
}

enum Piece {
    Bytes(Bytes),
    Content(Content),
}

impl MultipartBody {
    fn new(multipart: Multipart, boundary: &str) -> Self {
        let mut length = Some(0_u64);
        let mut pieces = VecDeque::with_capacity(multipart.0.len() * 3 + 1);
        let mut push = |piece: Piece| {
            let added = match &piece {
                Piece::Bytes(bytes) => Some(bytes.len() as u64),
                Piece::Content(content) => content.length(),
            };
            length = length.zip(added).and_then(|(length, added)| length.checked_add(added));
            pieces.push_back(piece);
        };
        for part in multipart.0 {
            push(Piece::Bytes(part.opening(boundary).into()));
            push(Piece::Content(part.content));
            push(Piece::Bytes(Bytes::from_static(b"\r\n")));
        }
        push(Piece::Bytes(end(boundary).into()));
        let size = length.map(SizeHint::with_exact).unwrap_or_default();
        Self { pieces, current: None, size }
    }
}

impl HttpBody for MultipartBody {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, task: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        loop {
            if let Some(current) = &mut self.current {
                match ready!(Pin::new(current).poll_frame(task)) {
                    // Trailers of a part are none of the body.
                    Some(Ok(frame)) if !frame.is_data() => {}
                    Some(frame) => return Poll::Ready(Some(frame)),
                    None => self.current = None,
                }
                continue;
            }
            match self.pieces.pop_front() {
                Some(Piece::Bytes(bytes)) => return Poll::Ready(Some(Ok(Frame::data(bytes)))),
                Some(Piece::Content(content)) => self.current = Some(content.into_body()),
                None => return Poll::Ready(None),
            }
        }
    }

    fn size_hint(&self) -> SizeHint {
        self.size
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_boundary_is_in_no_content() {
        assert_eq!(boundary_outside(&[]), "part-0");
        let contents = [Bytes::from("x--part-0"), Bytes::from("part-1")];
        assert_eq!(boundary_outside(&[&contents[0], &contents[1]]), "part-2");
        for (content, boundary) in [
            ("part-", "part-0"),
            ("part-1", "part-0"),
            ("part-07", "part-1"),
            ("part-12 part-0", "part-2"),
            ("part-part-0", "part-1"),
            ("part-99999999999999999999999", "part-0"),
        ] {
            assert_eq!(boundary_outside(&[&Bytes::from(content)]), boundary, "{content}");
            assert!(!content.contains(boundary), "{content}");
        }
    }

    #[test]
    fn names_are_escaped_as_browsers_do() {
        assert_eq!(escaped("a\"b\r\nc%"), "a%22b%0D%0Ac%");
    }
}
