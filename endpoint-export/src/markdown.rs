//! Rust documentation as Markdown for readers outside of rustdoc.

/// Returns the first paragraph on one line.
pub(crate) fn summary(docs: &str) -> String {
    let lines = docs.lines().map(str::trim).skip_while(|line| line.is_empty());
    unlinked(&lines.take_while(|line| !line.is_empty()).collect::<Vec<_>>().join(" "))
}

/// Returns the text after the first paragraph.
pub(crate) fn details(docs: &str) -> String {
    let paragraphs = docs.trim().split_once("\n\n").map_or("", |(_, rest)| rest);
    unlinked(paragraphs.trim())
}

/// Replaces links to Rust items, which lead nowhere outside of rustdoc, by their text: ``[`Error`](crate::Error)`` and
/// ``[`Error`]`` become `` `Error` ``. Code stays as it is.
pub(crate) fn unlinked(docs: &str) -> String {
    let mut out = String::with_capacity(docs.len());
    let mut rest = docs;
    while let Some(at) = rest.find(['[', '`']) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        rest = match span(from) {
            Span::Code(code) => {
                out.push_str(code);
                from.strip_prefix(code)
            }
            Span::Item { text, all } => {
                out.push_str(text);
                from.strip_prefix(all)
            }
            Span::Other(first) => {
                out.push_str(first);
                from.strip_prefix(first)
            }
        }
        .unwrap_or_default();
    }
    out.push_str(rest);
    out
}

/// A span that begins with `[` or a backtick.
enum Span<'t> {
    /// Code with its backticks.
    Code(&'t str),
    /// A link to a Rust item: its text, and the whole link.
    Item { text: &'t str, all: &'t str },
    /// Any other text.
    Other(&'t str),
}

fn span(from: &str) -> Span<'_> {
    let ticks = from.len() - from.trim_start_matches('`').len();
    let (first, rest) = from.split_at(ticks.max(1));
    if ticks > 0 {
        // Code ends with as many backticks as it began with.
        return match rest.find(first) {
            Some(end) => Span::Code(from.get(..ticks + end + ticks).unwrap_or(from)),
            None => Span::Other(first),
        };
    }
    item(from, rest).unwrap_or(Span::Other(first))
}

/// Parses the link at the start of `from`. Its text is at the start of `rest`.
fn item<'t>(from: &'t str, rest: &'t str) -> Option<Span<'t>> {
    let (text, after) = rest.split_once(']')?;
    let target = target(after);
    let length = 1 + text.len() + 1 + target.map_or(0, |target| target.len() + 2);
    let is_item = is_path(target.unwrap_or(text)) && (target.is_some() || text.starts_with('`'));
    is_item.then_some(Span::Item { text, all: from.get(..length)? })
}

/// Parses a link's target, which follows its text; `None` if the text is the whole link.
fn target(after: &str) -> Option<&str> {
    let close = if after.starts_with('(') { ')' } else { ']' };
    if !after.starts_with(['(', '[']) {
        return None;
    }
    let end = after.find(close)?;
    // The parentheses of a function are within those of the link.
    let is_function = after.get(..=end)?.ends_with("()") && after.get(end..)?.starts_with("))");
    after.get(1..if is_function { end + 1 } else { end })
}

/// Returns whether the target names a Rust item, as `crate::Error`, `` `Error::status()` `` and `struct@Error` do.
fn is_path(target: &str) -> bool {
    let path = target.trim_matches('`').trim_end_matches("()").trim_end_matches('!');
    let path = path.split_once('@').map_or(path, |(_, path)| path);
    let is_name = |name: &str| !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_');
    path.split("::").all(is_name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_to_items_become_their_text() {
        for (docs, shown) in [
            ("see [`Error::status`](endpoint_runtime::Error::status).", "see `Error::status`."),
            ("see [the status](Self::status()) here", "see the status here"),
            ("see [`Error`], [`Other`][`crate::Other`]", "see `Error`, `Other`"),
            (
                "[docs](https://example.com/a_b) and [rules](#errors)",
                "[docs](https://example.com/a_b) and [rules](#errors)",
            ),
            ("an array `[u8]`, `a[\"[`b`]\"]` and [1]", "an array `[u8]`, `a[\"[`b`]\"]` and [1]"),
            ("```\nlet a = [`x`];\n``` [`Error`]", "```\nlet a = [`x`];\n``` `Error`"),
            ("open [ and ` stay, é too", "open [ and ` stay, é too"),
        ] {
            assert_eq!(unlinked(docs), shown);
        }
    }

    #[test]
    fn the_first_paragraph_and_the_rest() {
        let docs = "Lists what\nthere is.\n\nAll of it.\n\n# Errors\nNone.";
        assert_eq!(summary(docs), "Lists what there is.");
        assert_eq!(details(docs), "All of it.\n\n# Errors\nNone.");
        assert_eq!((summary("").as_str(), details("One.").as_str()), ("", ""));
    }
}
