//! The prefix of a trait's templates, and the suffixes that its methods add.

use super::{TemplateError, parse_parts, path, split_outside_placeholders};
use crate::model::Template;

/// Parses the option `path` of a trait.
pub(crate) fn parse_prefix(text: &str) -> (Template, Vec<TemplateError>) {
    const WHOLE: &str = "prefix";
    if text.is_empty() || text == "/" {
        let help = "write the beginning of a path, `/v1/things`, or remove the option";
        return (Template::default(), vec![TemplateError::new("the prefix has no segment", help)]);
    }
    if let Some(error) = path::check_start(text, WHOLE) {
        return (Template::default(), vec![error]);
    }
    let (mut template, mut errors) = parse_parts(text, WHOLE);
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
pub(crate) fn parse_suffix(text: &str, prefix_text: &str, prefix: &Template) -> (Template, Vec<TemplateError>) {
    let (suffix, mut errors) = match check_suffix_start(text, prefix_text, prefix) {
        Some(error) => (Template::default(), vec![error]),
        None => parse_parts(text, "template"),
    };
    for name in suffix.argument_names().filter(|name| prefix.argument_names().any(|other| other == *name)) {
        errors.push(TemplateError::new(
            format!("`<{name}>` is in the trait's prefix already"),
            "an argument fills one place; remove it here, or add another argument for the second one",
        ));
    }
    let segments = prefix.segments.iter().cloned().chain(suffix.segments).collect();
    (Template { segments, query: suffix.query }, errors)
}

fn check_suffix_start(text: &str, prefix_text: &str, prefix: &Template) -> Option<TemplateError> {
    if text.is_empty() {
        let help = format!("remove it: without a template, the path is that of the trait, `{prefix_text}`");
        return Some(TemplateError::new("the template is empty", help));
    }
    if let Some(error) = path::check_host(text, "template") {
        return Some(error);
    }
    if !text.starts_with(['/', '?']) {
        let help = format!("write `/{text}`; it is added to the trait's prefix, `{prefix_text}`");
        return Some(TemplateError::new("the template starts neither with `/` nor with `?`", help));
    }
    // A single segment may well be repeated: `/groups` and `/groups/<group_id>`.
    let rest = text.strip_prefix(prefix_text).filter(|_| prefix.segments.len() > 1)?;
    (rest.is_empty() || rest.starts_with(['/', '?'])).then(|| {
        let help = match rest {
            "" => "remove the template".to_owned(),
            rest => format!("write only what follows it, `{rest}`"),
        };
        TemplateError::new(format!("the template repeats the trait's prefix, `{prefix_text}`"), help)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_suffix_is_joined_to_its_prefix() {
        let (prefix, errors) = parse_prefix("/v1/a/<b>");
        assert_eq!(errors, []);
        for (suffix, path) in [("/c/<d>", "/v1/a/<b>/c/<d>"), ("?<e>&f=1", "/v1/a/<b>"), ("/", "/v1/a/<b>/")] {
            let (joined, errors) = parse_suffix(suffix, "/v1/a/<b>", &prefix);
            assert_eq!(errors, [], "{suffix}");
            assert_eq!(joined, super::super::parse(&format!("/v1/a/<b>{suffix}")).0);
            assert_eq!(joined.path(), path);
        }
        let (prefix, _) = parse_prefix("/groups");
        assert_eq!(parse_suffix("/groups/<id>", "/groups", &prefix).0.path(), "/groups/groups/<id>");
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
            ("/v1/{a}", "written with braces"),
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
            ("https://h/v1", "a scheme and a host"),
            ("//b", "the template has an empty segment"),
            ("/b/<a>", "`<a>` is in the trait's prefix already"),
            ("?<a>", "`<a>` is in the trait's prefix already"),
            ("/v1/<a>", "the template repeats the trait's prefix"),
            ("/v1/<a>/b", "the template repeats the trait's prefix"),
            ("/<b>/<b>", "`<b>` is in the template twice"),
            ("?", "the query has an empty part"),
        ] {
            let (_, errors) = parse_suffix(text, "/v1/<a>", &prefix);
            assert_eq!(errors.len(), 1, "{text}: {errors:?}");
            assert!(errors[0].problem.contains(problem), "{text}: {errors:?}");
        }
    }
}
