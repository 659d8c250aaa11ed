//! Paths to values within JSON documents.

use std::fmt::{self, Write as _};

/// The most segments that a path keeps. `serde_json` reads no deeper.
pub(super) const MAX_SEGMENTS: usize = 128;

/// The most segments that `Display` shows. The middle of a longer path is left out.
const MAX_SHOWN: usize = 16;

/// The most characters that are kept of a member's name.
const MAX_NAME_LENGTH: usize = 64;

/// The path to a value within a JSON document: the member names and list indexes that lead to it. The path of the whole
/// document is empty.
///
/// `Display` writes it as JavaScript does. A name that is not an identifier is quoted, with its control characters escaped:
///
/// ```
/// use endpoint_runtime::JsonPath;
///
/// let path: JsonPath = JsonPath::default().member("members").index(3).member("first name");
/// assert_eq!(path.to_string(), r#"members[3]["first name"]"#);
/// ```
///
/// Names are the document's own text, which can be any peer's. So a name is cut to 64 characters, a path keeps 128 segments,
/// and `Display` shows at most 16 of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct JsonPath {
    segments: Vec<PathSegment>,
}

/// One step of a [`JsonPath`].
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PathSegment {
    /// The member of an object with this name. A name of more than 64 characters is cut, and ends in `…`.
    Member(String),
    /// The item of a list with this index, counted from 0.
    Index(usize),
}

impl JsonPath {
    #[cfg(feature = "dynamic")]
    pub(crate) const EMPTY: Self = Self { segments: Vec::new() };

    /// Returns the path to a member of the object at this path.
    #[must_use]
    pub fn member(self, name: &str) -> Self {
        self.child(PathSegment::Member(cut(name, MAX_NAME_LENGTH)))
    }

    /// Returns the path to an item of the list at this path.
    #[must_use]
    pub fn index(self, index: usize) -> Self {
        self.child(PathSegment::Index(index))
    }

    fn child(mut self, segment: PathSegment) -> Self {
        if self.segments.len() < MAX_SEGMENTS {
            self.segments.push(segment);
        }
        self
    }

    /// Returns the same path as seen from the object that holds its start as the member `name`.
    pub(crate) fn in_member(self, name: &str) -> Self {
        self.within_segment(PathSegment::Member(cut(name, MAX_NAME_LENGTH)))
    }

    /// Returns the same path as seen from the list that holds its start as the item `index`.
    pub(crate) fn in_item(self, index: usize) -> Self {
        self.within_segment(PathSegment::Index(index))
    }

    fn within_segment(mut self, segment: PathSegment) -> Self {
        self.segments.truncate(MAX_SEGMENTS - 1);
        self.segments.insert(0, segment);
        self
    }

    /// Returns the path to the object or list that holds the value at this path.
    pub(super) fn parent(mut self) -> Self {
        self.segments.pop();
        self
    }

    /// Returns the steps of the path, from the outside in.
    #[must_use]
    pub fn segments(&self) -> &[PathSegment] {
        &self.segments
    }

    /// Returns whether this is the path of the whole document.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.segments.is_empty()
    }

    /// Returns the text of this path within the argument `name`, which is written as it is: `items[1].grams`.
    pub(crate) fn within(&self, name: &str) -> String {
        format!("{name}{}", Steps { segments: &self.segments, is_start: false })
    }
}

impl fmt::Display for JsonPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Steps { segments: &self.segments, is_start: true }.fmt(f)
    }
}

/// The text of some segments.
struct Steps<'a> {
    segments: &'a [PathSegment],
    /// True if nothing stands before the segments, so that a name has no dot.
    is_start: bool,
}

impl fmt::Display for Steps<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let omitted = match self.segments.len() {
            0..=MAX_SHOWN => 0..0,
            more => MAX_SHOWN / 2..more - MAX_SHOWN / 2,
        };
        for (position, segment) in self.segments.iter().enumerate() {
            match segment {
                _ if omitted.start == position && !omitted.is_empty() => f.write_char('…')?,
                _ if omitted.contains(&position) => {}
                PathSegment::Index(index) => write!(f, "[{index}]")?,
                PathSegment::Member(name) if !is_identifier(name) => write!(f, "[{name:?}]")?,
                PathSegment::Member(name) if self.is_start && position == 0 => f.write_str(name)?,
                PathSegment::Member(name) => write!(f, ".{name}")?,
            }
        }
        Ok(())
    }
}

fn is_identifier(name: &str) -> bool {
    !name.starts_with(|first: char| first.is_ascii_digit())
        && !name.is_empty()
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

/// Returns at most `length` characters of a text, with `…` in place of the rest.
pub(super) fn cut(text: &str, length: usize) -> String {
    match text.char_indices().nth(length) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_quoted_unless_it_is_an_identifier() {
        for (name, expected) in [
            ("roles", "a.roles"),
            ("_0", "a._0"),
            ("", r#"a[""]"#),
            ("0", r#"a["0"]"#),
            ("a.b", r#"a["a.b"]"#),
            ("x-y", r#"a["x-y"]"#),
            ("größe", r#"a["größe"]"#),
            ("\"]\u{202e}\n\0", r#"a["\"]\u{202e}\n\0"]"#),
        ] {
            assert_eq!(JsonPath::default().member("a").member(name).to_string(), expected);
        }
        assert_eq!(JsonPath::default().to_string(), "");
        assert_eq!(JsonPath::default().index(0).index(1).member("a").to_string(), "[0][1].a");
        assert_eq!(JsonPath::default().member("a.b").to_string(), r#"["a.b"]"#);
    }

    #[test]
    fn a_path_follows_the_name_of_an_argument() {
        assert_eq!(JsonPath::default().within("filter[a]"), "filter[a]");
        assert_eq!(JsonPath::default().index(1).member("grams").within("items"), "items[1].grams");
        assert_eq!(JsonPath::default().member("grams").within("item"), "item.grams");
    }

    #[test]
    fn a_long_path_is_cut() {
        let path = JsonPath::default().member(&"é".repeat(65));
        assert_eq!(path.segments(), [PathSegment::Member(format!("{}…", "é".repeat(64)))]);
        let deep = (0..1000).fold(JsonPath::default(), JsonPath::index);
        assert_eq!(deep.segments().len(), 128);
        let shown = "[0][1][2][3][4][5][6][7]…[120][121][122][123][124][125][126][127]";
        assert_eq!(deep.to_string(), shown);
        let widest = (0..1000).fold(JsonPath::default(), |path, _| path.member(&"\u{10ffff}".repeat(1000)));
        assert!(widest.to_string().len() < 16 * 1024, "{}", widest.to_string().len());
    }
}
