//! Documentation, shortened for a terminal.

/// Returns the first paragraph of a text on one line.
pub(crate) fn first_paragraph(docs: &str) -> String {
    let lines = docs.lines().take_while(|line| !line.trim().is_empty());
    // Also without separators of lines that `lines` does not know.
    lines.flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ")
}
