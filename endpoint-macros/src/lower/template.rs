//! The checks of a template.

mod characters;
mod foreign;
mod path;
mod placeholder;
mod prefix;
mod query;
mod segment;
pub(crate) mod url;

pub(crate) use prefix::{parse_prefix, parse_suffix};

use self::{foreign::Translation, path::Start};
use crate::model::{QueryValue, Segment, Template};

/// A mistake in a template, and how to fix it.
#[derive(Debug, PartialEq)]
pub(crate) struct TemplateError {
    pub(crate) problem: String,
    pub(crate) help: String,
    /// True if the template was read as it was meant.
    pub(crate) is_corrected: bool,
}

impl TemplateError {
    fn new(problem: impl Into<String>, help: impl Into<String>) -> Self {
        Self { problem: problem.into(), help: help.into(), is_corrected: false }
    }
}

/// Parses a template, and returns it without its invalid parts, beside the mistakes in them. `arguments` are the names of the
/// method's arguments.
pub(crate) fn parse(text: &str, arguments: &[&str]) -> (Template, Vec<TemplateError>) {
    match path::check_start(text, "template") {
        None => parse_translated(text, arguments, "template"),
        Some(Start { error, corrected: None }) => (Template::default(), vec![error]),
        Some(Start { error, corrected: Some(text) }) => {
            with_correction(error, parse_translated(&text, arguments, "template"))
        }
    }
}

/// Returns a template as it is meant, after arguments in other notations were translated.
pub(crate) fn corrected(text: &str, arguments: &[&str]) -> String {
    let start = path::check_start(text, "template").and_then(|start| start.corrected);
    let text = start.unwrap_or_else(|| text.to_owned());
    foreign::translate(&text, arguments).map_or(text, |translation| translation.text)
}

/// Parses a template whose start was checked, after arguments in other notations were translated.
fn parse_translated(text: &str, arguments: &[&str], whole: &str) -> (Template, Vec<TemplateError>) {
    match foreign::translate(text, arguments) {
        Some(Translation { text, error }) => with_correction(error, parse_parts(&text, whole)),
        None => parse_parts(text, whole),
    }
}

/// Adds the mistake that a template was corrected for.
fn with_correction(
    error: TemplateError,
    (template, mut errors): (Template, Vec<TemplateError>),
) -> (Template, Vec<TemplateError>) {
    errors.insert(0, TemplateError { is_corrected: true, ..error });
    (template, errors)
}

/// Parses a template whose start was checked. `whole` names the text for messages.
fn parse_parts(text: &str, whole: &str) -> (Template, Vec<TemplateError>) {
    let mut errors = Vec::new();
    let (text, fragment) = split_outside_placeholders(text, '#');
    if let Some(fragment) = fragment {
        errors.push(TemplateError::new(
            format!("the {whole} has a fragment, `#{fragment}`"),
            format!("write `\"{text}\"`, since a fragment is never sent to a server; a literal `#` is `%23`"),
        ));
    }
    let (path, query) = split_outside_placeholders(text, '?');
    let segments = path::parse(path, whole, &mut errors);
    let query = query.map(|query| query::parse(query, &mut errors)).unwrap_or_default();
    let template = Template { segments, query, url: None };
    check_names(&template, whole, &mut errors);
    check_several(&template, whole, &mut errors);
    check_keys(&template, &mut errors);
    (template, errors)
}

/// Splits at the first `separator` outside of `<…>`.
fn split_outside_placeholders(text: &str, separator: char) -> (&str, Option<&str>) {
    let mut depth = 0_usize;
    for (index, c) in text.char_indices() {
        match c {
            '<' => depth += 1,
            '>' => depth = depth.saturating_sub(1),
            '/' => depth = 0,
            c if c == separator && depth == 0 => {
                let (before, after) = text.split_at(index);
                return (before, after.strip_prefix(separator));
            }
            _ => {}
        }
    }
    (text, None)
}

/// Refuses a second `<name..>`: a server could not tell where the first one ends.
fn check_several(template: &Template, whole: &str, errors: &mut Vec<TemplateError>) {
    let mut several = template.segments.iter().filter_map(Segment::several);
    if let (Some(first), Some(second)) = (several.next(), several.next()) {
        errors.push(TemplateError::new(
            format!("the {whole} has two arguments of several segments, `<{first}..>` and `<{second}..>`"),
            format!("write `<{second}>` for one segment; a server could not tell where the first one ends"),
        ));
    }
}

fn check_names(template: &Template, whole: &str, errors: &mut Vec<TemplateError>) {
    let mut seen: Vec<&str> = Vec::new();
    for name in template.argument_names() {
        if seen.contains(&name) {
            errors.push(TemplateError::new(
                format!("`<{name}>` is in the {whole} twice"),
                "an argument fills one place; add another argument for the second one",
            ));
        } else {
            seen.push(name);
        }
    }
}

/// Refuses a repeated key, unless both values are constants: a server could not tell the values of arguments apart.
fn check_keys(template: &Template, errors: &mut Vec<TemplateError>) {
    for (index, pair) in template.query.iter().enumerate() {
        let is_literal = |value: &QueryValue| matches!(value, QueryValue::Literal(_));
        let Some(first) = template.query.iter().take(index).find(|other| other.key == pair.key) else { continue };
        if is_literal(&first.value) && is_literal(&pair.value) {
            continue;
        }
        let help = match (&first.value, &pair.value) {
            (QueryValue::Absent, _) | (_, QueryValue::Absent) => "remove one of them",
            _ => "for a repeated key, declare one argument of the type `Vec<T>`",
        };
        errors.push(TemplateError::new(format!("the query key `{}` is in the template twice", pair.key), help));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_is_read_in_order() {
        let (template, errors) = parse("/v1/<a>/b/<c>/?<d>&e=<f>&g%5B%5D=h%20i", &[]);
        assert_eq!(errors, []);
        assert_eq!(template.path(), "/v1/<a>/b/<c>/");
        assert_eq!(template.literals(), ["/v1/", "/b/", "/"]);
        assert_eq!(template.argument_names().collect::<Vec<_>>(), ["a", "c", "d", "f"]);
        assert_eq!(template.query.iter().map(|pair| pair.key.as_str()).collect::<Vec<_>>(), ["d", "e", "g[]"]);
        assert_eq!(template.query(), "d=<d>&e=<f>&g%5B%5D=h%20i");
        assert_eq!(template.route_key(), "/v1/<>/b/<>/");
        let (template, errors) = parse("/<a>...<b>/x%2D<c>:d/<e..>/f", &[]);
        assert_eq!(errors, []);
        assert_eq!(template.path(), "/<a>...<b>/x%2D<c>:d/<e..>/f");
        assert_eq!(template.literals(), ["/", "...", "/x%2D", ":d/", "/f"]);
        assert_eq!(template.route_key(), "/<>...<>/x-<>:d/<..>/f");
        let (template, errors) = parse("/a?uploads&filter[name]=<b>&$top=<c>&d.e=f&%5Bg%5D", &[]);
        assert_eq!(errors, []);
        let keys: Vec<_> = template.query.iter().map(|pair| pair.key.as_str()).collect();
        assert_eq!(keys, ["uploads", "filter[name]", "$top", "d.e", "[g]"]);
        assert_eq!(template.query(), "uploads&filter%5Bname%5D=<b>&$top=<c>&d.e=f&%5Bg%5D");
        assert_eq!(parse("/", &[]).0.literals(), ["/"]);
        assert_eq!(parse("/<a>", &[]).0.literals(), ["/", ""]);
    }

    #[test]
    fn each_mistake_is_named_once() {
        for (text, problem) in [
            ("", "the template is empty"),
            ("v1/x", "does not start with a slash"),
            ("https://h/v1", "a scheme and a host"),
            ("//h/v1", "starts with `//`"),
            ("/a//b", "an empty segment"),
            ("/a//", "an empty segment"),
            ("/./b", "the segment `.`"),
            ("/a/%2E./b", "the segment `%2E.`"),
            ("/{a}", "not by `{a}`"),
            ("/a{b}", "not by `{b}`"),
            ("/a{1}", "contains a brace"),
            ("/<a", "not by `<a`"),
            ("/a>", "not by `a>`"),
            ("/<a<b>>", "inside of `<…>`"),
            ("/<a><b>", "nothing stands between"),
            ("/<a..>/<b..>", "two arguments of several segments"),
            ("/<a..>/<a>", "twice"),
            ("/a/<b>/..", "the segment `..`"),
            ("/a<b", "not closed"),
            ("/a>b", "was not opened"),
            ("/<1a>", "is not the name"),
            ("/<>", "is not the name"),
            ("/<r#type>", "is not the name"),
            ("/<a>/<a>", "twice"),
            ("/<a>?<a>", "twice"),
            ("/a#b", "a fragment"),
            ("/a b", "RFC 3986"),
            ("/é", "RFC 3986"),
            ("/%2", "RFC 3986"),
            ("/a?", "an empty part"),
            ("/a?b&b", "the query key `b` is in the template twice"),
            ("/a?b&b=1", "the query key `b` is in the template twice"),
            ("/a?b=[1]", "RFC 3986"),
            ("/a?=b", "has no key"),
            ("/a?<b>=c", "an argument as its key"),
            ("/a?b=x<c>", "is only a part"),
            ("/a?b=c&&d=e", "an empty part"),
            ("/a?b=<c>&b=<d>", "the query key `b` is in the template twice"),
            ("/a?b=1&%62=<d>", "the query key `b` is in the template twice"),
            ("/a?b='c'", "RFC 3986"),
            ("/a?b=%FF", "the query value `%FF` is not UTF-8"),
            ("/a?%FF=b", "the query key `%FF` is not UTF-8"),
        ] {
            let (_, errors) = parse(text, &[]);
            assert_eq!(errors.len(), 1, "{text}: {errors:?}");
            assert!(errors[0].problem.contains(problem), "{text}: {errors:?}");
            assert!(!errors[0].help.is_empty());
        }
    }
}
