//! Documentation as all tools read it.

/// The character that some editors write at the start of a file, and that `include_str!` keeps.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// Returns a documentation as Markdown that every target can hold: its lines end in `\n`, a line of blanks is empty, and there
/// are no control characters, byte-order marks, or empty lines around it.
///
/// Files may have been checked out with other line ends, and texts may come from anywhere.
pub(super) fn normalized(docs: &str) -> String {
    if is_normal(docs) {
        return docs.to_owned();
    }
    let docs = docs.replace("\r\n", "\n").replace('\r', "\n");
    let lines: Vec<String> = docs.split('\n').map(normalized_line).collect();
    lines.join("\n").trim_matches('\n').trim_end().to_owned()
}

/// Returns whether a text is obviously normal, as nearly all are: it has no control character but line ends, and no blanks or
/// empty lines where they would be removed.
fn is_normal(docs: &str) -> bool {
    let is_plain = |byte: u8| byte == b'\n' || (b' '..0x7f).contains(&byte);
    docs.bytes().all(is_plain) && !docs.starts_with('\n') && docs.trim_end() == docs && !docs.contains("\n ")
}

fn normalized_line(line: &str) -> String {
    let line = line.trim_start_matches(BYTE_ORDER_MARK);
    if line.chars().all(char::is_whitespace) {
        return String::new();
    }
    line.chars().filter(|c| *c == '\t' || !c.is_control()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_alike_and_hold_no_control_characters() {
        for (docs, expected) in [
            ("Revokes.\r\n\r\nAll tokens go.\r\n", "Revokes.\n\nAll tokens go."),
            ("a\rb\r\n \t \r\nc  \nd", "a\nb\n\nc  \nd"),
            ("\u{feff}# A\n\u{feff}B\u{feff}", "# A\nB\u{feff}"),
            ("\n\r\n  code\n\n", "  code"),
            ("a\0b\u{1b}[31mc\u{7f}\u{9b}d\te", "ab[31mcd\te"),
            ("e\u{301} \u{e9} \u{2028} `x` */ </script>", "e\u{301} \u{e9} \u{2028} `x` */ </script>"),
            (" \r\n ", ""),
        ] {
            assert_eq!(normalized(docs), expected);
            assert_eq!(normalized(expected), expected);
        }
    }
}
