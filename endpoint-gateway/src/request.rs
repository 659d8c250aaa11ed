//! Rewriting a request: its target and headers are written anew from what was decoded and declared.

use endpoint_runtime::{
    http::{HeaderMap, HeaderName, StatusCode, Uri, Version, header, request::Parts},
    metadata::{BodyFormat, Location},
    percent::{decode, decode_form, encode_into},
    server::tree::{PathSegment, TemplateSegment},
};

use crate::{
    DeclaredRoute, Problem,
    media_type::essence,
    passed_headers::{PASSED, has_connection_options, is_connection_option},
};

/// Of these a request may hold several.
const REPEATABLE: [HeaderName; 3] = [header::ACCEPT, header::ACCEPT_LANGUAGE, HeaderName::from_static("tracestate")];

/// For how many headers there is room at first. hyper puts those of the answer into the same map, to which more are added.
const HEADER_CAPACITY: usize = 12;

/// Refuses what HTTP allows but two readers could read differently.
pub(crate) fn check_head(head: &Parts) -> Result<(), Problem> {
    let hosts = head.headers.get_all(header::HOST).iter().count();
    if hosts > 1 || (hosts == 0 && head.version == Version::HTTP_11) {
        return Err(Problem::bad_request("host", "a request has one `Host`"));
    }
    if head.headers.contains_key(header::UPGRADE) {
        return Err(Problem::bad_request("upgrade", "a connection stays with HTTP/1.1"));
    }
    Ok(())
}

/// Refuses a path with a segment that the upstream, or what stands before it, could read as another path.
pub(crate) fn check_segments(segments: &[PathSegment<'_>]) -> Result<(), Problem> {
    for segment in segments {
        let PathSegment::Text(text) = segment else {
            let detail = match segment {
                PathSegment::Dot => "`.` and `..` are no path segments, encoded or not",
                _ => "in a path `%` needs two hexadecimal digits, and the text is UTF-8",
            };
            return Err(Problem::bad_request("path", detail));
        };
        check_text(text)?;
    }
    Ok(())
}

fn check_text(text: &str) -> Result<(), Problem> {
    // Nearly every literal and id is of these alone, which nobody reads as anything else.
    if text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')) {
        return Ok(());
    }
    let refused = |detail: &'static str| Err(Problem::bad_request("path_value", detail));
    if text.contains(['/', '\\']) || text.chars().any(char::is_control) {
        return refused("a path value holds no `/`, no `\\` and no control character, encoded or not");
    }
    // `..;x` and `.. ` are `..` to some servers.
    if matches!(text.split(';').next().unwrap_or(text).trim(), "." | "..") {
        return refused("`.` and `..` are no path segments, also with what some servers cut off");
    }
    // Whoever decodes twice must not see what was refused above. Each round is shorter than the one before.
    match decode(text) {
        Ok(again) if again != text => check_text(&again),
        _ => Ok(()),
    }
}

/// The target at the upstream: the template's literals, the decoded values and the query, all encoded anew.
pub(crate) fn target(
    declared: &DeclaredRoute,
    segments: &[PathSegment<'_>],
    query: Option<&str>,
) -> Result<Uri, Problem> {
    let base = declared.base();
    let room = segments.iter().map(|segment| if let PathSegment::Text(text) = segment { text.len() + 1 } else { 0 });
    let mut path = String::with_capacity(base.prefix().len() + room.sum::<usize>());
    path.push_str(base.prefix());
    for (piece, segment) in declared.template_segments().iter().zip(segments) {
        path.push('/');
        match (piece, segment) {
            (TemplateSegment::Literal(literal), _) => encode_into(literal, &mut path),
            (TemplateSegment::Parameter(_), PathSegment::Text(value)) => encode_into(value, &mut path),
            // `check_segments` has refused it.
            (TemplateSegment::Parameter(_), _) => return Err(Problem::bad_request("path", "this path is malformed")),
        }
    }
    for (index, (key, value)) in query_pairs(declared, query.unwrap_or_default())?.into_iter().enumerate() {
        path.push(if index == 0 { '?' } else { '&' });
        encode_into(&key, &mut path);
        path.push('=');
        encode_into(&value, &mut path);
    }
    let uri = Uri::builder().scheme(base.scheme().clone()).authority(base.authority().clone()).path_and_query(path);
    // Only the length can be wrong, since all else is encoded.
    uri.build().map_err(|_| Problem::new(StatusCode::URI_TOO_LONG, "target_too_long", "the request target is too long"))
}

/// The query that goes on: the fixed pairs, then what the caller gave of the declared keys.
fn query_pairs(declared: &DeclaredRoute, query: &str) -> Result<Vec<(String, String)>, Problem> {
    let metadata = declared.operation().metadata;
    let refused = |detail: String| Err(Problem::bad_request("query", detail));
    let mut pairs: Vec<(String, String)> =
        metadata.fixed_query.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
    let fixed = pairs.len();
    for pair in query.split('&').filter(|_| !query.is_empty()) {
        let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
        let (Ok(key), Ok(value)) = (decode_form(key), decode_form(value)) else {
            return refused("in a query `%` needs two hexadecimal digits, and the text is UTF-8".to_owned());
        };
        if metadata.fixed_query.contains(&(&*key, &*value)) {
            continue;
        }
        let parameter = metadata.parameters().find(|known| known.location == Location::Query && known.wire_name == key);
        let Some(parameter) = parameter else {
            let known: Vec<&str> = metadata
                .parameters()
                .filter(|known| known.location == Location::Query)
                .map(|known| known.wire_name)
                .collect();
            let known = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
            return refused(format!("a query key is not declared; this operation has: {known}"));
        };
        if !parameter.repeated && pairs.iter().skip(fixed).any(|(earlier, _)| *earlier == key) {
            return refused(format!("`{}` may occur once", parameter.wire_name));
        }
        pairs.push((key.into_owned(), value.into_owned()));
    }
    Ok(pairs)
}

/// The headers that go on, without the credential.
pub(crate) fn headers(declared: &DeclaredRoute, head: &Parts) -> Result<HeaderMap, Problem> {
    let mut passed = HeaderMap::with_capacity(HEADER_CAPACITY);
    let has_options = has_connection_options(&head.headers);
    for name in head.headers.keys() {
        if !PASSED.contains(name) && !declared.headers().contains(name) {
            continue;
        }
        if has_options && is_connection_option(&head.headers, name) {
            continue;
        }
        let values = head.headers.get_all(name);
        if !REPEATABLE.contains(name) && values.iter().nth(1).is_some() {
            return Err(Problem::bad_request("header", format!("`{name}` may occur once")));
        }
        for value in values {
            if !value.as_bytes().iter().all(|byte| matches!(byte, b' '..=b'~')) {
                return Err(Problem::bad_request("header", format!("`{name}` is visible ASCII, with blanks within")));
            }
            passed.append(name.clone(), value.clone());
        }
    }
    Ok(passed)
}

/// Refuses a body of another kind than the declared one. `is_empty` is known of requests without a body.
pub(crate) fn check_content(declared: &DeclaredRoute, headers: &HeaderMap, is_empty: bool) -> Result<(), Problem> {
    if is_empty {
        return Ok(());
    }
    let unsupported = |detail: String| Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "content_type", detail));
    if headers.contains_key(header::CONTENT_ENCODING) {
        return unsupported("the body has no `Content-Encoding`".to_owned());
    }
    let format = declared.operation().metadata.body;
    if format == BodyFormat::None {
        return Err(Problem::bad_request("body", "this operation takes no body"));
    }
    let expected = essence(format.content_type().unwrap_or_default());
    let given = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).map(essence);
    if given.is_some_and(|given| given.eq_ignore_ascii_case(expected)) {
        return Ok(());
    }
    unsupported(format!("the body is `{expected}`"))
}
