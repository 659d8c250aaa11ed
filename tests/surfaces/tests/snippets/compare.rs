//! Comparison of received and expected requests.

use std::collections::BTreeMap;

use base64::{Engine, prelude::BASE64_STANDARD};
use endpoint_runtime::{
    metadata::{BodyFormat, Location},
    provider::InputParameter,
};
use endpoint_test_support::recorder::RecordedRequest;
use libtest_mimic::Failed;
use serde_json::{Map, Value, json};

use crate::cases::Case;

/// The way in which requests are matched with cases.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum MatchBy {
    /// By the base URL, which ends in the number of the case.
    Url,
    /// By their order.
    Order,
}

/// Compares all requests with the expected ones. The error lists every difference with its snippet.
pub(crate) fn compare(
    cases: &[Case],
    arrived: Vec<RecordedRequest>,
    by: MatchBy,
    text: impl Fn(&Case) -> String,
) -> Result<(), Failed> {
    let mut mistakes = Vec::new();
    let mut requests: BTreeMap<usize, Vec<RecordedRequest>> = BTreeMap::new();
    for (at, request) in arrived.into_iter().enumerate() {
        let number = match by {
            MatchBy::Url => request.segments()[0].parse()?,
            MatchBy::Order => cases.get(at).map_or(at, |case| case.number),
        };
        requests.entry(number).or_default().push(request);
    }
    for case in cases {
        let verdict = match requests.remove(&case.number).as_deref() {
            Some([request]) => same(case, request, by),
            Some(several) => Err(format!("{} requests arrived", several.len())),
            None => Err("nothing arrived".to_owned()),
        };
        if let Err(mistake) = verdict {
            let values = Value::Object(case.values.clone().unwrap_or_default());
            let id = case.operation.metadata.id;
            mistakes.push(format!("case {} of {id}: {mistake}\n{values}\n{}", case.number, text(case)));
        }
    }
    mistakes.extend(requests.keys().map(|number| format!("a request of no case arrived: {number}")));
    if mistakes.is_empty() { Ok(()) } else { Err(mistakes.join("\n\n").into()) }
}

fn same(case: &Case, arrived: &RecordedRequest, by: MatchBy) -> Result<(), String> {
    // A client with its base URL from the environment has the same one for all cases.
    let prefix = usize::from(by == MatchBy::Url);
    let input = case.values.clone().unwrap_or_else(|| read(case, arrived, prefix));
    let expected = case.expected(input)?;
    equal("method", &arrived.method, &expected.method)?;
    equal("path", &arrived.segments()[prefix..].to_vec(), &expected.segments()[1..].to_vec())?;
    equal("query", &sorted(arrived.query()), &sorted(expected.query()))?;
    for (name, value) in &expected.headers {
        equal(name, &arrived.header_all(name), &vec![value.as_str()])?;
    }
    for name in ["content-type", "authorization", "x-acme-key"] {
        equal(name, &arrived.header(name).is_some(), &expected.header(name).is_some())?;
    }
    for parameter in
        case.operation.metadata.parameters().filter(|parameter| expected.header(parameter.wire_name).is_none())
    {
        equal(parameter.wire_name, &arrived.header(parameter.wire_name), &None)?;
    }
    match case.operation.metadata.body {
        BodyFormat::Json if !expected.body.is_empty() => {
            let json = arrived.json().map_err(|error| format!("no JSON: {error}: {:?}", arrived.text()))?;
            let wanted = expected.json().map_err(|error| error.to_string())?;
            if is_same(&json, &wanted) { Ok(()) } else { equal("body", &json, &wanted) }
        }
        BodyFormat::Form => equal("form", &arrived.form(), &expected.form()),
        _ => equal("body", &arrived.body, &expected.body),
    }
}

/// Reads the input from a request with placeholders, which the endpoint has to accept.
fn read(case: &Case, arrived: &RecordedRequest, prefix: usize) -> Map<String, Value> {
    let metadata = case.operation.metadata;
    let fields = match metadata.body {
        BodyFormat::Json => arrived.json().unwrap_or_default(),
        _ => Value::Null,
    };
    let pairs = |pairs: Vec<(String, String)>, wire: &str| {
        pairs.into_iter().find(|(name, _)| name == wire).map(|(_, value)| value)
    };
    let mut input = Map::new();
    for InputParameter { metadata: parameter, schema, .. } in &case.operation.parameters {
        let text = match parameter.location {
            Location::Path => {
                let mark = format!("<{}>", parameter.name);
                let at = metadata.template.split('/').skip(1).position(|segment| segment == mark).unwrap();
                arrived.segments().get(prefix + at).cloned()
            }
            Location::Query => pairs(arrived.query(), parameter.wire_name),
            Location::Header => arrived.header(parameter.wire_name).map(str::to_owned),
            Location::Field if metadata.body == BodyFormat::Form => pairs(arrived.form(), parameter.wire_name),
            Location::Body if metadata.body == BodyFormat::Bytes => Some(BASE64_STANDARD.encode(&arrived.body)),
            Location::Body if metadata.body == BodyFormat::Text && !arrived.body.is_empty() => Some(arrived.text()),
            _ => None,
        };
        let is_text = schema.get("type").is_none_or(|kind| kind == "string");
        let value = match (text, parameter.location) {
            (Some(text), _) if is_text => Some(text.into()),
            (Some(text), _) => serde_json::from_str(&text).ok(),
            (None, Location::Field) => fields.get(parameter.wire_name).cloned(),
            (None, Location::Body) if metadata.body == BodyFormat::Json => Some(fields.clone()),
            (None, Location::Body) if metadata.body == BodyFormat::Form => Some(read_form(&arrived.form())),
            _ => None,
        };
        input.extend(value.map(|value| (parameter.name.to_owned(), value)));
    }
    input
}

/// Reads the form of the fixture.
fn read_form(pairs: &[(String, String)]) -> Value {
    let all =
        |name: &str| pairs.iter().filter(|(key, _)| key == name).map(|(_, value)| value.clone()).collect::<Vec<_>>();
    json!({ "title": all("title").concat(), "pages": all("pages").concat().parse::<u16>().ok(), "tags": all("tags") })
}

fn equal<T: PartialEq + std::fmt::Debug>(what: &str, arrived: &T, expected: &T) -> Result<(), String> {
    if arrived == expected { Ok(()) } else { Err(format!("{what} is {arrived:?} instead of {expected:?}")) }
}

fn sorted(mut pairs: Vec<(String, String)>) -> Vec<(String, String)> {
    pairs.sort();
    pairs
}

/// Compares JSON, in which `1` and `1.0` are the same number.
fn is_same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => a == b || a.as_f64() == b.as_f64(),
        (Value::Array(a), Value::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| is_same(a, b)),
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len() && a.iter().all(|(name, a)| b.get(name).is_some_and(|b| is_same(a, b)))
        }
        (a, b) => a == b,
    }
}
