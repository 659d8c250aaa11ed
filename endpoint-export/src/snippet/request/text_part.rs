//! Texts with references to secrets.

/// A part of a text.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::snippet) enum TextPart {
    /// The text itself.
    Literal(String),
    /// The text of an environment variable, encoded for its place.
    Variable(String, Encoding),
}

/// The encoding of a variable's text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::snippet) enum Encoding {
    /// The text as it is.
    Raw,
    /// Percent-encoded, as a path segment.
    PathSegment,
    /// Percent-encoded, as one or more path segments: the slashes stay as they are.
    PathSegments,
    /// Percent-encoded, as a value of a query or a form.
    FormValue,
    /// A JSON string, with its quotes.
    JsonString,
    /// The text as it is, which is JSON.
    Json,
}

/// Writes the parts as an expression of a language in which this operator joins strings.
pub(in crate::snippet) fn join_parts(parts: &[TextPart], operator: &str, part: impl Fn(&TextPart) -> String) -> String {
    parts.iter().map(part).collect::<Vec<_>>().join(operator)
}

/// Merges literals that follow each other.
pub(super) fn merge_literals(parts: impl IntoIterator<Item = TextPart>) -> Vec<TextPart> {
    let mut merged: Vec<TextPart> = Vec::new();
    for part in parts {
        match (merged.last_mut(), part) {
            (Some(TextPart::Literal(before)), TextPart::Literal(text)) => before.push_str(&text),
            (_, part) => merged.push(part),
        }
    }
    merged
}

pub(super) fn literal(text: impl Into<String>) -> TextPart {
    TextPart::Literal(text.into())
}
