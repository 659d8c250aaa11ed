//! The prefix of a trait's templates, and the suffixes that its methods add.

use super::{
    TemplateError, check_several, parse_translated, path, path::Start, split_outside_placeholders, url, with_correction,
};
use crate::model::Template;

/// Parses the option `path` of a trait.
pub(crate) fn parse_prefix(text: &str) -> (Template, Vec<TemplateError>) {
    const WHOLE: &str = "prefix";
    if text.is_empty() || text == "/" {
        let help = "write the beginning of a path, `/v1/things`, or remove the option";
        return (Template::default(), vec![TemplateError::new("the prefix has no segment", help)]);
    }
    match path::check_start(text, WHOLE) {
        None => parse_started_prefix(text, WHOLE),
        Some(Start { error, corrected: None }) => (Template::default(), vec![error]),
        Some(Start { error, corrected: Some(path) }) => {
            let path = path.trim_end_matches('/');
            with_correction(error, parse_translated(path, &[], WHOLE))
        }
    }
}

fn parse_started_prefix(text: &str, whole: &str) -> (Template, Vec<TemplateError>) {
    let (mut template, mut errors) = parse_translated(text, &[], whole);
    let (before_fragment, _) = split_outside_placeholders(text, '#');
    if let (path, Some(query)) = split_outside_placeholders(before_fragment, '?') {
        let help = format!("write `{path}` here, and `?{query}` in the templates of the methods");
        errors = vec![TemplateError::new("the prefix has a query", help)];
        template.query.clear();
    } else if errors.is_empty() && text.ends_with('/') {
        let help = format!("write `{}`; a method adds a template that begins with `/`", text.trim_end_matches('/'));
        errors.push(TemplateError::new("the prefix ends in a slash", help));
    }
    (template, errors)
}

/// Parses the part of a template that a method adds to `prefix`, whose text and template these are. Returns the whole
/// template.
pub(crate) fn parse_suffix(
    text: &str,
    prefix_text: &str,
    prefix: &Template,
    arguments: &[&str],
) -> (Template, Vec<TemplateError>) {
    if continues_segment(text) {
        return parse_translated(&format!("{prefix_text}{text}"), arguments, "template with the trait's prefix");
    }
    let (suffix, mut errors) = match check_suffix_start(text, prefix_text, prefix) {
        None => parse_translated(text, arguments, "template"),
        Some(Start { error, corrected: None }) => {
            (Template::default(), vec![TemplateError { is_corrected: true, ..error }])
        }
        Some(Start { error, corrected: Some(text) }) => {
            with_correction(error, parse_translated(&text, arguments, "template"))
        }
    };
    for name in suffix.argument_names().filter(|name| prefix.argument_names().any(|other| other == *name)) {
        errors.push(TemplateError::new(
            format!("`<{name}>` is in the trait's prefix already"),
            "an argument fills one place; remove it here, or add another argument for the second one",
        ));
    }
    let is_new = prefix.segments.iter().any(|segment| segment.several().is_some())
        && suffix.segments.iter().filter(|segment| segment.several().is_some()).count() == 1;
    let segments = prefix.segments.iter().cloned().chain(suffix.segments).collect();
    let template = Template { segments, query: suffix.query, url: None };
    if is_new {
        check_several(&template, "template with the trait's prefix", &mut errors);
    }
    (template, errors)
}

/// Returns whether a suffix belongs to the last segment of its prefix: `:commit`, `.json`, `(<id>)`.
fn continues_segment(text: &str) -> bool {
    let mut characters = text.chars();
    characters.next().is_some_and(|first| ":.(;@".contains(first))
        && characters.next().is_some_and(|second| second.is_ascii_alphanumeric() || "<'".contains(second))
}

fn check_suffix_start(text: &str, prefix_text: &str, prefix: &Template) -> Option<Start> {
    let start =
        |problem: String, help: String, corrected| Some(Start { error: TemplateError::new(problem, help), corrected });
    if text.is_empty() {
        let help = format!("remove it: without a template, the path is that of the trait, `{prefix_text}`");
        return start("the template is empty".to_owned(), help, None);
    }
    if let Some(start) = path::check_host(text, "template") {
        return Some(start);
    }
    if !text.starts_with(['/', '?']) {
        let corrected = format!("/{text}");
        let or_url = match url::parse(text) {
            Some(_) => format!("; the URL that a response gave is written without quotes, `{text}`"),
            None => String::new(),
        };
        let help = format!("write `\"{corrected}\"`; it is added to the trait's prefix, `{prefix_text}`{or_url}");
        return start("the template starts neither with `/` nor with `?`".to_owned(), help, Some(corrected));
    }
    // A single segment may well be repeated: `/groups` and `/groups/<group_id>`.
    let rest = text.strip_prefix(prefix_text).filter(|_| prefix.segments.len() > 1)?;
    if !(rest.is_empty() || rest.starts_with(['/', '?'])) {
        return None;
    }
    let problem = format!("the template repeats the trait's prefix, `{prefix_text}`");
    match rest {
        "" => start(problem, "remove the template".to_owned(), None),
        rest => start(problem, format!("write only what follows it, `\"{rest}\"`"), Some(rest.to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_suffix_is_joined_to_its_prefix() {
        let (prefix, errors) = parse_prefix("/v1/a/<b>");
        assert_eq!(errors, []);
        for (suffix, path) in [("/c/<d>", "/v1/a/<b>/c/<d>"), ("?<e>&f=1", "/v1/a/<b>"), ("/", "/v1/a/<b>/")] {
            let (joined, errors) = parse_suffix(suffix, "/v1/a/<b>", &prefix, &[]);
            assert_eq!(errors, [], "{suffix}");
            assert_eq!(joined, super::super::parse(&format!("/v1/a/<b>{suffix}"), &[]).0);
            assert_eq!(joined.path(), path);
        }
        for suffix in [":undelete", ".json?<e>", "(<c>)", "('<c>')/d"] {
            let (joined, errors) = parse_suffix(suffix, "/v1/a/<b>", &prefix, &[]);
            assert_eq!(errors, [], "{suffix}");
            assert_eq!(joined, super::super::parse(&format!("/v1/a/<b>{suffix}"), &[]).0);
        }
        let (prefix, _) = parse_prefix("/groups");
        assert_eq!(parse_suffix("/groups/<id>", "/groups", &prefix, &[]).0.path(), "/groups/groups/<id>");
    }

    #[test]
    fn each_mistake_of_a_prefix_is_named_once() {
        for (text, problem) in [
            ("", "the prefix has no segment"),
            ("/", "the prefix has no segment"),
            ("v1", "the prefix does not start with a slash"),
            ("https://h/v1", "the prefix contains a scheme and a host"),
            ("//h", "the prefix starts with `//`"),
            ("/v1/", "the prefix ends in a slash"),
            ("/v1/<a>/", "the prefix ends in a slash"),
            ("/v1//", "the prefix has an empty segment"),
            ("/v1?a=1", "the prefix has a query"),
            ("/v1/?a", "the prefix has a query"),
            ("/v1?", "the prefix has a query"),
            ("/v1#a", "the prefix has a fragment"),
            ("/v1/../a", "the prefix has the segment `..`"),
            ("/v1/<a>/<a>", "`<a>` is in the prefix twice"),
            ("/v1/{a}", "not by `{a}`"),
            ("/v1/a b", "RFC 3986"),
        ] {
            let (_, errors) = parse_prefix(text);
            assert_eq!(errors.len(), 1, "{text}: {errors:?}");
            assert!(errors[0].problem.contains(problem), "{text}: {errors:?}");
        }
    }

    #[test]
    fn each_mistake_of_a_suffix_is_named_once() {
        let (prefix, _) = parse_prefix("/v1/<a>");
        for (text, problem) in [
            ("", "the template is empty"),
            ("b", "the template starts neither with `/` nor with `?`"),
            ("<b>", "the template starts neither with `/` nor with `?`"),
            (":<a>", "`<a>` is in the template with the trait's prefix twice"),
            ("https://h/v1", "a scheme and a host"),
            ("//b", "the template has an empty segment"),
            ("/b/<a>", "`<a>` is in the trait's prefix already"),
            ("?<a>", "`<a>` is in the trait's prefix already"),
            ("/v1/<a>", "the template repeats the trait's prefix"),
            ("/v1/<a>/b", "the template repeats the trait's prefix"),
            ("/<b>/<b>", "`<b>` is in the template twice"),
            ("?", "the query has an empty part"),
        ] {
            let (_, errors) = parse_suffix(text, "/v1/<a>", &prefix, &[]);
            assert_eq!(errors.len(), 1, "{text}: {errors:?}");
            assert!(errors[0].problem.contains(problem), "{text}: {errors:?}");
        }
    }
}
