//! The parts of a multipart body (RFC 7578).

use endpoint_runtime::{
    Json,
    metadata::{Metadata, ParameterLocation},
};

use super::{
    Encoding, TextPart,
    text_part::{literal, merge_literals},
    values::values_of,
};
use crate::{
    quote::is_invisible,
    snippet::{
        arguments::{Argument, ArgumentValue},
        wire::map_pairs,
    },
};

/// A multipart body without parts, for which libraries send no body at all.
pub(super) const EMPTY: &str = "--part-0--\r\n";

/// The media type of [`EMPTY`].
pub(super) const EMPTY_TYPE: &str = "multipart/form-data; boundary=part-0";

/// A part of a multipart body.
pub(in crate::snippet) struct Part {
    pub(in crate::snippet) name: String,
    pub(in crate::snippet) content: PartContent,
}

/// The content of a part.
pub(in crate::snippet) enum PartContent {
    /// A text without a media type.
    Text(TextPart),
    /// A JSON text.
    Json(TextPart),
    /// A file in the folder in which the program runs.
    File(FileReference),
}

/// A file that the program reads.
pub(in crate::snippet) struct FileReference {
    /// The path, at whose end the name of the file is.
    pub(in crate::snippet) path: String,
    pub(in crate::snippet) content_type: String,
}

impl FileReference {
    /// Reads a file of a call by data.
    pub(in crate::snippet) fn new(value: &Json, name: &str) -> Self {
        let text = |member: &str| value.get(member).and_then(Json::as_str);
        let is_path = |text: &&str| !text.is_empty() && !text.ends_with('/') && !text.contains('\0');
        let is_type = |text: &&str| text.contains('/') && text.bytes().all(|byte| matches!(byte, b' '..=b'~'));
        Self {
            path: text("file_name").filter(is_path).unwrap_or(name).to_owned(),
            content_type: text("content_type").filter(is_type).unwrap_or("application/octet-stream").to_owned(),
        }
    }

    /// Returns the name of the file.
    pub(in crate::snippet) fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or_default()
    }

    /// Returns the path as a command takes it, to which `-` is its standard input.
    pub(in crate::snippet) fn command_path(&self) -> String {
        if self.path.starts_with('-') { format!("./{}", self.path) } else { self.path.clone() }
    }
}

impl Part {
    pub(super) fn text(name: &str, text: TextPart) -> Self {
        Self { name: name.to_owned(), content: PartContent::Text(text) }
    }

    /// Returns whether the part has no secret, no invisible character, and nothing special in its names and its media type.
    pub(in crate::snippet) fn is_plain(&self) -> bool {
        let is_plain_name = |name: &str| !name.contains(|c: char| "\"\\=,;".contains(c) || is_invisible(c));
        let is_plain_text = |text: &str| !text.contains(|c: char| c != '\n' && is_invisible(c));
        let is_plain_type =
            |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/+-.".contains(&byte));
        let has_plain_content = match &self.content {
            PartContent::Text(TextPart::Literal(text)) | PartContent::Json(TextPart::Literal(text)) => {
                is_plain_text(text)
            }
            PartContent::File(file) => is_plain_name(&file.path) && is_plain_type(&file.content_type),
            PartContent::Text(_) | PartContent::Json(_) => false,
        };
        is_plain_name(&self.name) && has_plain_content
    }

    /// Returns the value of the header `Content-Disposition`.
    pub(in crate::snippet) fn disposition(&self) -> String {
        let name = written_name(&self.name);
        match &self.content {
            PartContent::File(file) => {
                format!("form-data; name=\"{name}\"; filename=\"{}\"", written_name(file.name()))
            }
            _ => format!("form-data; name=\"{name}\""),
        }
    }

    /// Returns the media type of the part, if it has one.
    pub(in crate::snippet) fn content_type(&self) -> Option<&str> {
        match &self.content {
            PartContent::Text(_) => None,
            PartContent::Json(_) => Some("application/json"),
            PartContent::File(file) => Some(&file.content_type),
        }
    }

    /// Returns the head of the part, with the empty line at its end.
    fn head(&self) -> String {
        let content_type = self.content_type().map(|content_type| format!("Content-Type: {content_type}\r\n"));
        format!("Content-Disposition: {}\r\n{}\r\n", self.disposition(), content_type.unwrap_or_default())
    }
}

/// A piece of a multipart body that a program writes itself.
pub(in crate::snippet) enum Piece<'p> {
    Text(Vec<TextPart>),
    File(&'p FileReference),
}

/// Returns a boundary that no known text holds.
pub(in crate::snippet) fn boundary(parts: &[Part]) -> String {
    let known = texts(parts);
    let holds =
        |boundary: &str| known.iter().any(|part| matches!(part, TextPart::Literal(text) if text.contains(boundary)));
    let mut boundary = "part-6b0f2c9e41d7".to_owned();
    while holds(&boundary) {
        boundary.push('-');
    }
    boundary
}

/// Returns a whole body, in as few pieces as possible.
pub(in crate::snippet) fn pieces<'p>(parts: &'p [Part], boundary: &str) -> Vec<Piece<'p>> {
    let mut pieces = Vec::new();
    let mut text = Vec::new();
    for part in parts {
        text.push(literal(format!("--{boundary}\r\n{}", part.head())));
        match &part.content {
            PartContent::Text(content) | PartContent::Json(content) => text.push(content.clone()),
            PartContent::File(file) => {
                pieces.push(Piece::Text(merge_literals(std::mem::take(&mut text))));
                pieces.push(Piece::File(file));
            }
        }
        text.push(literal("\r\n"));
    }
    text.push(literal(format!("--{boundary}--\r\n")));
    pieces.push(Piece::Text(merge_literals(text)));
    pieces
}

/// Escapes the name of a part or a file as browsers do (WHATWG HTML, "multipart/form-data encoding algorithm").
fn written_name(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}

/// Returns the parts of the arguments, in their order.
pub(super) fn parts(arguments: &[Argument<'_>], metadata: &Metadata) -> Vec<Part> {
    let fields = arguments.iter().filter(|argument| argument.parameter.metadata.location == ParameterLocation::Field);
    fields.flat_map(|argument| of_argument(argument, metadata)).collect()
}

fn of_argument(argument: &Argument<'_>, metadata: &Metadata) -> Vec<Part> {
    let parameter = &argument.parameter.metadata;
    if let (true, ArgumentValue::Literal(value)) = (parameter.map, &argument.value) {
        let pairs = map_pairs(parameter, value, metadata).into_iter();
        return pairs.map(|(name, text)| Part::text(&name, literal(text))).collect();
    }
    let part = |content| Part { name: parameter.wire_name.to_owned(), content };
    if let (true, ArgumentValue::Literal(value)) = (argument.parameter.is_file(), &argument.value) {
        let files = match value {
            Json::Array(files) => files.as_slice(),
            file => std::slice::from_ref(file),
        };
        let file = |file| part(PartContent::File(FileReference::new(file, parameter.name)));
        return files.iter().map(file).collect();
    }
    let is_json = parameter.encoding == endpoint_runtime::metadata::Encoding::Json;
    let content = |text| if is_json { PartContent::Json(text) } else { PartContent::Text(text) };
    values_of(argument, Encoding::Raw).into_iter().map(|text| part(content(text))).collect()
}

/// Returns the texts of the parts that are no files.
pub(super) fn texts(parts: &[Part]) -> Vec<TextPart> {
    let text = |part: &Part| match &part.content {
        PartContent::Text(text) | PartContent::Json(text) => Some(text.clone()),
        PartContent::File(_) => None,
    };
    parts.iter().filter_map(text).collect()
}
