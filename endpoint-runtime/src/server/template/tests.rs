//! Tests of templates: a path is taken apart into the values that it was made of.

use proptest::{collection::vec, prelude::*, proptest, sample::select};

use super::*;
use crate::{
    __private::METADATA,
    base_url::BaseUrl,
    error::EncodeErrorKind,
    metadata::Metadata,
    path::PathValue,
    request::Encoder,
    server::tree::{Node, path_segments},
};

fn leak(text: String) -> &'static str {
    Box::leak(text.into_boxed_str())
}

/// Makes the declaration that the macro makes of a template.
fn metadata(template: &str) -> &'static Metadata {
    let template = leak(template.to_owned());
    let literals = template.split('<').enumerate().map(|(at, piece)| match at {
        0 => piece,
        _ => piece.split_once('>').map_or("", |(_, literal)| literal),
    });
    let literals: Vec<&str> = literals.collect();
    Box::leak(Box::new(Metadata { template, literals: Box::leak(literals.into_boxed_slice()), ..METADATA }))
}

fn encode(metadata: &'static Metadata, values: &[String]) -> Result<String, crate::EncodeError> {
    let base: BaseUrl = "http://localhost".parse().unwrap();
    let mut encoder = Encoder::new(metadata, &base);
    let values: Vec<PathValue<'_>> = metadata
        .path_parameters()
        .zip(values)
        .map(|(parameter, text)| {
            let value = PathValue::new(parameter.name, Ok(text.as_str().into()));
            if parameter.several_segments { value.several() } else { value }
        })
        .collect();
    encoder.path(values.iter());
    encoder.finish(false)?;
    Ok(encoder.into_request().uri().path().to_owned())
}

fn decode(template: &'static str, path: &str) -> Option<Result<Vec<String>, InvalidValue>> {
    let segments = template_segments(template);
    let mut tree = Node::default();
    *tree.slot(&segments) = Some(());
    let path = path_segments(path, usize::MAX)?;
    tree.find(&path)?;
    let values = path_values(&segments, path);
    Some(values.map(|values| values.into_iter().map(|(_, value)| value.into_owned()).collect()))
}

#[test]
fn a_value_ends_at_the_first_literal_behind_it() {
    for (template, path, values) in [
        ("/<id>.json", "/1.json", Some(vec!["1"])),
        ("/<id>.json", "/1%2Ejson", Some(vec!["1"])),
        ("/<id>.json", "/1.jso%6e", Some(vec!["1"])),
        ("/<id>.json", "/.json", None),
        ("/<id>.json", "/1.json.json", None),
        ("/<id>.json", "/1.xml", None),
        ("/<id>:undelete", "/a:undelete", Some(vec!["a"])),
        ("/<id>:undelete", "/a%3Aundelete", None),
        ("/<id>%3Aundelete", "/a%3aundelete", Some(vec!["a"])),
        ("/<id>%3Aundelete", "/a:undelete", None),
        ("/<a>...<b>", "/main...v1...2", Some(vec!["main", "v1...2"])),
        ("/<a>...<b>", "/main....v1", Some(vec!["main", ".v1"])),
        ("/<a>...<b>", "/...v1", None),
        ("/<a>...<b>", "/main...", None),
        ("/People('<id>')", "/People('x%2Fy')", Some(vec!["x/y"])),
        ("/People('<id>')", "/People(%27x%27)", None),
        ("/vms;max=<n>/x", "/vms;max=3/x", Some(vec!["3"])),
        ("/<a>2F<b>", "/%2F2F%2F", Some(vec!["/", "/"])),
        ("/v2/<ns..>/blobs/<digest>", "/v2/a/b/c/blobs/d", Some(vec!["a/b/c", "d"])),
        ("/v2/<ns..>/blobs/<digest>", "/v2/blobs/blobs/blobs/d", Some(vec!["blobs/blobs", "d"])),
        ("/v2/<ns..>/blobs/<digest>", "/v2/blobs/d", None),
        ("/v2/<ns..>/blobs/<digest>", "/v2/a//blobs/d", None),
        ("/<key..>", "/a", Some(vec!["a"])),
        ("/<key..>", "/a%20b/%C3%A9/c", Some(vec!["a b/é/c"])),
        ("/<key..>", "/", None),
        ("/<key..>", "/a/", None),
        ("/<name..>:cancel", "/a:cancel/b:cancel", Some(vec!["a:cancel/b"])),
        ("/<name..>:cancel", "/a:cancel/b", None),
        ("/@<name..>.x/y", "/@a/b.x/y", Some(vec!["a/b"])),
        ("/@<name..>.x/y", "/@a.x/y", Some(vec!["a"])),
        ("/@<name..>.x/y", "/@.x/y", None),
    ] {
        let decoded = decode(template, path).map(Result::unwrap);
        assert_eq!(decoded, values.map(|values| values.into_iter().map(str::to_owned).collect()), "{template} {path}");
    }
}

#[test]
fn a_value_that_no_client_sends_is_refused() {
    for (template, path, detail) in [
        ("/<id>", "/%2e%2e", "the path segment is `.` or `..`"),
        ("/<id>.json", "/...json", "the path segment is `.` or `..`"),
        ("/<id>:undelete", "/a%3Aundelete:undelete", "holds the literal that ends it"),
        ("/<key..>", "/a/../b", "the path segment is `.` or `..`"),
        ("/<key..>", "/a%2Fb", "an encoded slash"),
        ("/<key..>", "/a/b%2f..%2fc", "an encoded slash"),
        ("/<key..>", "/a/%FF", "is malformed"),
    ] {
        let invalid = decode(template, path).unwrap().unwrap_err();
        assert!(invalid.to_string().contains(detail), "{template} {path}: {invalid}");
        assert!(template.contains(invalid.name));
    }
}

#[test]
fn the_errors_of_values_name_the_field() {
    for (template, values, field) in [
        ("/<a>...<b>", ["x...y", "z"], "a"),
        ("/<a>...<b>", ["x.", "z"], "a"),
        ("/<a>...<b>", ["x", ".."], "b"),
        ("/<a>/<b..>.json", ["x", "y/z.json"], "b"),
        ("/<a>/<b..>.json", ["x", "y//z"], "b"),
    ] {
        let error = encode(metadata(template), &values.map(str::to_owned)).unwrap_err();
        assert_eq!(error.field(), field, "{template}");
    }
    let error = encode(metadata("/<id>:undelete"), &["a:undelete".to_owned()]).unwrap_err();
    assert!(matches!(error.kind(), EncodeErrorKind::PathLiteral { literal: ":undelete" }), "{error}");
}

/// The texts that values and literals are made of.
const TEXTS: [&str; 16] =
    [".", "..", "...", ".json", ":undelete", "('", "')", ";max=", "-", "a", "é", "%", "%2E", "x", "=", "A9"];

/// Returns a literal as the macro accepts it.
fn literal() -> impl Strategy<Value = String> {
    let encoded = |text: &str| -> String {
        let encode = |c: char| {
            let is_raw = c.is_ascii_alphanumeric() || "-._~!$&'()*+,;=:@".contains(c);
            if is_raw { c.to_string() } else { percent::encode(&c.to_string()) }
        };
        text.chars().map(encode).collect()
    };
    vec(select(&TEXTS[..]), 1..3).prop_map(move |texts| encoded(&texts.concat()))
}

fn value() -> impl Strategy<Value = String> {
    prop_oneof![vec(select(&TEXTS[..]), 0..4).prop_map(|texts| texts.concat()), "\\PC{0,6}"]
}

/// A template with at most one `<name..>`, and its values.
fn template() -> impl Strategy<Value = (String, Vec<String>)> {
    let name = |at: usize| format!("<p{at}>");
    let partial = (vec((literal(), value()), 0..3), any::<bool>(), any::<bool>(), literal(), value());
    let partial = partial.prop_map(move |(inner, begins, ends, last, first_value)| {
        // `\0` stands for a name.
        let mut segment = if begins { last.clone() } else { String::new() };
        segment.push('\0');
        let mut values = vec![first_value];
        for (literal, value) in inner {
            segment.extend([literal.as_str(), "\0"]);
            values.push(value);
        }
        segment.push_str(if ends { &last } else { "" });
        (segment, values)
    });
    let partial = partial.boxed();
    let fixed = select(&["v1", "a", "x%2Fy", "%C3%A9"][..]).prop_map(|text| (text.to_owned(), Vec::new()));
    let several = (any::<Option<bool>>(), literal(), vec(value(), 1..4)).prop_map(|(side, literal, parts)| {
        let segment = match side {
            None => "\u{1}".to_owned(),
            Some(true) => format!("{literal}\u{1}"),
            Some(false) => format!("\u{1}{literal}"),
        };
        (segment, vec![parts.join("/")])
    });
    let segments = || vec(prop_oneof![partial.clone(), fixed.clone()], 0..3);
    let several = prop_oneof![Just(None), several.prop_map(Some)];
    (segments(), several, segments()).prop_map(move |(before, several, after)| {
        let all: Vec<_> = before.into_iter().chain(several).chain(after).collect();
        let mut template = String::new();
        let mut count = 0;
        for c in all.iter().flat_map(|(segment, _)| ["/", segment]).collect::<String>().chars() {
            match c {
                '\0' | '\u{1}' => {
                    let written = name(count);
                    count += 1;
                    template += &if c == '\0' { written } else { written.replace('>', "..>") };
                }
                c => template.push(c),
            }
        }
        let values = all.into_iter().flat_map(|(_, values)| values).collect();
        (if template.is_empty() { "/".to_owned() } else { template }, values)
    })
}

/// Returns whether a path can hold the value, by the definition.
fn is_sendable(value: &str, several: bool, end: &str) -> bool {
    let parts: Vec<&str> = if several { value.split('/').collect() } else { vec![value] };
    let end = percent::decode(end).unwrap();
    let last = parts.last().copied().unwrap_or_default();
    parts.iter().all(|part| !matches!(*part, "" | "." | ".."))
        && (end.is_empty() || format!("{last}{end}").find(&*end) == Some(last.len()))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn a_path_is_taken_apart_into_the_values_that_it_was_made_of((template, values) in template()) {
        let metadata = metadata(&template);
        let sendable = metadata
            .path_parameters()
            .zip(&values)
            .all(|(parameter, value)| is_sendable(value, parameter.several_segments, parameter.end));
        match encode(metadata, &values) {
            Err(_) => prop_assert!(!sendable, "{template} {values:?}"),
            Ok(path) => {
                prop_assert!(sendable, "{template} {values:?} {path}");
                prop_assert_eq!(decode(metadata.template, &path), Some(Ok(values)), "{} {}", template, path);
            }
        }
    }

    #[test]
    fn a_path_that_is_taken_apart_is_made_of_its_values((template, _) in template(), path in "(/[a.:/%()'=2EF-]{0,6}){1,4}") {
        let metadata = metadata(&template);
        if let Some(Ok(values)) = decode(metadata.template, &path) {
            let again = encode(metadata, &values).map_err(|error| TestCaseError::fail(error.to_string()))?;
            prop_assert_eq!(decode(metadata.template, &again), Some(Ok(values)));
        }
    }
}
