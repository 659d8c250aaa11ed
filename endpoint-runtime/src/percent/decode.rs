//! Strict percent-decoding.

use std::borrow::Cow;

/// A text with a `%` that two hexadecimal digits do not follow, or that is not UTF-8 once decoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Malformed;

/// Decodes a path segment, once.
///
/// # Errors
/// The text has an invalid escape, or is not UTF-8 once decoded.
pub fn decode(text: &str) -> Result<Cow<'_, str>, Malformed> {
    decode_bytes(text, false)
}

/// Decodes a key or a value of a query or a form, in which `+` is a space.
///
/// # Errors
/// The text has an invalid escape, or is not UTF-8 once decoded.
pub fn decode_form(text: &str) -> Result<Cow<'_, str>, Malformed> {
    decode_bytes(text, true)
}

fn decode_bytes(text: &str, plus_is_blank: bool) -> Result<Cow<'_, str>, Malformed> {
    let is_plain = |byte: u8| byte != b'%' && !(plus_is_blank && byte == b'+');
    if text.bytes().all(is_plain) {
        return Ok(Cow::Borrowed(text));
    }
    let mut decoded = Vec::with_capacity(text.len());
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        decoded.push(match byte {
            b'%' => {
                let mut digit = || bytes.next().and_then(hex).ok_or(Malformed);
                digit()? << 4 | digit()?
            }
            b'+' if plus_is_blank => b' ',
            byte => byte,
        });
    }
    String::from_utf8(decoded).map(Cow::Owned).map_err(|_| Malformed)
}

fn hex(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        b'A'..=b'F' => Some(byte - b'A' + 10),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_escape_is_decoded_once() {
        assert_eq!(decode("a%2Fb%2fc%252F+").unwrap(), "a/b/c%2F+");
        assert_eq!(decode_form("a+b%2Bc").unwrap(), "a b+c");
        assert_eq!(decode("%C3%BC").unwrap(), "ü");
        assert!(matches!(decode("plain"), Ok(Cow::Borrowed("plain"))));
    }

    #[test]
    fn what_is_no_escape_or_no_utf_8_is_refused() {
        for text in ["%", "a%2", "%zz", "%+1", "%ü", "%FF", "%C3", "%ED%A0%80", "%C0%AF"] {
            assert_eq!(decode(text), Err(Malformed), "{text}");
        }
    }
}
