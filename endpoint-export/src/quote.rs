//! String literals.

/// Writes a string literal of JSON, which is one of JavaScript, TypeScript, Python and Go, too.
pub(crate) fn quoted(text: &str) -> String {
    // All invisible characters have four digits.
    quoted_with(text, |code| format!("\\u{code:04x}"))
}

/// Writes a text in double quotes, with the escapes that most languages share. `escape` writes the code point of an invisible
/// character that has none of these.
pub(crate) fn quoted_with(text: &str, escape: impl Fn(u32) -> String) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if is_invisible(c) => out.push_str(&escape(c.into())),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Returns whether a character is invisible: a control character, or one that separates lines, has no width or changes the
/// direction of the text around it.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c,
        '\0'..='\x1f' | '\x7f'..='\u{9f}' | '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_literal_is_json_without_invisible_characters() {
        assert_eq!(quoted("a\"\\\n\r\t\0é🦀"), r#""a\"\\\n\r\t\u0000é🦀""#);
        assert_eq!(quoted("\u{7f}\u{2028}\u{feff}\u{202e}"), r#""\u007f\u2028\ufeff\u202e""#);
        for text in ["", "a\"b\\c", "\u{0}\n\r\t\u{2028}\u{202e}\u{feff}\u{85}", "ü 😀 `${x}` </script>"] {
            assert_eq!(serde_json::from_str::<String>(&quoted(text)).unwrap(), text);
            assert!(!quoted(text).contains(is_invisible));
        }
    }
}
