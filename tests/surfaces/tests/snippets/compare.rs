//! Comparison of received and expected requests.

use std::collections::BTreeMap;

use base64::{Engine, prelude::BASE64_STANDARD};
use endpoint_runtime::{
    metadata::{BodyFormat, ParameterLocation},
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
    let mut differences = Vec::new();
    let mut requests: BTreeMap<usize, Vec<RecordedRequest>> = BTreeMap::new();
    for (index, request) in arrived.into_iter().enumerate() {
        let number = match by {
            MatchBy::Url => request.segments()[0].parse()?,
            MatchBy::Order => cases.get(index).map_or(index, |case| case.number),
        };
        requests.entry(number).or_default().push(request);
    }
    for case in cases {
        let result = match requests.remove(&case.number).as_deref() {
            Some([request]) => compare_request(case, request, by),
            Some(several) => Err(format!("{} requests arrived", several.len())),
            None => Err("no request arrived".to_owned()),
        };
        if let Err(difference) = result {
            let values = Value::Object(case.values.clone().unwrap_or_default());
            let id = case.operation.metadata.id;
            differences.push(format!("case {} of {id}: {difference}\n{values}\n{}", case.number, text(case)));
        }
    }
    differences.extend(requests.keys().map(|number| format!("a request for an unknown case arrived: {number}")));
    if differences.is_empty() { Ok(()) } else { Err(differences.join("\n\n").into()) }
}

/// Compares a received request with the expected one.
fn compare_request(case: &Case, arrived: &RecordedRequest, by: MatchBy) -> Result<(), String> {
    // A client with its base URL from the environment has the same one for all cases.
    let prefix = usize::from(by == MatchBy::Url);
    let input = case.values.clone().unwrap_or_else(|| read_input(case, arrived, prefix));
    let expected = case.expected(input)?;
    check_equal("method", &arrived.method, &expected.method)?;
    check_equal("path", &arrived.segments()[prefix..].to_vec(), &expected.segments()[1..].to_vec())?;
    check_equal("query", &sorted(arrived.query()), &sorted(expected.query()))?;
    for (name, value) in &expected.headers {
        check_equal(name, &arrived.header_all(name), &vec![value.as_str()])?;
    }
    for name in ["content-type", "authorization", "x-acme-key"] {
        check_equal(name, &arrived.header(name).is_some(), &expected.header(name).is_some())?;
    }
    for parameter in
        case.operation.metadata.parameters().filter(|parameter| expected.header(parameter.wire_name).is_none())
    {
        check_equal(parameter.wire_name, &arrived.header(parameter.wire_name), &None)?;
    }
    match case.operation.metadata.body {
        BodyFormat::Json if !expected.body.is_empty() => {
            let json = arrived.json().map_err(|error| format!("invalid JSON: {error}: {:?}", arrived.text()))?;
            let expected_json = expected.json().map_err(|error| error.to_string())?;
            if is_same(&json, &expected_json) { Ok(()) } else { check_equal("body", &json, &expected_json) }
        }
        BodyFormat::Form => check_equal("form", &arrived.form(), &expected.form()),
        _ => check_equal("body", &arrived.body, &expected.body),
    }
}

/// Reads the input from a request with placeholders, which the endpoint has to accept.
fn read_input(case: &Case, arrived: &RecordedRequest, prefix: usize) -> Map<String, Value> {
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
            ParameterLocation::Path => {
                let mark = format!("<{}>", parameter.name);
                let at = metadata.template.split('/').skip(1).position(|segment| segment == mark).unwrap();
                arrived.segments().get(prefix + at).cloned()
            }
            ParameterLocation::Query => pairs(arrived.query(), parameter.wire_name),
            ParameterLocation::Header => arrived.header(parameter.wire_name).map(str::to_owned),
            ParameterLocation::Field if metadata.body == BodyFormat::Form => pairs(arrived.form(), parameter.wire_name),
            ParameterLocation::Body if metadata.body == BodyFormat::Bytes => {
                Some(BASE64_STANDARD.encode(&arrived.body))
            }
            ParameterLocation::Body if metadata.body == BodyFormat::Text && !arrived.body.is_empty() => {
                Some(arrived.text())
            }
            _ => None,
        };
        let is_text = schema.get("type").is_none_or(|kind| kind == "string");
        let value = match (text, parameter.location) {
            (Some(text), _) if is_text => Some(text.into()),
            (Some(text), _) => serde_json::from_str(&text).ok(),
            (None, ParameterLocation::Field) => fields.get(parameter.wire_name).cloned(),
            (None, ParameterLocation::Body) if metadata.body == BodyFormat::Json => Some(fields.clone()),
            (None, ParameterLocation::Body) if metadata.body == BodyFormat::Form => Some(read_form(&arrived.form())),
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

/// Checks that a part of a request is as expected.
fn check_equal<T: PartialEq + std::fmt::Debug>(part: &str, arrived: &T, expected: &T) -> Result<(), String> {
    if arrived == expected { Ok(()) } else { Err(format!("{part} is {arrived:?} instead of {expected:?}")) }
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
