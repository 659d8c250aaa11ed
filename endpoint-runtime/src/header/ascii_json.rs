//! JSON in a header.

use std::fmt::Write as _;

/// Writes the characters of a JSON text that a header cannot hold as escapes. The value is the same: they can only be in strings.
#[must_use]
pub fn ascii_json(json: &str) -> String {
    let mut ascii = String::with_capacity(json.len());
    for character in json.chars() {
        if matches!(character, ' '..='~') {
            ascii.push(character);
            continue;
        }
        for unit in character.encode_utf16(&mut [0; 2]) {
            // Writing to a `String` never fails.
            let _ = write!(ascii, "\\u{unit:04x}");
        }
    }
    ascii
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_in_a_header_is_ascii_and_the_same_value() {
        let text = "ü\u{7f} 𝄞 \"\\";
        let ascii = ascii_json(&serde_json::to_string(text).unwrap());
        assert_eq!(ascii, r#""\u00fc\u007f \ud834\udd1e \"\\""#);
        assert_eq!(serde_json::from_str::<String>(&ascii).unwrap(), text);
    }
}
