//! Whether what arrived is what had to arrive.

use std::collections::BTreeMap;

use endpoint_runtime::metadata::BodyFormat;
use endpoint_surface_tests::recorder::Recorded;
use libtest_mimic::Failed;
use serde_json::Value;

use crate::cases::Case;

/// How a language's requests are told apart.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum By {
    /// By the base URL, which ends in the case's number.
    Url,
    /// By their order.
    Order,
}

/// Compares all that arrived with all that had to. Every mistake is told, each with its snippet.
pub(crate) fn compare(
    cases: &[Case],
    arrived: Vec<Recorded>,
    by: By,
    text: impl Fn(&Case) -> String,
) -> Result<(), Failed> {
    let mut mistakes = Vec::new();
    let mut requests: BTreeMap<usize, Vec<Recorded>> = BTreeMap::new();
    for (at, request) in arrived.into_iter().enumerate() {
        let number = match by {
            By::Url => request.segments()[0].parse()?,
            By::Order => cases.get(at).map_or(at, |case| case.number),
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
            let values = Value::Object(case.values.clone());
            let id = case.operation.metadata.id;
            mistakes.push(format!("case {} of {id}: {mistake}\n{values}\n{}", case.number, text(case)));
        }
    }
    mistakes.extend(requests.keys().map(|number| format!("a request of no case arrived: {number}")));
    if mistakes.is_empty() { Ok(()) } else { Err(mistakes.join("\n\n").into()) }
}

fn same(case: &Case, arrived: &Recorded, by: By) -> Result<(), String> {
    let expected = case.expected()?;
    equal("method", &arrived.method, &expected.method)?;
    // A client that takes its base URL from the environment has one for all.
    let prefix = usize::from(by == By::Order);
    equal("path", &arrived.segments()[0..].to_vec(), &expected.segments()[prefix..].to_vec())?;
    equal("query", &sorted(arrived.query()), &sorted(expected.query()))?;
    for (name, value) in &expected.headers {
        equal(name, &arrived.header_all(name), &vec![value.as_str()])?;
    }
    for name in ["content-type", "authorization", "x-acme-key"] {
        equal(name, &arrived.header(name).is_some(), &expected.header(name).is_some())?;
    }
    for parameter in case.operation.metadata.parameters().filter(|parameter| expected.header(parameter.wire).is_none())
    {
        equal(parameter.wire, &arrived.header(parameter.wire), &None)?;
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

fn equal<T: PartialEq + std::fmt::Debug>(what: &str, arrived: &T, expected: &T) -> Result<(), String> {
    if arrived == expected { Ok(()) } else { Err(format!("{what} is {arrived:?} instead of {expected:?}")) }
}

fn sorted(mut pairs: Vec<(String, String)>) -> Vec<(String, String)> {
    pairs.sort();
    pairs
}

/// JSON, in which `1` and `1.0` are one number.
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
