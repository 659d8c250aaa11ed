//! The request that a call has to send, derived from the declaration without any of the encoders.

use std::fmt::Debug;

use base64::{Engine, prelude::BASE64_STANDARD};
use endpoint_runtime::metadata::{BodyFormat, Parameter, ParameterLocation, QueryPair, QueryValue};
use endpoint_test_support::recorder::RecordedRequest;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use serde_json::{Map, Value};

use crate::cases::Case;

type Pairs = Vec<(String, String)>;

/// The parts of a request that are compared.
#[derive(Debug, PartialEq)]
pub(crate) struct RequestParts {
    method: String,
    /// The path and the query as they are sent, so that all surfaces order and encode them alike.
    target: String,
    /// The declared headers of the operation, the credential and the content type.
    headers: Vec<(String, Vec<String>)>,
    body: Content,
}

#[derive(Debug, PartialEq)]
enum Content {
    Json(Value),
    /// As it is sent, so that all surfaces order and encode it alike.
    Form(String),
    Bytes(Vec<u8>),
}

impl RequestParts {
    /// Describes the differences from another request.
    pub(crate) fn differences(&self, other: &Self) -> Vec<String> {
        let difference_in = |name: &str, one: &dyn Debug, other: &dyn Debug| {
            let (one, other) = (format!("{one:?}"), format!("{other:?}"));
            (one != other).then(|| format!("{name}: expected {one}\n    {:>1$} {other}", "found", name.len() + 10))
        };
        let parts = [
            difference_in("method", &self.method, &other.method),
            difference_in("target", &self.target, &other.target),
            difference_in("headers", &self.headers, &other.headers),
            difference_in("body", &self.body, &other.body),
        ];
        parts.into_iter().flatten().collect()
    }
}

/// Returns the parts that the request of a call has to have, below a path and with a credential.
pub(crate) fn expected(case: &Case, below: &str, authorization: &str) -> RequestParts {
    let metadata = case.operation.metadata;
    let body = body(case);
    let mut headers = vec![(
        "authorization".to_owned(),
        if metadata.authenticated { vec![authorization.to_owned()] } else { Vec::new() },
    )];
    let content_type = body.as_ref().and_then(|_| metadata.content_type());
    headers.push(("content-type".to_owned(), content_type.into_iter().map(str::to_owned).collect()));
    for parameter in metadata.parameters().filter(|parameter| parameter.location == ParameterLocation::Header) {
        let value = case.input.get(parameter.name).map(text);
        let name = parameter.wire_name.to_ascii_lowercase();
        headers.retain(|(known, _)| *known != name);
        headers.push((name, value.into_iter().collect()));
    }
    RequestParts {
        method: metadata.method.to_string(),
        target: comparable(case, target(case, below)),
        headers,
        body: body.unwrap_or(Content::Bytes(Vec::new())),
    }
}

/// Returns the parts of a received request.
pub(crate) fn parts_of(request: &RecordedRequest, case: &Case, expected: &RequestParts) -> RequestParts {
    let all = |name: &String| request.header_all(name).into_iter().map(str::to_owned).collect();
    RequestParts {
        method: request.method.clone(),
        target: comparable(case, request.target.clone()),
        headers: expected.headers.iter().map(|(name, _)| (name.clone(), all(name))).collect(),
        body: match (case.operation.metadata.body, request.json()) {
            _ if request.body.is_empty() => Content::Bytes(Vec::new()),
            (BodyFormat::Json, Ok(json)) => Content::Json(json),
            (BodyFormat::Form, _) if has_secret(case, &[ParameterLocation::Field]) => {
                Content::Form(encoded_pairs(&request.form()))
            }
            (BodyFormat::Form, _) => Content::Form(request.text()),
            _ => Content::Bytes(request.body.clone()),
        },
    }
}

/// Returns whether `Accept` is absent, `*/*` or the declared type.
pub(crate) fn accepts(request: &RecordedRequest, case: &Case) -> bool {
    let right = case.operation.metadata.response.content_type;
    matches!(request.header_all("accept").as_slice(), [] | ["*/*"]) || request.header_all("accept") == [right]
}

/// The characters of a value that are encoded: all but the unreserved ones (RFC 3986, section 2.3).
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Returns the template with the values in it, and with its literals as they are written.
fn target(case: &Case, below: &str) -> String {
    let metadata = case.operation.metadata;
    let encoded = |value: &Value| encoded(&text(value));
    let segments = metadata.template.split('/').map(|segment| {
        let name = segment.strip_prefix('<').and_then(|name| name.strip_suffix('>'));
        name.map_or_else(|| segment.to_owned(), |name| case.input.get(name).map(encoded).unwrap_or_default())
    });
    let path = segments.collect::<Vec<_>>().join("/");
    let pairs = metadata.query_pairs().flat_map(|QueryPair { key, value }| match value {
        QueryValue::Fixed(value) => vec![format!("{key}={value}")],
        QueryValue::Absent => vec![key.to_owned()],
        QueryValue::Parameter(name) => {
            let given = case.values().find(|(parameter, _)| parameter.name == name);
            let values = given.into_iter().flat_map(|(parameter, value)| values(parameter, value));
            values.map(|value| format!("{key}={}", encoded(value))).collect()
        }
    });
    let query = pairs.collect::<Vec<_>>().join("&");
    if query.is_empty() { format!("{below}{path}") } else { format!("{below}{path}?{query}") }
}

/// Encodes a target anew if it contains a secret. A snippet reads it from the environment and encodes it with a function of its
/// language, each of which leaves other characters as they are.
fn comparable(case: &Case, target: String) -> String {
    if !has_secret(case, &[ParameterLocation::Path, ParameterLocation::Query]) {
        return target;
    }
    let encoded = |text: &str| encoded(&percent_decode_str(text).decode_utf8_lossy());
    target.split('/').map(encoded).collect::<Vec<_>>().join("/")
}

fn has_secret(case: &Case, locations: &[ParameterLocation]) -> bool {
    case.values().any(|(parameter, _)| parameter.sensitive && locations.contains(&parameter.location))
}

fn encoded(text: &str) -> String {
    utf8_percent_encode(text, ENCODED).to_string()
}

fn encoded_pairs(pairs: &[(String, String)]) -> String {
    let pairs = pairs.iter().map(|(key, value)| format!("{}={}", encoded(key), encoded(value)));
    pairs.collect::<Vec<_>>().join("&")
}

/// Returns the values of a parameter; a repeated one has a list of them.
fn values(parameter: Parameter, value: &Value) -> Vec<&Value> {
    match value {
        Value::Array(values) if parameter.repeated => values.iter().collect(),
        value => vec![value],
    }
}

/// Returns the pairs of a form; a list repeats its name.
fn pairs(case: &Case, location: ParameterLocation) -> Pairs {
    let given = case.values().filter(|(parameter, _)| parameter.location == location);
    given
        .flat_map(|(parameter, value)| {
            values(parameter, value).into_iter().map(move |value| (parameter.wire_name.to_owned(), text(value)))
        })
        .collect()
}

fn body(case: &Case) -> Option<Content> {
    let format = case.operation.metadata.body;
    let declared = case.operation.metadata.parameters().find(|parameter| parameter.location == ParameterLocation::Body);
    if let Some(parameter) = declared {
        let value = case.input.get(parameter.name)?;
        return Some(match (format, value) {
            (BodyFormat::Json, value) => Content::Json(value.clone()),
            (BodyFormat::Form, Value::Object(fields)) => Content::Form(encoded_pairs(&form(fields))),
            (BodyFormat::Bytes, value) => Content::Bytes(BASE64_STANDARD.decode(text(value)).unwrap()),
            (_, value) => Content::Bytes(text(value).into_bytes()),
        });
    }
    match format {
        BodyFormat::Json => {
            let fields = case.values().filter(|(parameter, _)| parameter.location == ParameterLocation::Field);
            let fields = fields.map(|(parameter, value)| (parameter.wire_name.to_owned(), value.clone()));
            Some(Content::Json(Value::Object(fields.collect())))
        }
        BodyFormat::Form => Some(Content::Form(encoded_pairs(&pairs(case, ParameterLocation::Field)))),
        _ => None,
    }
}

/// Returns the pairs of a form that is one object.
fn form(fields: &Map<String, Value>) -> Pairs {
    let fields = fields.iter().filter(|(_, value)| !value.is_null());
    fields.map(|(name, value)| (name.clone(), text(value))).collect()
}

/// Returns the text of a scalar.
pub(crate) fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        value => value.to_string(),
    }
}
