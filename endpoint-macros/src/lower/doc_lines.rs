//! The lines of one documentation attribute, as rustdoc reads them.

/// Returns the lines without their margin: the blank of a line comment, or the `*` or the indentation of a block comment.
pub(super) fn lines(text: &str) -> Vec<&str> {
    let lines = text.split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line));
    if !text.contains('\n') {
        return lines.map(|line| line.strip_prefix(' ').unwrap_or(line)).collect();
    }
    if has_stars(text) {
        return lines.map(|line| without_star(line.trim_start())).collect();
    }
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let margin = lines.clone().filter(|line| !line.trim().is_empty()).map(indent).min().unwrap_or_default();
    lines.map(|line| line.get(margin..).unwrap_or_default()).collect()
}

fn without_star(line: &str) -> &str {
    let line = line.strip_prefix('*').unwrap_or(line);
    line.strip_prefix(' ').unwrap_or(line)
}

/// Returns whether the text is that of a block comment with a `*` before each line but the first, all in one column. Unlike a
/// list in a text, it ends with the blank before `*/`.
fn has_stars(text: &str) -> bool {
    let mut lines: Vec<&str> = text.lines().collect();
    if lines.last().is_some_and(|last| last.trim().is_empty()) {
        lines.pop();
    }
    let [first, others @ ..] = lines.as_slice() else { return false };
    let column =
        |line: &&str| line.find('*').filter(|at| line.bytes().take(*at).all(|byte| matches!(byte, b' ' | b'\t')));
    let mut columns = others.iter().map(column);
    let Some(Some(margin)) = columns.next() else { return false };
    let begins_with_star = first.trim_start().starts_with('*');
    margin > 0 && text.ends_with(' ') && !begins_with_star && columns.all(|column| column == Some(margin))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn margins_of_comments_are_no_text() {
        for (text, expected) in [
            (" One line.", "One line."),
            ("  * An item.", " * An item."),
            ("\n     * Revokes.\n     *\n     * * An item.\n     ", "\nRevokes.\n\n* An item.\n"),
            (" Revokes.\r\n     *\r\n     *   All of it.\r\n     ", "Revokes.\n\n  All of it.\n"),
            (" Revokes.\n * All. ", "Revokes.\nAll. "),
            ("\n        Revokes.\n\n            code\n        ", "\nRevokes.\n\n    code\n"),
            ("Items:\n * a\n * b", "Items:\n * a\n * b"),
            ("Items:\n\n* a\n* b\n", "Items:\n\n* a\n* b\n"),
            ("a\n \nb\r\n\r\nc", "a\n \nb\n\nc"),
        ] {
            assert_eq!(lines(text).join("\n"), expected, "{text:?}");
        }
    }
}
