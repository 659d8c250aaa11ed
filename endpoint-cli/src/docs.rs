//! Documentation, shortened for a terminal.

/// Returns the first paragraph of a text on one line.
pub(crate) fn first_paragraph(docs: &str) -> String {
    docs.lines().map(str::trim).take_while(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}
