//! The header `Link` (RFC 8288).

use http::{HeaderMap, header::LINK};

/// Returns the target of the first link whose relation is `next`.
pub(crate) fn next(headers: &HeaderMap) -> Option<&str> {
    headers.get_all(LINK).iter().filter_map(|value| value.to_str().ok()).find_map(next_in)
}

/// Searches the links of one header: `<target>; rel="next"; other=parameter, <target> …`.
fn next_in(mut text: &str) -> Option<&str> {
    loop {
        let (target, parameters) = text.split_once('<')?.1.split_once('>')?;
        let (is_next, rest) = read_parameters(parameters);
        if is_next {
            return Some(target.trim());
        }
        text = rest;
    }
}

/// Reads the parameters of one link. Returns whether its relation is `next`, and the text after the link.
fn read_parameters(mut text: &str) -> (bool, &str) {
    let mut relation = None;
    loop {
        text = text.trim_start_matches([' ', '\t', ';']);
        if text.is_empty() || text.starts_with(',') {
            return (relation.is_some_and(has_next), text);
        }
        let end = text.find(['=', ';', ',']).unwrap_or(text.len());
        let (name, rest) = text.split_at(end);
        let mut value = "";
        text = rest;
        if let Some(rest) = rest.strip_prefix('=') {
            (value, text) = read_value(rest.trim_start());
        }
        // Only the first `rel` counts (RFC 8288, section 3.3).
        if name.trim().eq_ignore_ascii_case("rel") {
            relation = relation.or(Some(value));
        }
    }
}

/// Reads a token or a quoted text. Returns it without its quotes, and the text after it.
fn read_value(text: &str) -> (&str, &str) {
    let Some(quoted) = text.strip_prefix('"') else {
        return text.split_at(text.find([';', ',']).unwrap_or(text.len()));
    };
    let mut is_escaped = false;
    let end = quoted.find(|c: char| {
        let is_end = c == '"' && !is_escaped;
        is_escaped = c == '\\' && !is_escaped;
        is_end
    });
    match end {
        Some(end) => (quoted.get(..end).unwrap_or_default(), quoted.get(end + 1..).unwrap_or_default()),
        None => (quoted, ""),
    }
}

/// Returns whether a list of relations contains `next`.
fn has_next(relations: &str) -> bool {
    relations.split_ascii_whitespace().any(|relation| relation.eq_ignore_ascii_case("next"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn next_of(headers: &[&'static str]) -> Option<String> {
        let mut map = HeaderMap::new();
        for header in headers {
            map.append(LINK, http::HeaderValue::from_static(header));
        }
        next(&map).map(str::to_owned)
    }

    #[test]
    fn the_next_page_is_found_among_other_links() {
        for header in [
            r#"<https://api.test/a?page=1>; rel="prev", <https://api.test/a?page=3>; rel="next", <https://api.test/a?page=9>; rel="last""#,
            "<https://api.test/a?page=3>;rel=next",
            r#"<x>; title="a, \"b\"; rel=next, <c>"; rel=prev,<https://api.test/a?page=3>; REL = "first NEXT""#,
            r#"<https://api.test/a?page=3>; foo; rel="next"; rel="prev""#,
        ] {
            assert_eq!(next_of(&[header]).as_deref(), Some("https://api.test/a?page=3"), "{header}");
        }
        assert_eq!(next_of(&["<a>; rel=prev", "</b?c=d,e>; rel=next"]).as_deref(), Some("/b?c=d,e"));
    }

    #[test]
    fn a_header_without_a_next_page_has_none() {
        for header in [
            "",
            "<a>",
            "<a>; rel=prev",
            "<a; rel=next",
            "rel=next",
            r#"<a>; rel="nextone""#,
            "<a>; rel=",
            r#"<a>; rel=""#,
        ] {
            assert_eq!(next_of(&[header]), None, "{header}");
        }
        assert_eq!(next_of(&[]), None);
    }
}
