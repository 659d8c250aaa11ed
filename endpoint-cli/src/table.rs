//! Text in columns.

/// Writes rows in aligned columns, two spaces apart. The last column is not padded.
pub(crate) fn align<const N: usize>(rows: &[[String; N]]) -> String {
    let mut widths = [0; N];
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = columns(cell).max(*width);
        }
    }
    rows.iter().map(|row| line(row, &widths)).collect()
}

fn line<const N: usize>(row: &[String; N], widths: &[usize; N]) -> String {
    let mut line = String::new();
    for (cell, width) in row.iter().zip(widths) {
        line.push_str(cell);
        line.extend(std::iter::repeat_n(' ', width + 2 - columns(cell)));
    }
    line.truncate(line.trim_end().len());
    line.push('\n');
    line
}

/// Returns the width of the text in columns, counted as characters.
pub(crate) fn columns(text: &str) -> usize {
    text.chars().count()
}

/// Shortens the text to at most `width` columns.
pub(crate) fn truncate(text: &str, width: usize) -> String {
    if columns(text) <= width {
        return text.to_owned();
    }
    let kept: String = text.chars().take(width.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

/// Puts `indent` in front of every line that is not empty.
pub(crate) fn indent(text: &str, indent: &str) -> String {
    let line = |line: &str| if line.is_empty() { "\n".to_owned() } else { format!("{indent}{line}\n") };
    text.lines().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_aligned_and_lines_end_with_their_text() {
        let rows = [["a", "b", "c"], ["größer", "", "d"], ["e", "ff", ""]].map(|row| row.map(str::to_owned));
        assert_eq!(align(&rows), "a       b   c\ngrößer      d\ne       ff\n");
    }

    #[test]
    fn a_text_is_cut_between_characters() {
        assert_eq!(truncate("größer", 6), "größer");
        assert_eq!(truncate("größer", 4), "grö…");
        assert_eq!(truncate("größer", 0), "…");
    }
}
