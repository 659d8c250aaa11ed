//! Comparison of received and expected requests.

use std::collections::BTreeMap;

use base64::{Engine, prelude::BASE64_STANDARD};
use endpoint_runtime::{
    Json, JsonError, JsonMap,
    metadata::{BodyFormat, ParameterLocation},
    provider::{InputParameter, TypeKind},
};
use endpoint_test_support::recorder::RecordedRequest;
use libtest_mimic::Failed;
use serde_json::json;

use crate::cases::Case;

/// The way in which requests are matched with cases.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum MatchBy {
    /// By the base URL, which ends in the number of the case.
    Url,
    /// By their order.
    Order,
}

/// The digits of numbers that have to arrive.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Digits {
    /// Those that were given.
    AsGiven,
    /// Any of the same value.
    OfValue,
}

/// Compares all requests with the expected ones. The error lists every difference with its snippet.
pub(crate) fn compare(
    cases: &[Case],
    arrived: Vec<RecordedRequest>,
    by: MatchBy,
    digits: Digits,
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
            Some([request]) => compare_request(case, request, by, digits),
            Some(several) => Err(format!("{} requests arrived", several.len())),
            None => Err("no request arrived".to_owned()),
        };
        if let Err(difference) = result {
            let values = Json::Object(case.values.clone().unwrap_or_default());
            let id = case.operation.metadata.id;
            differences.push(format!("case {} of {id}: {difference}\n{values}\n{}", case.number, text(case)));
        }
    }
    differences.extend(requests.keys().map(|number| format!("a request for an unknown case arrived: {number}")));
    if differences.is_empty() { Ok(()) } else { Err(differences.join("\n\n").into()) }
}

/// Compares a received request with the expected one.
fn compare_request(case: &Case, arrived: &RecordedRequest, by: MatchBy, digits: Digits) -> Result<(), String> {
    // A client with its base URL from the environment has the same one for all cases.
    let prefix = usize::from(by == MatchBy::Url);
    let input = case.values.clone().unwrap_or_else(|| read_input(case, arrived, prefix));
    let expected = case.expected(input)?;
    check_equal("method", &arrived.method, &expected.method)?;
    check_texts("path", &arrived.segments()[prefix..], &expected.segments()[1..], digits)?;
    check_pairs("query", &sorted(arrived.query()), &sorted(expected.query()), digits)?;
    for (name, value) in &expected.headers {
        let values: Vec<String> = arrived.header_all(name).into_iter().map(str::to_owned).collect();
        check_texts(name, &values, std::slice::from_ref(value), digits)?;
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
            let json =
                arrived.text().parse().map_err(|error| format!("invalid JSON: {error}: {:?}", arrived.text()))?;
            let expected_json = expected.text().parse().map_err(|error: JsonError| error.to_string())?;
            if digits == Digits::OfValue && is_same(&json, &expected_json) {
                return Ok(());
            }
            check_equal("body", &json, &expected_json)
        }
        BodyFormat::Form => check_pairs("form", &arrived.form(), &expected.form(), digits),
        _ => check_equal("body", &arrived.body, &expected.body),
    }
}

/// Reads the input from a request with placeholders, which the endpoint has to accept.
fn read_input(case: &Case, arrived: &RecordedRequest, prefix: usize) -> JsonMap {
    let metadata = case.operation.metadata;
    let fields = match metadata.body {
        BodyFormat::Json => arrived.text().parse().unwrap_or_default(),
        _ => Json::Null,
    };
    let pairs = |pairs: Vec<(String, String)>, wire: &str| {
        pairs.into_iter().find(|(name, _)| name == wire).map(|(_, value)| value)
    };
    let mut input = JsonMap::new();
    for InputParameter { metadata: parameter, value_type, .. } in &case.operation.parameters {
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
        let is_scalar =
            |kind: &TypeKind| matches!(kind, TypeKind::Boolean | TypeKind::Integer(_) | TypeKind::Number(_));
        let is_text = !is_scalar(case.operation.types.kind(value_type));
        let value = match (text, parameter.location) {
            (Some(text), _) if is_text => Some(Json::from(text)),
            (Some(text), _) => text.parse().ok(),
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
fn read_form(pairs: &[(String, String)]) -> Json {
    let all =
        |name: &str| pairs.iter().filter(|(key, _)| key == name).map(|(_, value)| value.clone()).collect::<Vec<_>>();
    json!({ "title": all("title").concat(), "pages": all("pages").concat().parse::<u16>().ok(), "tags": all("tags") })
        .into()
}

/// Checks that a part of a request is as expected.
fn check_equal<T: PartialEq + std::fmt::Debug>(part: &str, arrived: &T, expected: &T) -> Result<(), String> {
    if arrived == expected { Ok(()) } else { Err(format!("{part} is {arrived:?} instead of {expected:?}")) }
}

/// Returns whether the texts are the same, or those of the same number.
fn is_same_text(a: &str, b: &str) -> bool {
    let numbers = a.parse().ok().zip(b.parse().ok());
    a == b || numbers.is_some_and(|(a, b)| is_same(&Json::Number(a), &Json::Number(b)))
}

/// Checks that the texts of a path or a header are as expected.
fn check_texts(part: &str, arrived: &[String], expected: &[String], digits: Digits) -> Result<(), String> {
    let are_same = |(a, b): (&String, &String)| is_same_text(a, b);
    if digits == Digits::OfValue && arrived.len() == expected.len() && arrived.iter().zip(expected).all(are_same) {
        return Ok(());
    }
    check_equal(part, &arrived, &expected)
}

/// Checks that the pairs of a query or a form are as expected.
fn check_pairs(
    part: &str,
    arrived: &[(String, String)],
    expected: &[(String, String)],
    digits: Digits,
) -> Result<(), String> {
    let are_same = |(a, b): (&(String, String), &(String, String))| a.0 == b.0 && is_same_text(&a.1, &b.1);
    if digits == Digits::OfValue && arrived.len() == expected.len() && arrived.iter().zip(expected).all(are_same) {
        return Ok(());
    }
    check_equal(part, &arrived, &expected)
}

fn sorted(mut pairs: Vec<(String, String)>) -> Vec<(String, String)> {
    pairs.sort();
    pairs
}

/// Compares JSON, in which `1` and `1.0` are the same number.
fn is_same(a: &Json, b: &Json) -> bool {
    match (a, b) {
        (Json::Number(a), Json::Number(b)) => match (a.to_integer(), b.to_integer()) {
            (None, None) => a.as_f64() == b.as_f64(),
            (a, b) => a == b,
        },
        (Json::Array(a), Json::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| is_same(a, b)),
        (Json::Object(a), Json::Object(b)) => {
            a.len() == b.len() && a.iter().all(|(name, a)| b.get(name).is_some_and(|b| is_same(a, b)))
        }
        (a, b) => a == b,
    }
}
