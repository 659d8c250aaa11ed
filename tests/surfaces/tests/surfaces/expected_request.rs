//! The request that a call has to send, derived from the declaration without any of the encoders.

use std::fmt::Debug;

use base64::{Engine, prelude::BASE64_STANDARD};
use endpoint_runtime::metadata::{BodyFormat, ParameterLocation, ResponseFormat};
use endpoint_test_support::recorder::RecordedRequest;
use serde_json::{Map, Value};

use crate::cases::Case;

type Pairs = Vec<(String, String)>;

/// The parts of a request that are compared.
#[derive(Debug, PartialEq)]
pub(crate) struct RequestParts {
    method: String,
    segments: Vec<String>,
    /// Sorted by name. The values of a name keep their order.
    query: Pairs,
    /// The declared headers of the operation, the credential and the content type.
    headers: Vec<(String, Vec<String>)>,
    body: Content,
}

#[derive(Debug, PartialEq)]
enum Content {
    Json(Value),
    Form(Pairs),
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
            difference_in("segments", &self.segments, &other.segments),
            difference_in("query", &self.query, &other.query),
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
    let content_type = body.as_ref().and_then(|_| metadata.body.content_type());
    headers.push(("content-type".to_owned(), content_type.into_iter().map(str::to_owned).collect()));
    for parameter in metadata.parameters().filter(|parameter| parameter.location == ParameterLocation::Header) {
        let value = case.input.get(parameter.name).map(text);
        let name = parameter.wire_name.to_ascii_lowercase();
        headers.retain(|(known, _)| *known != name);
        headers.push((name, value.into_iter().collect()));
    }
    let mut query = pairs(case, ParameterLocation::Query);
    query.extend(metadata.fixed_query.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    RequestParts {
        method: metadata.method.to_string(),
        segments: segments(case, below),
        query: sorted(query),
        headers,
        body: body.unwrap_or(Content::Bytes(Vec::new())),
    }
}

/// Returns the parts of a received request.
pub(crate) fn parts_of(request: &RecordedRequest, case: &Case, expected: &RequestParts) -> RequestParts {
    let all = |name: &String| request.header_all(name).into_iter().map(str::to_owned).collect();
    RequestParts {
        method: request.method.clone(),
        segments: request.segments(),
        query: sorted(request.query()),
        headers: expected.headers.iter().map(|(name, _)| (name.clone(), all(name))).collect(),
        body: match (case.operation.metadata.body, request.json()) {
            _ if request.body.is_empty() => Content::Bytes(Vec::new()),
            (BodyFormat::Json, Ok(json)) => Content::Json(json),
            (BodyFormat::Form, _) => Content::Form(request.form()),
            _ => Content::Bytes(request.body.clone()),
        },
    }
}

/// Returns whether `Accept` is absent, `*/*` or the declared type.
pub(crate) fn accepts(request: &RecordedRequest, case: &Case) -> bool {
    let right = match case.operation.metadata.response {
        ResponseFormat::Json => "application/json",
        _ => "*/*",
    };
    matches!(request.header_all("accept").as_slice(), [] | ["*/*"]) || request.header_all("accept") == [right]
}

fn segments(case: &Case, below: &str) -> Vec<String> {
    let template = case.operation.metadata.template;
    let segments = below.split('/').chain(template.split('/').skip(1)).skip(1);
    segments
        .map(|segment| match segment.strip_prefix('<').and_then(|name| name.strip_suffix('>')) {
            Some(name) => case.input.get(name).map(text).unwrap_or_default(),
            None => segment.to_owned(),
        })
        .collect()
}

fn sorted(mut pairs: Pairs) -> Pairs {
    pairs.sort_by(|(one, _), (other, _)| one.cmp(other));
    pairs
}

/// Returns the pairs of a query or a form; a list repeats its name.
fn pairs(case: &Case, location: ParameterLocation) -> Pairs {
    let values = case.values().filter(|(parameter, _)| parameter.location == location);
    values
        .flat_map(|(parameter, value)| {
            let values = match value {
                Value::Array(values) if parameter.repeated => values.iter().collect(),
                value => vec![value],
            };
            values.into_iter().map(|value| (parameter.wire_name.to_owned(), text(value)))
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
            (BodyFormat::Form, Value::Object(fields)) => Content::Form(form(fields)),
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
        BodyFormat::Form => Some(Content::Form(pairs(case, ParameterLocation::Field))),
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
