//! The search for the value at which `serde_json` stopped. It runs after a failure only, so that reading costs nothing more.

use std::ops::Range;

use super::json_path::{JsonPath, MAX_SEGMENTS};

/// The longest member name whose escapes are decoded, in bytes. The beginning of a longer one is shown as it is written.
const MAX_DECODED_NAME: usize = 1024;

/// The kind of a JSON value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum JsonKind {
    Null,
    Bool,
    Number,
    String,
    List,
    Object,
}

impl JsonKind {
    fn of_first_byte(byte: u8) -> Option<Self> {
        Some(match byte {
            b'n' => Self::Null,
            b't' | b'f' => Self::Bool,
            b'-' | b'0'..=b'9' => Self::Number,
            b'"' => Self::String,
            b'[' => Self::List,
            b'{' => Self::Object,
            _ => return None,
        })
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool => "true or false",
            Self::Number => "a number",
            Self::String => "a string",
            Self::List => "a list",
            Self::Object => "an object",
        }
    }
}

/// The location of an error in a JSON document.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Location {
    /// The path of the innermost value that contains the position, or of a member whose value is not read yet.
    pub(super) path: JsonPath,
    /// The kind of the value, unless its value is not read yet or the position is not known.
    pub(super) kind: Option<JsonKind>,
    /// True if the path is that of a member whose name is read, and whose value is not.
    pub(super) is_name: bool,
    /// True if the position is right behind the first byte of the value.
    pub(super) is_first_byte: bool,
}

/// Finds the location of an error from `serde_json`'s line and column. Both are 0 if `serde_json` does not know them, and the
/// location is then the whole document.
///
/// `serde_json` stops behind a scalar, behind the last byte of an object that lacks a member, behind the name of an unknown
/// member, and before a list or an object that its type refuses. `refused` is the kind that the error's message names, since the
/// position before `[[` would otherwise also be that of the outer list.
///
/// It takes linear time, and a constant amount of memory beside the path.
pub(super) fn locate(json: &[u8], line: usize, column: usize, refused: Option<JsonKind>) -> Location {
    let mut scanner = Scanner { json, frames: Vec::new(), deeper: 0 };
    match offset(json, line, column) {
        Some(offset) => scanner.scan(offset, refused),
        None => Location {
            kind: json.trim_ascii_start().first().copied().and_then(JsonKind::of_first_byte),
            ..Location::default()
        },
    }
}

/// Returns the number of bytes before a position.
fn offset(json: &[u8], line: usize, column: usize) -> Option<usize> {
    let start = match line {
        0 => return None,
        1 => 0,
        _ => json.iter().enumerate().filter(|(_, byte)| **byte == b'\n').nth(line - 2)?.0 + 1,
    };
    start.checked_add(column)
}

/// An object or list that the scanner is in.
struct Frame {
    kind: JsonKind,
    /// The index of the current item of a list.
    index: usize,
    /// The name of the current member of an object, with its quotes.
    name: Option<Range<usize>>,
    /// True if the current member or item is behind the scanner.
    is_read: bool,
}

struct Scanner<'a> {
    json: &'a [u8],
    frames: Vec<Frame>,
    /// The number of open objects and lists that are too deep to be kept.
    deeper: usize,
}

impl Scanner<'_> {
    fn scan(&mut self, offset: usize, refused: Option<JsonKind>) -> Location {
        let mut at = 0;
        while let Some(&byte) = self.json.get(at).filter(|_| at <= offset) {
            let kind = JsonKind::of_first_byte(byte);
            if at == offset {
                let is_refused = matches!(byte, b'[' | b'{') && kind == refused;
                return if is_refused { self.value(kind) } else { self.container() };
            }
            let stops_behind = at + 1 == offset;
            at = match (byte, kind) {
                (b' ' | b'\n' | b'\t' | b'\r' | b':', _) => at + 1,
                (b',', _) => {
                    self.next();
                    at + 1
                }
                (b']' | b'}', _) if stops_behind => {
                    let kind = self.frames.pop().map(|frame| frame.kind);
                    return self.value(kind);
                }
                (b']' | b'}', _) => {
                    self.close();
                    at + 1
                }
                (_, Some(kind @ (JsonKind::List | JsonKind::Object))) => {
                    self.open(kind);
                    at + 1
                }
                _ => {
                    let end = if kind == Some(JsonKind::String) { self.string_end(at) } else { self.scalar_end(at) };
                    let is_name = self.take_name(at..end);
                    if end >= offset {
                        let kind = kind.filter(|_| !is_name);
                        return Location { is_name, is_first_byte: stops_behind, ..self.value(kind) };
                    }
                    if !is_name {
                        self.finish_value();
                    }
                    end
                }
            };
        }
        self.container()
    }

    /// Returns the end of the string that starts at `start`.
    fn string_end(&self, start: usize) -> usize {
        let mut at = start + 1;
        while let Some(byte) = self.json.get(at) {
            at += match byte {
                b'"' => return at + 1,
                b'\\' => 2,
                _ => 1,
            };
        }
        self.json.len()
    }

    fn scalar_end(&self, start: usize) -> usize {
        let rest = self.json.get(start + 1..).unwrap_or_default();
        let is_end =
            |byte: &u8| matches!(byte, b' ' | b'\n' | b'\t' | b'\r' | b',' | b':' | b']' | b'}' | b'[' | b'{' | b'"');
        start + 1 + rest.iter().position(is_end).unwrap_or(rest.len())
    }

    fn open(&mut self, kind: JsonKind) {
        if self.frames.len() < MAX_SEGMENTS {
            self.frames.push(Frame { kind, index: 0, name: None, is_read: false });
        } else {
            self.deeper += 1;
        }
    }

    fn close(&mut self) {
        match self.deeper {
            0 => drop(self.frames.pop()),
            _ => self.deeper -= 1,
        }
        self.finish_value();
    }

    /// Returns the object or list that the scanner is in, unless it is too deep to be kept.
    fn current(&mut self) -> Option<&mut Frame> {
        self.frames.last_mut().filter(|_| self.deeper == 0)
    }

    fn finish_value(&mut self) {
        if let Some(frame) = self.current() {
            frame.is_read = true;
        }
    }

    fn next(&mut self) {
        if let Some(frame) = self.current() {
            frame.index += 1;
            frame.name = None;
            frame.is_read = false;
        }
    }

    /// Takes a scalar as the name of a member, if one is due.
    fn take_name(&mut self, name: Range<usize>) -> bool {
        match self.current() {
            Some(frame) if frame.kind == JsonKind::Object && frame.name.is_none() => {
                frame.name = Some(name);
                true
            }
            _ => false,
        }
    }

    /// Returns the location of the current item or member of the innermost object or list.
    fn value(&self, kind: Option<JsonKind>) -> Location {
        let path = self.frames.iter().fold(JsonPath::default(), |path, frame| match &frame.name {
            Some(name) => path.member(&self.name(name.clone())),
            None if frame.kind == JsonKind::Object => path,
            None => path.index(frame.index),
        });
        Location { path, kind, ..Location::default() }
    }

    /// Returns the location of the innermost object or list, or of its member if only the name is read.
    fn container(&mut self) -> Location {
        match self.frames.last() {
            Some(frame) if frame.name.is_some() && !frame.is_read => Location { is_name: true, ..self.value(None) },
            Some(frame) => {
                let kind = frame.kind;
                self.frames.pop();
                self.value(Some(kind))
            }
            None => Location::default(),
        }
    }

    fn name(&self, range: Range<usize>) -> String {
        let written = self.json.get(range).unwrap_or_default();
        let name = if written.len() <= MAX_DECODED_NAME { serde_json::from_slice(written).ok() } else { None };
        let written = || written.get(1..written.len().min(MAX_DECODED_NAME)).unwrap_or_default();
        name.unwrap_or_else(|| String::from_utf8_lossy(written()).into_owned())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn path(json: &[u8], column: usize) -> String {
        locate(json, 1, column, None).path.to_string()
    }

    #[test]
    fn a_position_belongs_to_the_innermost_value() {
        let json = br#" {"a": [10, {"b" :true}] , "c":"d"}"#;
        for (columns, expected) in [
            (0..=2, ""),
            // In or behind the name of a member, until its value begins.
            (3..=8, "a"),
            (9..=10, "a[0]"),
            (11..=12, "a"),
            (13..=13, "a[1]"),
            (14..=22, "a[1].b"),
            (23..=23, "a[1]"),
            (24..=24, "a"),
            (25..=27, ""),
            (28..=34, "c"),
            (35..=1000, ""),
        ] {
            for column in columns {
                assert_eq!(path(json, column), expected, "{column}");
            }
        }
        assert_eq!(locate(b"{\n\"a\":\n [\n  7]}", 4, 3, None).path.to_string(), "a[0]");
        assert_eq!(locate(b"[\n1]", 9, 9, None).path, JsonPath::default());
    }

    #[test]
    fn a_container_is_found_at_its_first_byte_only_if_it_is_refused() {
        let kind = |refused| locate(b"[[{}]]", 1, 1, refused).path.to_string();
        assert_eq!(kind(None), "");
        assert_eq!(kind(Some(JsonKind::Object)), "");
        assert_eq!(kind(Some(JsonKind::List)), "[0]");
    }

    #[test]
    fn a_hostile_document_takes_linear_time_and_little_memory() {
        const LENGTH: usize = 10_000_000;
        for (start, repeated) in
            [("", "["), ("", "{\"a\":"), ("\"", "\\\""), ("{\"", "a"), ("{", "\"a\":1,"), ("", "]"), ("", "0")]
        {
            let json = format!("{start}{}", repeated.repeat(LENGTH / repeated.len()));
            let path = locate(json.as_bytes(), 1, json.len(), None).path;
            assert!(path.segments().len() <= MAX_SEGMENTS && path.to_string().len() < 1000, "{start}{repeated}");
        }
        // Siblings of what is too deep are still told apart.
        let deep = format!("[[{}{},1], true]", "[".repeat(1000), "]".repeat(1000));
        assert_eq!(path(deep.as_bytes(), deep.len() - 1), "[1]");
        assert_eq!(path(deep.as_bytes(), deep.len() - 8), "[0][1]");
    }

    proptest! {
        #[test]
        fn any_bytes_have_a_location(json in "[\\[\\]{}:,\"\\\\ \na1é-]{0,40}", line in 0..4_usize, column in 0..50_usize) {
            for refused in [None, Some(JsonKind::List), Some(JsonKind::Object)] {
                locate(json.as_bytes(), line, column, refused);
            }
        }

        #[test]
        fn any_invalid_text_has_a_location(json: Vec<u8>, column: usize) {
            locate(&json, 1, column, None);
        }
    }
}
