//! The mark that some editors and programs write at the start of a text in UTF-8.

/// Returns the text without the mark at its start.
pub(crate) fn without(text: &[u8]) -> &[u8] {
    text.strip_prefix("\u{feff}".as_bytes()).unwrap_or(text)
}
