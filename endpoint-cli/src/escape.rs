//! Escaping of characters that a terminal would obey or hide: control characters, and those that change the direction of text.

use std::fmt::Write as _;

/// Returns whether a terminal obeys the character, or shows nothing for it.
fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}'
        )
}

fn replaced(text: &str, keep: &[char], write: impl Fn(&mut String, char)) -> String {
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        if is_hidden(character) && !keep.contains(&character) {
            write(&mut shown, character);
        } else {
            shown.push(character);
        }
    }
    shown
}

/// Escapes the text as `\u{1b}`, and keeps its lines.
pub(crate) fn lines(text: &str) -> String {
    replaced(text, &['\n', '\t'], |shown, character| shown.extend(character.escape_unicode()))
}

/// Escapes the text, line breaks included, so that it stays on one line.
pub(crate) fn line(text: &str) -> String {
    replaced(text, &[], |shown, character| shown.extend(character.escape_debug()))
}

/// Escapes JSON text as `\u001b`, which does not change its value.
pub(crate) fn json(text: &str) -> String {
    replaced(text, &['\n'], |shown, character| {
        for unit in character.encode_utf16(&mut [0; 2]) {
            // Writing to a string never fails.
            let _ = write!(shown, "\\u{unit:04x}");
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "a\u{1b}[2J\u{7f}\u{9b}\u{202e}\u{2066}\u{200b}\u{2028}\u{feff}\u{e0041}é😀\n";

    #[test]
    fn nothing_hides_and_the_rest_stays() {
        let shown = r"a\u{1b}[2J\u{7f}\u{9b}\u{202e}\u{2066}\u{200b}\u{2028}\u{feff}\u{e0041}é😀";
        assert_eq!(lines(TEXT), format!("{shown}\n"));
        assert_eq!(line(TEXT), format!("{shown}\\n"));
    }

    #[test]
    fn json_means_the_same() {
        let written = json(&serde_json::to_string(TEXT).unwrap());
        assert_eq!(written, r#""a\u001b[2J\u007f\u009b\u202e\u2066\u200b\u2028\ufeff\udb40\udc41é😀\n""#);
        assert_eq!(serde_json::from_str::<String>(&written).unwrap(), TEXT);
    }
}
