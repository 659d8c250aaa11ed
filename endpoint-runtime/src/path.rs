//! Path values, and the refusal of those that would change the route.

use crate::{
    error::{EncodeError, EncodeReason},
    param::{ParamError, ParamText},
    percent::{encode_into, encoded_len},
};

/// A checked path value: one whole, non-empty segment that no URL library will normalise away.
#[derive(Debug)]
pub struct PathValue<'a> {
    text: Result<ParamText<'a>, EncodeError>,
    encoded_len: usize,
}

impl<'a> PathValue<'a> {
    /// Takes the text of the argument `name`.
    #[must_use]
    pub fn new(name: &'static str, text: Result<ParamText<'a>, ParamError>) -> Self {
        let text = text.map_err(EncodeReason::Value).and_then(|text| match &*text {
            "" => Err(EncodeReason::EmptySegment),
            "." | ".." => Err(EncodeReason::DotSegment),
            _ => Ok(text),
        });
        match text {
            Ok(text) => Self { encoded_len: encoded_len(&text), text: Ok(text) },
            Err(reason) => Self { encoded_len: 0, text: Err(EncodeError::new(name, reason)) },
        }
    }

    pub(crate) fn encoded_len(&self) -> usize {
        self.encoded_len
    }

    /// Why the value is refused.
    #[cfg(feature = "dynamic")]
    pub(crate) fn refusal(&self) -> Option<&EncodeError> {
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
