//! Multipart bodies (RFC 7578): fields in memory, and files that may be in temporary files.

mod head;
mod parser;
mod read;
mod upload;

use head::Head;
pub(crate) use read::Limits;

use crate::{
    body::{Content, FilePart},
    metadata::ParameterLocation,
    param::ParamError,
    server::{decoder::Decoder, rejection::Rejection},
};

/// The most parts of one body.
const MAX_PARTS: usize = 1_000;

/// The parts of a body.
#[derive(Debug)]
pub(crate) struct Parts(Vec<Part>);

#[derive(Debug)]
struct Part {
    head: Head,
    content: Content,
}

impl Parts {
    fn all(&self, name: &str) -> impl Iterator<Item = &Part> {
        self.0.iter().filter(move |part| part.head.name == name)
    }

    /// Returns the text of the only part of this name.
    pub(crate) fn text(&self, name: &'static str) -> Result<Option<&str>, Rejection> {
        self.one(name)?.map(|part| part.text(name)).transpose()
    }

    /// Returns the names and texts of all parts. A part that is no text is `None`.
    pub(crate) fn texts(&self) -> impl Iterator<Item = (&str, Option<&str>)> {
        self.0.iter().map(|part| {
            let text = part.content.as_bytes().and_then(|bytes| std::str::from_utf8(bytes).ok());
            (part.head.name.as_str(), text)
        })
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

impl Part {
    fn file(&self) -> FilePart {
        let file = FilePart::new(self.head.file_name.clone().unwrap_or_default(), self.content.clone());
        match &self.head.content_type {
            Some(content_type) => file.with_content_type(content_type.clone()),
            None => file,
        }
    }

    fn text(&self, name: &'static str) -> Result<&str, Rejection> {
        let bytes = self.content.as_bytes().ok_or_else(|| {
            let detail = "the part is a file, but a field is expected; send it without a file name";
            Rejection::bad_request(detail).with_field(name)
        })?;
        std::str::from_utf8(bytes).map_err(|_| Rejection::bad_request("the part is not UTF-8").with_field(name))
    }

    fn is_empty(&self) -> bool {
        self.content.length() == Some(0)
    }
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
    let is_none = part.is_empty() && part.head.file_name.as_deref() == Some("");
    (!is_none).then(|| part.file())
}

fn parse<T>(part: &Part, key: &'static str, from_text: FromText<T>) -> Result<T, Rejection> {
    from_text(part.text(key)?).map_err(|error| Rejection::unexpected(ParameterLocation::Field, key, &error))
}

/// Parses a field, unless it is blank and its type has no empty text.
fn parse_unless_blank<T>(part: &Part, key: &'static str, from_text: FromText<T>) -> Result<Option<T>, Rejection> {
    match parse(part, key, from_text) {
        Err(_) if part.is_empty() => Ok(None),
        value => value.map(Some),
    }
}
