//! Percent-encoding of path and query values, and the refusal of path values that would change the route.
#![expect(clippy::indexing_slicing, reason = "the tables have an entry for every byte and every half of one")]

use crate::{
    error::{EncodeError, EncodeReason},
    param::{ParamError, ParamText},
};

/// RFC 3986, section 2.3: the unreserved characters, which alone go out as they are.
const UNRESERVED: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0_u8;
    loop {
        table[byte as usize] = byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~');
        if byte == u8::MAX {
            break table;
        }
        byte += 1;
    }
};

const HEX: [u8; 16] = *b"0123456789ABCDEF";

#[inline]
fn is_unreserved(byte: u8) -> bool {
    UNRESERVED[usize::from(byte)]
}

/// How many bytes `text` takes once encoded.
#[must_use]
pub(crate) fn encoded_len(text: &str) -> usize {
    text.len() + 2 * text.bytes().filter(|&byte| !is_unreserved(byte)).count()
}

/// Appends `text`, every byte but the unreserved ones percent-encoded.
pub(crate) fn encode_into(text: &str, out: &mut String) {
    for byte in text.bytes() {
        if is_unreserved(byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.push(char::from(HEX[usize::from(byte >> 4)]));
            out.push(char::from(HEX[usize::from(byte & 15)]));
        }
    }
}

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

    fn encoded(text: &str) -> String {
        let mut out = String::new();
        encode_into(text, &mut out);
        out
    }

    #[test]
    fn only_unreserved_characters_stay() {
        assert_eq!(encoded("aZ09-._~"), "aZ09-._~");
        assert_eq!(encoded("a/b?c#d%2Fe f+g"), "a%2Fb%3Fc%23d%252Fe%20f%2Bg");
        assert_eq!(encoded("ü{x}"), "%C3%BC%7Bx%7D");
        assert_eq!(encoded_len("ü{x}"), "%C3%BC%7Bx%7D".len());
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
