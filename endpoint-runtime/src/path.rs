//! Values of path parameters.

use crate::{
    error::{EncodeError, EncodeErrorKind},
    param::{ParamError, ParamText},
    percent::{encode_into, encoded_len},
};

/// The value of a path parameter: one non-empty segment that no URL library normalizes away.
#[derive(Debug)]
pub struct PathValue<'a> {
    text: Result<ParamText<'a>, EncodeError>,
    encoded_len: usize,
}

impl<'a> PathValue<'a> {
    /// Checks the text of the argument `name`. An empty text, `.` and `..` are refused when the path is written.
    #[must_use]
    pub fn new(name: &'static str, text: Result<ParamText<'a>, ParamError>) -> Self {
        let text = text.map_err(EncodeErrorKind::Value).and_then(|text| match &*text {
            "" => Err(EncodeErrorKind::EmptySegment),
            "." | ".." => Err(EncodeErrorKind::DotSegment),
            _ => Ok(text),
        });
        match text {
            Ok(text) => Self { encoded_len: encoded_len(&text), text: Ok(text) },
            Err(reason) => Self { encoded_len: 0, text: Err(EncodeError::new(name, reason)) },
        }
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
            Ok(text) => encode_into(text, out),
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
