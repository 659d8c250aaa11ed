//! Rewriting of a request for the upstream: its target and headers are made from the decoded values and the declaration.

use std::borrow::Cow;

use endpoint_runtime::{
    http::{HeaderMap, HeaderName, StatusCode, Uri, Version, header, request::Parts},
    media_type,
    metadata::{Metadata, Parameter, ParameterLocation, QueryPair, QueryValue},
    path::encode_segments_into,
    percent::{decode, decode_form, encode, encode_into},
    provider::KeyLocation,
    server::tree::{InvalidSegment, InvalidValue, PathSegment},
};

use crate::{
    DeclaredRoute, Problem, cookies, fixed_headers,
    passed_headers::{PASSED, has_connection_options, is_connection_option},
};

/// Headers that may occur several times in a request.
const REPEATABLE: [HeaderName; 3] = [header::ACCEPT, header::ACCEPT_LANGUAGE, HeaderName::from_static("tracestate")];

/// The initial capacity of the header map. hyper reuses the map for the response, which needs more than the request.
const HEADER_CAPACITY: usize = 12;

/// Refuses a head that HTTP allows, but that the gateway and the upstream could read differently.
///
/// `Upgrade` is ignored and not forwarded, as a server may (RFC 9110, section 7.8): default Java clients offer `h2c`.
pub(crate) fn check_head(head: &Parts) -> Result<(), Problem> {
    let hosts = head.headers.get_all(header::HOST).iter().count();
    if hosts > 1 || (hosts == 0 && head.version == Version::HTTP_11) {
        return Err(Problem::bad_request("host", "the request has no `Host` or several; send one"));
    }
    Ok(())
}

/// Refuses a path with a segment that the upstream, or a proxy in front of it, could read as another path.
pub(crate) fn check_segments(segments: &[PathSegment<'_>]) -> Result<(), Problem> {
    for segment in segments {
        match segment.text() {
            Ok(text) => check_text(text)?,
            Err(InvalidSegment::Dot) => {
                let detail = "the path has a segment `.` or `..`, encoded or not; give another value";
                return Err(Problem::bad_request("path", detail));
            }
            Err(InvalidSegment::Malformed) => {
                let detail = "the path is not valid; after `%` give two hexadecimal digits, and encode text as UTF-8";
                return Err(Problem::bad_request("path", detail));
            }
        }
    }
    Ok(())
}

fn check_text(text: &str) -> Result<(), Problem> {
    // Nearly every literal and id has only these characters, which every server reads alike.
    if text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')) {
        return Ok(());
    }
    let refused = |detail: &'static str| Err(Problem::bad_request("path_value", detail));
    if text.contains(['/', '\\']) || text.chars().any(char::is_control) {
        return refused("a path value contains `/`, `\\` or a control character, encoded or not; give another value");
    }
    // `..;x` and `.. ` are `..` to some servers.
    if matches!(text.split(';').next().unwrap_or(text).trim(), "." | "..") {
        return refused("a path value is `.` or `..` to servers that cut off `;` and blanks; give another value");
    }
    // A server that decodes twice must not see a text that was refused above. Each decoded text is shorter than the last.
    match decode(text) {
        Ok(again) if again != text => check_text(&again),
        _ => Ok(()),
    }
}

/// The names of path parameters, and their decoded values.
pub(crate) type PathValues<'p> = Vec<(&'static str, Cow<'p, str>)>;

/// Refuses a value that the upstream could read as another one.
pub(crate) fn invalid_value(invalid: InvalidValue) -> Problem {
    Problem::bad_request("path_value", format!("`{}`: {invalid}; give another value", invalid.name))
}

/// Builds the target at the upstream: the template's literals as a client of the endpoint sends them, and the decoded values and the
/// query, which are encoded again.
pub(crate) fn target(declared: &DeclaredRoute, values: &PathValues<'_>, query: Option<&str>) -> Result<Uri, Problem> {
    let base = declared.base()?;
    let metadata = declared.operation().metadata;
    let literals = metadata.literals.iter().map(|literal| literal.len());
    let room = literals.chain(values.iter().map(|(_, value)| value.len())).sum::<usize>();
    let mut path = String::with_capacity(base.prefix().len() + room);
    path.push_str(base.prefix());
    let mut parameters = metadata.path_parameters().zip(values);
    for literal in metadata.literals {
        path.push_str(literal);
        let Some((parameter, (name, value))) = parameters.next() else { continue };
        if parameter.several_segments {
            encode_segments_into(value, &mut path);
            continue;
        }
        match metadata.parameters().find(|known| known.name == *name) {
            Some(known) if known.separator().is_some() => path.push_str(&known.percent_encode(value)),
            _ => encode_into(value, &mut path),
        }
    }
    push_query(declared, query.unwrap_or_default(), &mut path)?;
    let uri = Uri::builder().scheme(base.scheme().clone()).authority(base.authority().clone()).path_and_query(path);
    // Only the length can be wrong, since everything is encoded.
    uri.build().map_err(|_| {
        Problem::new(
            StatusCode::URI_TOO_LONG,
            "target_too_long",
            "the request's target is too long; send a shorter path or query",
        )
    })
}

/// Appends the query that is forwarded: its pairs in the order of the template, as a client of the endpoint sends them. The caller's keys
/// must be declared.
fn push_query(declared: &DeclaredRoute, query: &str, path: &mut String) -> Result<(), Problem> {
    let metadata = declared.operation().metadata;
    let given = given_pairs(declared, query)?;
    let mut separator = '?';
    let mut push = |pair: [&str; 3]| {
        path.push(std::mem::replace(&mut separator, '&'));
        path.extend(pair);
    };
    for QueryPair { key, value } in metadata.query_pairs() {
        match value {
            QueryValue::Fixed(value) => push([key, "=", value]),
            QueryValue::Absent => push([key, "", ""]),
            QueryValue::Parameter(name) => {
                let values = given.iter().filter(|(parameter, ..)| parameter.name == name);
                values.for_each(|(parameter, key, value)| push([key, "=", &parameter.percent_encode(value)]));
            }
        }
    }
    for parameter in metadata.parameters().filter(|parameter| is_unnamed(metadata, parameter)) {
        for (_, key, value) in given.iter().filter(|(given, ..)| given.name == parameter.name) {
            push([key, "=", &parameter.percent_encode(value)]);
        }
    }
    Ok(())
}

/// Returns whether the query has the parameter, but not the template: it is a map, or one of a group.
fn is_unnamed(metadata: &Metadata, parameter: &Parameter) -> bool {
    let is_named = || metadata.query_pairs().any(|pair| pair.value == QueryValue::Parameter(parameter.name));
    parameter.location == ParameterLocation::Query && !is_named()
}

/// A caller's value: its parameter, its key as it is sent, and its text.
type GivenPair<'q> = (Parameter, String, Cow<'q, str>);

/// Returns the caller's values of declared parameters.
fn given_pairs<'q>(route: &DeclaredRoute, query: &'q str) -> Result<Vec<GivenPair<'q>>, Problem> {
    let metadata = route.operation().metadata;
    let refused = |detail: String| Err(Problem::bad_request("query", detail));
    let declared = || metadata.parameters().filter(|known| known.location == ParameterLocation::Query);
    let fixed = metadata.fixed_query();
    let mut pairs: Vec<GivenPair<'_>> = Vec::new();
    for pair in query.split('&').filter(|_| !query.is_empty()) {
        let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
        let (Ok(key), Ok(value)) = (decode_form(key), decode_form(value)) else {
            return refused(
                "the query is not valid; after `%` give two hexadecimal digits, and encode text as UTF-8".to_owned(),
            );
        };
        if fixed.iter().any(|(known, fixed)| *known == key && *fixed == value) {
            continue;
        }
        // The gateway adds its own.
        if route.is_key(KeyLocation::Query, &key) {
            continue;
        }
        let in_map = || {
            declared().find_map(|known| Some((known, known.sent_map_key(known.map_key(&key, metadata)?, metadata)?)))
        };
        let in_nested = || {
            let known = declared().find(|known| known.takes_nested_key(&key))?;
            let rest = key.strip_prefix(known.wire_name)?;
            Some((known, format!("{}{}", sent_key(metadata, &known), encode(rest))))
        };
        let exact = declared().find(|known| known.wire_name == key && !known.map);
        let exact = exact.map(|known| (known, sent_key(metadata, &known)));
        let Some((parameter, sent)) = exact.or_else(in_map).or_else(in_nested) else {
            let known: Vec<&str> = declared().map(|known| known.wire_name).collect();
            let known = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
            return refused(format!("a query key is not declared; this operation takes: {known}"));
        };
        let is_list = key.ends_with("[]") && parameter.nesting().is_some_and(|nesting| nesting.first.is_none());
        if !parameter.repeated
            && !is_list
            && pairs.iter().any(|(earlier, key, _)| earlier.name == parameter.name && *key == sent)
        {
            return refused(format!("the query key `{}` occurs several times; send it once", parameter.wire_name));
        }
        pairs.push((parameter, sent, value));
    }
    Ok(pairs)
}

/// Returns the key of a parameter that is no map, as a client of the endpoint sends it.
fn sent_key(metadata: &Metadata, parameter: &Parameter) -> String {
    let named = metadata.query_pairs().find(|pair| pair.value == QueryValue::Parameter(parameter.name));
    named.map_or_else(|| parameter.written_key(), |pair| pair.key.to_owned())
}

/// Returns the headers that are forwarded, without the credential.
pub(crate) fn headers(declared: &DeclaredRoute, head: &Parts) -> Result<HeaderMap, Problem> {
    let mut passed = HeaderMap::with_capacity(HEADER_CAPACITY);
    let has_options = has_connection_options(&head.headers);
    for name in head.headers.keys() {
        if !PASSED.contains(name) && !declared.takes_header(name) {
            continue;
        }
        if has_options && is_connection_option(&head.headers, name) {
            continue;
        }
        let values = head.headers.get_all(name);
        if !REPEATABLE.contains(name) && values.iter().nth(1).is_some() {
            return Err(Problem::bad_request(
                "header",
                format!("the header `{name}` occurs several times; send it once"),
            ));
        }
        let is_plain = PASSED.contains(name);
        for value in values {
            // The other values are arguments of the operation, which the library's clients refuse, too.
            if !is_plain && !value.as_bytes().iter().all(|byte| matches!(byte, b' '..=b'~')) {
                return Err(Problem::bad_request(
                    "header",
                    format!("the header `{name}` has other characters than visible ASCII and blanks; remove them"),
                ));
            }
            passed.append(name.clone(), value.clone());
        }
    }
    cookies::add(declared, head, &mut passed)?;
    fixed_headers::add(declared.operation().metadata, &mut passed)?;
    Ok(passed)
}

/// Refuses a body of another media type than the declared one, or one that is not declared.
pub(crate) fn check_content(declared: &DeclaredRoute, headers: &HeaderMap, is_empty: bool) -> Result<(), Problem> {
    if is_empty {
        return Ok(());
    }
    let unsupported = |detail: String| Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "content_type", detail));
    let coding = headers.get(header::CONTENT_ENCODING);
    let is_compressed = declared.operation().metadata.compressed;
    if coding.is_some_and(|coding| !is_compressed || coding.as_bytes() != b"gzip") {
        return unsupported("the body has a `Content-Encoding`; send it without one".to_owned());
    }
    let metadata = declared.operation().metadata;
    let Some(content_type) = metadata.content_type() else {
        return Err(Problem::bad_request("body", "this operation takes no body; send none"));
    };
    let given = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    if given.is_some_and(|given| media_type::is_of(metadata, given)) {
        return Ok(());
    }
    let expected = media_type::essence(content_type);
    unsupported(format!("the body has another `Content-Type`; send `{expected}`"))
}

#[cfg(test)]
mod header_tests;
#[cfg(test)]
mod tests;
