//! Values of path parameters.

use crate::{
    error::{EncodeError, EncodeErrorKind},
    metadata::ParameterLocation,
    param::{ParamError, ParamText},
    percent::{encode_into, encoded_len},
    request::Joined,
};

/// The value of a path parameter: one non-empty segment that no URL library normalizes away.
#[derive(Debug)]
pub struct PathValue<'a> {
    text: Result<ParamText<'a>, EncodeError>,
    encoded_len: usize,
    /// The text of a list, whose separator is sent as it is.
    joined: Option<Joined>,
}

impl<'a> PathValue<'a> {
    /// Checks the text of the argument `name`. An empty text, `.` and `..` are refused when the path is written.
    #[must_use]
    pub fn new(name: &'static str, text: Result<ParamText<'a>, ParamError>) -> Self {
        Self::checked(name, text.map_err(|error| EncodeError::new(name, EncodeErrorKind::Value(error))))
    }

    /// Checks the text of the argument `name`, which may have been refused already.
    pub(crate) fn checked(name: &'static str, text: Result<ParamText<'a>, EncodeError>) -> Self {
        let text = text.and_then(|text| match &*text {
            "" => Err(EncodeError::new(name, EncodeErrorKind::EmptySegment)),
            "." | ".." => Err(EncodeError::new(name, EncodeErrorKind::DotSegment)),
            _ => Ok(text),
        });
        let encoded_len = text.as_deref().map_or(0, encoded_len);
        Self { text, encoded_len, joined: None }
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
        let text = joined.as_ref().map(|joined| joined.text().to_owned().into()).map_err(EncodeError::clone);
        let value = Self::checked(name, text);
        Self { joined: joined.ok(), ..value }
    }

    /// Returns the text, unless the value is refused.
    pub(crate) fn text(&self) -> Option<&str> {
        self.text.as_deref().ok()
    }

    pub(crate) fn encoded_len(&self) -> usize {
        self.encoded_len
    }

    /// Returns the error, if the value is refused.
    #[cfg(feature = "dynamic")]
    pub(crate) fn error(&self) -> Option<&EncodeError> {
        self.text.as_ref().err()
    }

    #[inline]
    pub(crate) fn push_into(&self, out: &mut String) -> Result<(), EncodeError> {
        match &self.text {
            Ok(text) if text.len() == self.encoded_len => out.push_str(text),
            Ok(text) => match &self.joined {
                None => encode_into(text, out),
                Some(joined) => joined.encode_into(ParameterLocation::Path, out),
            },
            Err(error) => return Err(error.clone()),
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
