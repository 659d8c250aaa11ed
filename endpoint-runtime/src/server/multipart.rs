//! The parser of multipart bodies (RFC 7578), whose parts are slices of the body.

use bytes::Bytes;
use http::{HeaderMap, header::CONTENT_TYPE};

use crate::{
    body::{Content, FilePart},
    media_type,
    metadata::ParameterLocation,
    param::ParamError,
    server::{decoder::Decoder, rejection::Rejection},
};

/// The most parts of one body.
const MAX_PARTS: usize = 1_000;

/// The longest head of one part, in bytes.
const MAX_HEAD: usize = 8 * 1024;

/// The parts of a body.
#[derive(Debug)]
pub(crate) struct Parts(Vec<Part>);

#[derive(Debug)]
struct Part {
    name: String,
    file_name: Option<String>,
    content_type: Option<String>,
    content: Bytes,
}

impl Parts {
    /// Parses a body.
    pub(crate) fn parse(headers: &HeaderMap, body: &Bytes) -> Result<Self, Rejection> {
        if body.is_empty() && !headers.contains_key(CONTENT_TYPE) {
            return Ok(Self(Vec::new()));
        }
        let content_type = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let boundary = media_type::parameters(content_type)
            .find(|(name, _)| name.eq_ignore_ascii_case("boundary"))
            .map(|(_, boundary)| boundary)
            .filter(|boundary| (1..=70).contains(&boundary.len()))
            .ok_or_else(|| {
                Rejection::bad_request("the media type of the body has no boundary").with_field("content-type")
            })?;
        let delimiter = format!("\r\n--{boundary}");
        // The first delimiter may have no line before it.
        let mut at = match body.strip_prefix(delimiter.trim_start().as_bytes()) {
            Some(_) => delimiter.len() - 2,
            None => find(body, delimiter.as_bytes()).ok_or_else(malformed)? + delimiter.len(),
        };
        let mut parts = Vec::new();
        loop {
            let rest = body.get(at..).unwrap_or_default();
            if rest.starts_with(b"--") {
                return Ok(Self(parts));
            }
            // A delimiter may end with blanks (RFC 2046, section 5.1.1).
            let blanks = rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
            let start = at + blanks + 2;
            if body.get(start - 2..start) != Some(b"\r\n") {
                return Err(malformed());
            }
            if parts.len() == MAX_PARTS {
                return Err(Rejection::new(
                    http::StatusCode::PAYLOAD_TOO_LARGE,
                    format!("the body has more than {MAX_PARTS} parts, which is the most that is accepted"),
                ));
            }
            let (head, content_start) = head(body, start)?;
            let content = body.get(content_start..).unwrap_or_default();
            let end = content_start + find(content, delimiter.as_bytes()).ok_or_else(malformed)?;
            parts.push(Part::new(head, body.slice(content_start..end))?);
            at = end + delimiter.len();
        }
    }

    fn all(&self, name: &str) -> impl Iterator<Item = &Part> {
        self.0.iter().filter(move |part| part.name == name)
    }

    /// Returns the text of the only part of this name.
    pub(crate) fn text(&self, name: &'static str) -> Result<Option<&str>, Rejection> {
        self.one(name)?.map(|part| part.text(name)).transpose()
    }

    fn one(&self, name: &'static str) -> Result<Option<&Part>, Rejection> {
        let mut parts = self.all(name);
        let first = parts.next();
        match parts.next() {
            Some(_) => Err(Rejection::bad_request("the part may occur only once").with_field(name)),
            None => Ok(first),
        }
    }
}

/// Returns the lines of the head that begins at `start`, and the start of the content behind it.
fn head(body: &Bytes, start: usize) -> Result<(&str, usize), Rejection> {
    let rest = body.get(start..).unwrap_or_default();
    let (length, end) = if rest.starts_with(b"\r\n") {
        (0, 2)
    } else {
        let within = rest.get(..rest.len().min(MAX_HEAD)).unwrap_or_default();
        let length = find(within, b"\r\n\r\n").ok_or_else(malformed)?;
        (length, length + 4)
    };
    let head = std::str::from_utf8(rest.get(..length).unwrap_or_default()).map_err(|_| malformed())?;
    Ok((head, start + end))
}

fn malformed() -> Rejection {
    Rejection::bad_request("the multipart body is malformed, or is cut off")
}

/// Returns the position of the first `searched` in `bytes`.
fn find(bytes: &[u8], searched: &[u8]) -> Option<usize> {
    let (first, rest) = searched.split_first()?;
    let mut from = 0;
    loop {
        let found = from + bytes.get(from..)?.iter().position(|byte| byte == first)?;
        if bytes.get(found + 1..)?.starts_with(rest) {
            return Some(found);
        }
        from = found + 1;
    }
}

impl Part {
    fn new(head: &str, content: Bytes) -> Result<Self, Rejection> {
        let mut part = Self { name: String::new(), file_name: None, content_type: None, content };
        for (name, value) in head.split("\r\n").filter_map(|line| line.split_once(':')) {
            let value = value.trim();
            if name.eq_ignore_ascii_case("content-disposition") {
                for (name, text) in media_type::parameters(value) {
                    if name.eq_ignore_ascii_case("name") {
                        part.name = unescaped(text);
                    } else if name.eq_ignore_ascii_case("filename") {
                        part.file_name = Some(unescaped(text));
                    }
                }
            } else if name.eq_ignore_ascii_case("content-type") {
                part.content_type = Some(value.to_owned());
            }
        }
        if part.name.is_empty() { Err(Rejection::bad_request("a part of the body has no name")) } else { Ok(part) }
    }

    fn file(&self) -> FilePart {
        let file = FilePart::new(self.file_name.clone().unwrap_or_default(), Content::from(self.content.clone()));
        match &self.content_type {
            Some(content_type) => file.with_content_type(content_type.clone()),
            None => file,
        }
    }

    fn text(&self, name: &'static str) -> Result<&str, Rejection> {
        std::str::from_utf8(&self.content).map_err(|_| Rejection::bad_request("the part is not UTF-8").with_field(name))
    }
}

/// Reads a name that is escaped as browsers do.
fn unescaped(text: &str) -> String {
    text.replace("%22", "\"").replace("%0D", "\r").replace("%0A", "\n")
}

/// The parts of an argument.
#[derive(Debug)]
pub struct PartSource<'s, 'a> {
    pub(super) decoder: &'s mut Decoder<'a>,
    pub(super) key: &'static str,
}

type FromText<T> = fn(&str) -> Result<T, ParamError>;

impl PartSource<'_, '_> {
    /// Reads the part with `read`, and rejects a request without it with 422.
    fn required<T>(self, read: impl FnOnce(&Part, &'static str) -> Result<T, Rejection>) -> Option<T> {
        let Self { decoder, key } = self;
        let value = decoder.parts().and_then(|parts| parts.one(key)).and_then(|part| match part {
            Some(part) => read(part, key),
            None => Err(Rejection::missing(ParameterLocation::Field, key)),
        });
        decoder.keep(value)
    }

    #[expect(clippy::option_option, reason = "absent and rejected are different outcomes")]
    fn optional<T>(self, read: impl FnOnce(&Part, &'static str) -> Result<Option<T>, Rejection>) -> Option<Option<T>> {
        let Self { decoder, key } = self;
        let part = decoder.parts().and_then(|parts| parts.one(key));
        let value = part.and_then(|part| part.map_or(Ok(None), |part| read(part, key)));
        decoder.keep(value)
    }

    fn repeated<T>(self, read: impl Fn(&Part, &'static str) -> Result<Option<T>, Rejection>) -> Option<Vec<T>> {
        let Self { decoder, key } = self;
        let read = |part: &Part| read(part, key).transpose();
        let values = decoder.parts().and_then(|parts| parts.all(key).filter_map(read).collect());
        decoder.keep(values)
    }

    pub(crate) fn one_text<T>(self, from_text: FromText<T>) -> Option<T> {
        self.required(|part, key| parse(part, key, from_text))
    }

    #[expect(clippy::option_option, reason = "absent and rejected are different outcomes")]
    pub(crate) fn optional_text<T>(self, from_text: FromText<T>) -> Option<Option<T>> {
        self.optional(|part, key| parse_unless_blank(part, key, from_text))
    }

    pub(crate) fn texts<T>(self, from_text: FromText<T>) -> Option<Vec<T>> {
        self.repeated(|part, key| parse_unless_blank(part, key, from_text))
    }

    pub(crate) fn one_file(self) -> Option<FilePart> {
        self.required(|part, _| Ok(part.file()))
    }

    #[expect(clippy::option_option, reason = "absent and rejected are different outcomes")]
    pub(crate) fn optional_file(self) -> Option<Option<FilePart>> {
        self.optional(|part, _| Ok(chosen(part)))
    }

    pub(crate) fn files(self) -> Option<Vec<FilePart>> {
        self.repeated(|part, _| Ok(chosen(part)))
    }
}

/// Returns the file. A browser sends an empty one without a name for a chooser in which nothing was chosen.
fn chosen(part: &Part) -> Option<FilePart> {
    let is_none = part.content.is_empty() && part.file_name.as_deref() == Some("");
    (!is_none).then(|| part.file())
}

fn parse<T>(part: &Part, key: &'static str, from_text: FromText<T>) -> Result<T, Rejection> {
    from_text(part.text(key)?).map_err(|error| Rejection::unexpected(ParameterLocation::Field, key, &error))
}

/// Parses a field, unless it is blank and its type has no empty text.
fn parse_unless_blank<T>(part: &Part, key: &'static str, from_text: FromText<T>) -> Result<Option<T>, Rejection> {
    match parse(part, key, from_text) {
        Err(_) if part.content.is_empty() => Ok(None),
        value => value.map(Some),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(body: &'static str) -> Result<Vec<(String, Option<String>, String)>, String> {
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, "multipart/form-data; boundary=\"b\"".parse().unwrap());
        let parts = Parts::parse(&headers, &Bytes::from(body)).map_err(|rejection| rejection.to_string())?;
        let shown = |part: Part| (part.name, part.file_name, String::from_utf8(part.content.to_vec()).unwrap());
        Ok(parts.0.into_iter().map(shown).collect())
    }

    #[test]
    fn parts_are_read_as_clients_write_them() {
        let part =
            |name: &str, file: Option<&str>, text: &str| (name.to_owned(), file.map(str::to_owned), text.to_owned());
        for (body, expected) in [
            ("--b--", vec![]),
            ("preamble\r\n--b--\r\nepilogue", vec![]),
            ("--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--b--", vec![part("a", None, "1")]),
            ("--b \t\r\ncontent-disposition:form-data;name=a\r\n\r\n\r\n--b--", vec![part("a", None, "")]),
            (
                "--b\r\nContent-Disposition: form-data; name=\"a\"; filename=\"x%22;y.txt\"\r\nContent-Type: text/plain\r\n\r\n-\r\n\r\n-b\r\n--b--",
                vec![part("a", Some("x\";y.txt"), "-\r\n\r\n-b")],
            ),
        ] {
            assert_eq!(parse(body), Ok(expected), "{body:?}");
        }
    }

    #[test]
    fn a_body_that_is_cut_off_or_without_names_is_refused() {
        for body in [
            "",
            "--",
            "--b",
            "--b\r\n",
            "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1",
            "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--b",
            "--b\r\nContent-Disposition: form-data\r\n\r\n1\r\n--b--",
            "--b\r\n\r\n1\r\n--b--",
        ] {
            assert!(parse(body).is_err(), "{body:?}");
        }
    }
}
