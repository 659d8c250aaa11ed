//! The error of a text that is not JSON.

/// The error of a text that is not JSON, or that is refused. It contains no value of the text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{kind} at line {line} column {column}")]
pub struct JsonError {
    kind: JsonErrorKind,
    line: usize,
    column: usize,
}

impl JsonError {
    /// Creates the error of a text at an offset in bytes.
    pub(super) fn new(kind: JsonErrorKind, text: &str, offset: usize) -> Self {
        let before = text.as_bytes().get(..offset).unwrap_or(text.as_bytes());
        let mut lines = before.split(|byte| *byte == b'\n');
        let column = lines.next_back().map_or(0, <[u8]>::len) + 1;
        Self { kind, line: lines.count() + 1, column }
    }

    /// Returns the kind of the error.
    #[must_use]
    pub fn kind(&self) -> &JsonErrorKind {
        &self.kind
    }

    /// Returns the line of the error, counted from 1.
    #[must_use]
    pub fn line(&self) -> usize {
        self.line
    }

    /// Returns the column of the error in bytes, counted from 1.
    #[must_use]
    pub fn column(&self) -> usize {
        self.column
    }
}

/// The kind of a [`JsonError`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum JsonErrorKind {
    /// The text ends within a value.
    #[error("the JSON ends too early")]
    Incomplete,
    /// The text is not JSON (RFC 8259).
    #[error("{0}")]
    Syntax(&'static str),
    /// More than 128 objects and lists are in each other.
    #[error("the JSON is nested too deep; at most 128 levels of objects and lists are allowed")]
    TooDeep,
    /// A key occurs twice in one object, where that is refused.
    #[error("the key `{0}` occurs twice in one object")]
    DuplicateKey(String),
}
