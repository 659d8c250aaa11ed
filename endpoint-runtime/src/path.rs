//! Values of path parameters.

use crate::{
    error::{EncodeError, EncodeErrorKind},
    metadata::{ParameterLocation, encode_joined_into},
    param::{ParamError, ParamText},
    percent::{decode, encode_into, encoded_len},
    redact::REDACTED,
    request::{Encoder, Joined},
};

/// The value of a path parameter: one non-empty segment that no URL library normalizes away, or [`several`](Self::several) of them.
#[derive(Debug)]
pub struct PathValue<'a> {
    name: &'static str,
    text: Result<ParamText<'a>, EncodeError>,
    encoded_len: usize,
    /// The separator of a list, which is sent as it is.
    separator: Option<char>,
    is_several: bool,
}

impl<'a> PathValue<'a> {
    /// Checks the text of the argument `name`. An empty text, `.` and `..` are refused when the path is written.
    #[must_use]
    pub fn new(name: &'static str, text: Result<ParamText<'a>, ParamError>) -> Self {
        match text {
            Ok(text) => Self::of_text(name, text),
            Err(error) => Self::refused(name, EncodeError::new(name, EncodeErrorKind::Value(error))),
        }
    }

    /// Checks the text of the argument `name`, which may have been refused already.
    pub(crate) fn checked(name: &'static str, text: Result<ParamText<'a>, EncodeError>) -> Self {
        match text {
            Ok(text) => Self::of_text(name, text),
            Err(error) => Self::refused(name, error),
        }
    }

    #[inline]
    fn of_text(name: &'static str, text: ParamText<'a>) -> Self {
        let refused = match &*text {
            "" => EncodeErrorKind::EmptySegment,
            "." | ".." => EncodeErrorKind::DotSegment,
            _ => {
                let encoded_len = encoded_len(&text);
                return Self { name, text: Ok(text), encoded_len, separator: None, is_several: false };
            }
        };
        Self::refused(name, EncodeError::new(name, refused))
    }

    #[cold]
    fn refused(name: &'static str, error: EncodeError) -> Self {
        Self { name, text: Err(error), encoded_len: 0, separator: None, is_several: false }
    }

    /// Checks the texts of the items of a list, which are sent as one segment with `separator` between them.
    #[must_use]
    pub fn joined<'i>(
        name: &'static str,
        items: impl Iterator<Item = Result<ParamText<'i>, ParamError>>,
        separator: char,
    ) -> Self {
        let joined = Joined::new(items, separator, ParameterLocation::Path);
        let joined = joined.and_then(|joined| joined.ok_or(EncodeErrorKind::EmptyList));
        let joined = joined.map_err(|reason| EncodeError::new(name, reason));
        let value = Self::checked(name, joined.map(|joined| joined.into_text().into()));
        Self { separator: Some(separator), ..value }
    }

    /// Makes the value one or more segments, with a slash between two. An empty part, `.` and `..` are refused when the path is
    /// written.
    #[must_use]
    pub fn several(mut self) -> Self {
        self.is_several = true;
        let Ok(text) = &self.text else { return self };
        let mut parts = text.split('/');
        let refused = parts.find_map(|part| match part {
            "" => Some(EncodeErrorKind::EmptyPart),
            "." | ".." => Some(EncodeErrorKind::DotPart),
            _ => None,
        });
        match refused {
            None => {
                // An encoded slash takes three bytes.
                self.encoded_len -= 2 * text.matches('/').count();
            }
            Some(reason) => self.text = Err(EncodeError::new(self.name, reason)),
        }
        self
    }

    /// Refuses a value that ends at another place than before the literal behind it, which is percent-encoded.
    pub(crate) fn check_end(&self, end: &'static str) -> Result<(), EncodeError> {
        let Ok(text) = &self.text else { return Ok(()) };
        // Of several segments, the last one is beside the literal.
        let last = if self.is_several { text.rsplit('/').next().unwrap_or_default() } else { text };
        if is_ended_by(last, end) {
            return Ok(());
        }
        Err(EncodeError::new(self.name, EncodeErrorKind::PathLiteral { literal: end }))
    }

    /// Marks the value as secret, and each of several segments, so that errors redact it.
    pub(crate) fn redact(&self, encoder: &mut Encoder<'_>) {
        let Ok(text) = &self.text else { return };
        encoder.redact(text);
        if self.is_several {
            text.split('/').for_each(|part| encoder.redact(part));
        }
    }

    /// Returns the value, whose text is borrowed.
    pub(crate) fn borrowed(&self) -> PathValue<'_> {
        PathValue { text: self.text.as_ref().map(|text| (&**text).into()).map_err(Clone::clone), ..*self }
    }

    /// Returns the placeholder of a sensitive value. An error stays.
    pub(crate) fn masked(mut self) -> Self {
        if self.text.is_ok() {
            let encoded_len = encoded_len(REDACTED);
            self = Self { text: Ok(REDACTED.into()), encoded_len, separator: None, is_several: false, ..self };
        }
        self
    }

    pub(crate) fn encoded_len(&self) -> usize {
        self.encoded_len
    }

    /// Returns the error, if the value is refused.
    #[cfg(feature = "dynamic")]
    pub(crate) fn error(&self) -> Option<&EncodeError> {
        self.text.as_ref().err()
    }

    /// Returns the text, if it is sent as it is.
    #[inline]
    pub(crate) fn as_plain(&self) -> Option<&str> {
        let text = self.text.as_ref().ok()?;
        (text.len() == self.encoded_len).then_some(&**text)
    }

    pub(crate) fn push_into(&self, out: &mut String) -> Result<(), EncodeError> {
        match &self.text {
            Ok(text) if text.len() == self.encoded_len => out.push_str(text),
            Ok(text) if self.is_several => encode_segments_into(text, out),
            Ok(text) => match self.separator {
                None => encode_into(text, out),
                Some(separator) => encode_joined_into(text, separator, ParameterLocation::Path, out),
            },
            Err(error) => return Err(error.clone()),
        }
        Ok(())
    }
}

/// Appends one or more segments, each encoded.
///
/// ```
/// let mut path = "/v2/".to_owned();
/// endpoint_runtime::path::encode_segments_into("library/a b", &mut path);
/// assert_eq!(path, "/v2/library/a%20b");
/// ```
pub fn encode_segments_into(text: &str, out: &mut String) {
    for (at, part) in text.split('/').enumerate() {
        if at > 0 {
            out.push('/');
        }
        encode_into(part, out);
    }
}

/// Returns whether the literal behind a value, which is percent-encoded, occurs there first: a value ends where that literal begins.
pub(crate) fn is_ended_by(value: &str, end: &str) -> bool {
    let Ok(end) = decode(end) else { return true };
    let overlaps = |length: usize| {
        let (Some((first, rest)), Some((begin, _))) =
            (end.split_at_checked(length), end.split_at_checked(end.len() - length))
        else {
            return false;
        };
        value.ends_with(first) && rest == begin
    };
    end.is_empty() || !value.contains(&*end) && !(1..end.len()).any(overlaps)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_ends_where_its_literal_first_occurs() {
        for (value, end, is_ended) in [
            ("a", "", true),
            ("a", ".json", true),
            ("a.jso", ".json", true),
            ("a.json", ".json", false),
            ("a.json.b", ".json", false),
            ("a.", "...", false),
            ("a..", "...", false),
            (".a", "...", true),
            ("a:b", "%3Ac", true),
            ("a:c", "%3Ac", false),
            ("a%3Ac", "%3Ac", true),
            ("é", "%C3%A9", false),
            ("Ã", "%C3%A9", true),
            ("aa", "aaa", false),
        ] {
            assert_eq!(is_ended_by(value, end), is_ended, "{value} {end}");
            let decoded = decode(end).unwrap();
            assert_eq!(
                is_ended_by(value, end),
                format!("{value}{decoded}").find(&*decoded).is_none_or(|at| at == value.len()) || end.is_empty()
            );
        }
    }

    #[test]
    fn several_segments_keep_their_slashes() {
        let several = |text: &'static str| PathValue::new("path", Ok(text.into())).several();
        let mut out = String::new();
        for text in ["a", "a/b", "a b/c%2F/..."] {
            several(text).push_into(&mut out).unwrap();
            out.push(' ');
        }
        assert_eq!(out, "a a/b a%20b/c%252F/... ");
        assert_eq!(several("a b/c").encoded_len(), "a%20b/c".len());
        for text in ["", "/", "/a", "a/", "a//b", ".", "a/..", "./a", "a/./b"] {
            assert_eq!(several(text).push_into(&mut out).unwrap_err().field(), "path", "{text}");
        }
    }

    #[test]
    fn values_that_change_the_route_are_refused() {
        for text in ["", ".", ".."] {
            let mut out = String::new();
            let error = PathValue::new("member_id", Ok(text.into())).push_into(&mut out).unwrap_err();
            assert_eq!(error.field(), "member_id");
            assert_eq!(out, "");
        }
        for text in ["...", "%2e%2e", "../x"] {
            let mut out = String::new();
            PathValue::new("member_id", Ok(text.into())).push_into(&mut out).unwrap();
            assert!(!matches!(out.as_str(), "." | ".." | "%2e%2e"));
        }
    }
}
