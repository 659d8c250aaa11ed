//! The segments of a request's path.

use std::borrow::Cow;

use crate::percent;

/// A segment of the path of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathSegment<'a> {
    raw: &'a str,
    text: Result<Cow<'a, str>, InvalidSegment>,
}

/// A segment that is not a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidSegment {
    /// An invalid escape, or bytes that are not UTF-8.
    #[error("the path segment is malformed: `%` needs two hexadecimal digits, and the decoded text has to be UTF-8")]
    Malformed,
    /// `.` or `..`, encoded or not, which other software resolves.
    #[error("the path segment is `.` or `..`, which is not accepted")]
    Dot,
}

impl<'a> PathSegment<'a> {
    pub(super) fn parse(raw: &'a str) -> Self {
        let text = match percent::decode(raw) {
            Ok(text) if matches!(&*text, "." | "..") => Err(InvalidSegment::Dot),
            Ok(text) => Ok(text),
            Err(percent::Malformed) => Err(InvalidSegment::Malformed),
        };
        Self { raw, text }
    }

    /// Returns the decoded text. It is empty between two slashes and after a trailing one.
    ///
    /// # Errors
    /// The segment is not a text, or is a dot segment.
    pub fn text(&self) -> Result<&str, InvalidSegment> {
        self.text.as_deref().map_err(|invalid| *invalid)
    }

    pub(super) fn into_text(self) -> Result<Cow<'a, str>, InvalidSegment> {
        self.text
    }

    pub(super) fn raw(&self) -> &'a str {
        self.raw
    }
}

/// Splits a path into segments. Returns `None` if there are more than `max`, or if it does not begin with a slash.
#[must_use]
pub fn path_segments(path: &str, max: usize) -> Option<Vec<PathSegment<'_>>> {
    let path = path.starts_with('/').then_some(path)?;
    let mut raw = split(path);
    let mut segments = Vec::with_capacity(max.min(SEGMENT_CAPACITY));
    segments.extend(raw.by_ref().take(max).map(PathSegment::parse));
    raw.next().is_none().then_some(segments)
}

/// The initial capacity of a list of segments.
const SEGMENT_CAPACITY: usize = 8;

/// Splits a path at its slashes. `str::split` is slower for short segments.
pub(super) fn split(path: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(path.strip_prefix('/').unwrap_or(path));
    std::iter::from_fn(move || {
        let path = rest?;
        let split = path.bytes().position(|byte| byte == b'/').and_then(|end| path.split_at_checked(end));
        rest = split.and_then(|(_, behind)| behind.get(1..));
        Some(split.map_or(path, |(segment, _)| segment))
    })
}
