//! Percent-encoding (RFC 3986, section 2.1) of paths, queries and forms.

mod decode;

pub use decode::{Malformed, decode, decode_form};

/// Returns whether the byte is an unreserved character (RFC 3986, section 2.3). Only these are not encoded.
///
/// It has no branch and no table, so that the compiler vectorizes it.
#[expect(clippy::needless_bitwise_bool, reason = "the lazy operators are branches")]
pub(crate) const fn is_unreserved(byte: u8) -> bool {
    let is_letter = (byte | 0x20).wrapping_sub(b'a') < 26;
    let is_digit = byte.wrapping_sub(b'0') < 10;
    is_letter | is_digit | (byte == b'-') | (byte == b'.') | (byte == b'_') | (byte == b'~')
}

/// The number of bytes that are checked at once.
const LANES: usize = 16;

#[inline]
fn all_unreserved(bytes: &[u8; LANES]) -> bool {
    bytes.iter().fold(true, |all, &byte| all & is_unreserved(byte))
}

/// Returns whether `text` needs no encoding, as is true of nearly every id.
fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    // The last chunk overlaps the one before it.
    match (bytes.as_chunks::<LANES>().0, bytes.last_chunk::<LANES>()) {
        (chunks, Some(last)) => chunks.iter().all(all_unreserved) && all_unreserved(last),
        _ => bytes.iter().all(|&byte| is_unreserved(byte)),
    }
}

/// Returns the length of `text` once encoded.
pub(crate) fn encoded_len(text: &str) -> usize {
    if is_plain(text) {
        return text.len();
    }
    text.len() + 2 * text.bytes().filter(|&byte| !is_unreserved(byte)).count()
}

/// Encodes one path segment, or one key or value of a query or a form: every byte that is not an unreserved character (RFC
/// 3986, section 2.3).
///
/// ```
/// assert_eq!(endpoint_runtime::percent::encode("a/b c~é"), "a%2Fb%20c~%C3%A9");
/// ```
#[must_use]
pub fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    encode_into(text, &mut out);
    out
}

/// Appends the encoded `text`, see [`encode`].
pub fn encode_into(text: &str, out: &mut String) {
    if is_plain(text) {
        return out.push_str(text);
    }
    for byte in text.bytes() {
        if is_unreserved(byte) {
            out.push(char::from(byte));
        } else {
            out.extend(['%', hex(byte >> 4), hex(byte & 15)]);
        }
    }
}

/// Appends a query key, encoded except for the characters that stay as they are in the keys of templates: `$filter`, `fields.x`.
pub(crate) fn encode_key_into(key: &str, out: &mut String) {
    let mut start = 0;
    for (index, kept) in key.match_indices(['!', '$', '(', ')', '*', ',', ':', '@', '/']) {
        encode_into(key.get(start..index).unwrap_or_default(), out);
        out.push_str(kept);
        start = index + kept.len();
    }
    encode_into(key.get(start..).unwrap_or_default(), out);
}

const fn hex(nibble: u8) -> char {
    (if nibble < 10 { b'0' + nibble } else { b'A' - 10 + nibble }) as char
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
    fn a_character_is_encoded_wherever_it_stands() {
        for byte in 0..=0x7f_u8 {
            let kept = byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
            let character = char::from(byte);
            let written = if kept { character.to_string() } else { format!("%{byte:02X}") };
            for (before, after) in [(0, 0), (0, 40), (15, 0), (16, 0), (16, 16), (20, 7), (47, 0)] {
                let (before, after) = ("a".repeat(before), "z".repeat(after));
                let text = format!("{before}{character}{after}");
                assert_eq!(encoded(&text), format!("{before}{written}{after}"));
                assert_eq!(encoded_len(&text), encoded(&text).len());
            }
        }
    }
}
