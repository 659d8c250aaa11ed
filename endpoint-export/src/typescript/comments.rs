//! Documentation from Rust as comments of JavaScript.

use crate::markdown::unlinked;

/// Writes a comment of these paragraphs and tags, with `indent` before each line; nothing if both are empty.
///
/// No text can end the comment or add a tag.
pub(super) fn comment(docs: &str, tags: &[String], indent: &str) -> String {
    let mut lines = lines(docs);
    if !lines.is_empty() && !tags.is_empty() {
        lines.push(String::new());
    }
    lines.extend(tags.iter().map(|tag| one_line(tag)));
    match lines.as_slice() {
        [] => String::new(),
        [line] => format!("{indent}/** {line} */\n"),
        lines => {
            let body: String =
                lines.iter().map(|line| format!("{indent} * {line}").trim_end().to_owned() + "\n").collect();
            format!("{indent}/**\n{body}{indent} */\n")
        }
    }
}

/// Writes a text as the rest of one line of a comment.
pub(super) fn inline(text: &str) -> String {
    let lines: Vec<String> = lines(text).into_iter().filter(|line| !line.is_empty()).collect();
    lines.join(" ").trim().to_owned()
}

/// Returns a text without blanks and byte-order marks around it and without other control characters than `\n`, which ends
/// every line. Documentation may be included from files that have all of these.
pub(super) fn normalized(docs: &str) -> String {
    let docs = docs.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}').replace("\r\n", "\n");
    // JavaScript ends lines at each of these.
    docs.replace(['\r', '\u{2028}', '\u{2029}'], "\n").replace(|c: char| c.is_control() && c != '\n', " ")
}

/// Returns the text's lines, made safe for a comment.
fn lines(docs: &str) -> Vec<String> {
    let docs = normalized(docs);
    let mut lines = Vec::new();
    let mut is_code = false;
    for line in unlinked(&docs).split('\n') {
        let is_fence = line.trim_start().starts_with("```");
        is_code ^= is_fence;
        let line = if is_code || is_fence { line.to_owned() } else { without_heading(line) };
        lines.push(one_line(&untagged(&line)));
    }
    if docs.is_empty() { Vec::new() } else { lines }
}

/// Replaces characters that would end the comment or the line.
fn one_line(line: &str) -> String {
    let line: String =
        line.chars().map(|c| if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') { ' ' } else { c }).collect();
    line.replace("*/", "*\\/").trim_end().to_owned()
}

/// Writes a heading of Markdown, which editors do not show as one, in bold.
fn without_heading(line: &str) -> String {
    let heading = line.trim_start_matches('#');
    let is_heading = heading.len() < line.len() && heading.starts_with(' ');
    if is_heading { format!("**{}**", heading.trim()) } else { line.to_owned() }
}

/// Escapes each `@word` that would be a tag: those after a blank.
fn untagged(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut last = ' ';
    for c in line.chars() {
        if c == '@' && last.is_whitespace() {
            out.push('\\');
        }
        out.push(c);
        last = c;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_line_stays_on_one_line() {
        assert_eq!(comment("The app.", &[], "  "), "  /** The app. */\n");
        assert_eq!(comment("", &[], "  "), "");
        assert_eq!(comment("", &["@deprecated".to_owned()], ""), "/** @deprecated */\n");
    }

    #[test]
    fn rustdoc_is_read_as_an_editor_reads_it() {
        let docs = "Lists [`apps`](Self::apps), see [RFC 9110](https://www.rfc-editor.org).\n\n# Errors\n`gone` (404).";
        let text = comment(docs, &["@deprecated use `list`".to_owned()], "");
        let expected = "/**\n * Lists `apps`, see [RFC 9110](https://www.rfc-editor.org).\n *\n * **Errors**\n * `gone` (404).\n *\n * @deprecated use `list`\n */\n";
        assert_eq!(text, expected);
    }

    #[test]
    fn all_ends_of_lines_are_one() {
        let docs = "Revokes.\n\nAll of it, </script> `x` ``*`` cafe\u{301}.";
        let expected = "/**\n * Revokes.\n *\n * All of it, </script> `x` ``*`` cafe\u{301}.\n */\n";
        for docs in [
            docs.to_owned(),
            docs.replace('\n', "\r\n"),
            docs.replace('\n', "\r"),
            docs.replace('\n', "\u{2028}"),
            format!("\u{feff}{}\r\n", docs.replace('\n', "\r\n")),
        ] {
            assert_eq!(comment(&docs, &[], ""), expected, "{docs:?}");
            assert_eq!(inline(&docs), "Revokes. All of it, </script> `x` ``*`` cafe\u{301}.");
        }
        assert_eq!(comment("\u{feff}\r\n", &[], ""), "");
    }

    #[test]
    fn nothing_ends_the_comment_or_makes_a_tag() {
        for docs in [
            "a */ alert(1) /*",
            "a *\u{2028}/ b",
            "@deprecated not really",
            "x\r@private",
            "`a @type {b`",
            "*/*/",
            "``` */",
            "*\u{0}/",
        ] {
            let text = comment(docs, &[], "");
            assert_eq!(text.matches("*/").count(), 1, "{text}");
            assert!(text.trim_end().ends_with("*/"), "{text}");
            assert!(!text.contains(" @"), "{text}");
            assert!(!text.contains(['\r', '\u{2028}', '\u{2029}']), "{text}");
        }
    }
}
