//! Percent-encoding (RFC 3986, section 2.1).

use std::fmt::Write as _;

/// Encodes every byte that is not an unreserved character.
pub(crate) fn encode(bytes: impl AsRef<[u8]>) -> String {
    bytes.as_ref().iter().fold(String::new(), |mut encoded, &byte| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            // Writing to a `String` never fails.
            let _ = write!(encoded, "%{byte:02X}");
        }
        encoded
    })
}

/// Encodes a query key, except the characters that stay as they are in the keys of a template.
pub(crate) fn encode_key(key: &str) -> String {
    let encode = |c: char| if "!$()*,:@/".contains(c) { c.to_string() } else { encode(c.to_string()) };
    key.chars().map(encode).collect()
}

/// Decodes well-formed escapes.
pub(crate) fn decode(text: &str) -> Vec<u8> {
    let mut decoded = Vec::new();
    let mut rest = text.bytes();
    let digit = |byte: Option<u8>| byte.and_then(|byte| char::from(byte).to_digit(16)).unwrap_or(0);
    while let Some(byte) = rest.next() {
        decoded.push(match byte {
            b'%' => u8::try_from(digit(rest.next()) * 16 + digit(rest.next())).unwrap_or_default(),
            byte => byte,
        });
    }
    decoded
}

/// Writes equal literals equally (RFC 3986, section 6.2.2): decodes the escapes of unreserved characters, and leaves the others.
pub(crate) fn normalize(text: &str) -> String {
    let mut normalized = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let (written, after) = rest.split_at_checked(if c == '%' { 3 } else { c.len_utf8() }).unwrap_or((rest, ""));
        normalized += &if c == '%' { encode(decode(written)) } else { written.to_owned() };
        rest = after;
    }
    normalized
}
