//! String literals.

/// The string literal that JSON, JavaScript, TypeScript, Python and Go share.
pub(crate) fn quoted(text: &str) -> String {
    // All invisible characters have four digits.
    quoted_with(text, |code| format!("\\u{code:04x}"))
}

/// The text in double quotes, with the escapes that C's descendants share. `invisible` writes a character that has none
/// of these and that a reader could not see, by its code point.
pub(crate) fn quoted_with(text: &str, invisible: impl Fn(u32) -> String) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if is_invisible(c) => out.push_str(&invisible(c.into())),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Control characters, and those that separate lines, have no width or turn the direction of the text around them.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c,
        '\0'..='\x1f' | '\x7f'..='\u{9f}' | '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_literal_is_json_that_shows_every_character() {
        assert_eq!(quoted("a\"\\\n\r\t\0é🦀"), r#""a\"\\\n\r\t\u0000é🦀""#);
        assert_eq!(quoted("\u{7f}\u{2028}\u{feff}\u{202e}"), r#""\u007f\u2028\ufeff\u202e""#);
        for text in ["", "a\"b\\c", "\u{0}\n\r\t\u{2028}\u{202e}\u{feff}\u{85}", "ü 😀 `${x}` </script>"] {
            assert_eq!(serde_json::from_str::<String>(&quoted(text)).unwrap(), text);
            assert!(!quoted(text).contains(is_invisible));
        }
    }
}
