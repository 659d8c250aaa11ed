//! Stytch's own SDK for Node sends the same requests, and its types name the same members.

use std::{collections::BTreeSet, path::Path};

use endpoint_runtime::metadata::{Parameter, ParameterLocation};
use endpoint_surface_tests::tools;
use endpoint_test_support::recorder::{RecordedRequest, Recorder};
use libtest_mimic::Failed;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::{
    cases::{Case, cases},
    compared_provider::{Calls, ComparedProvider, STYTCH},
    rust, stytch,
};

/// The operations that the SDK generates, too.
const OPERATIONS: usize = 184;

/// The operations without a method in the SDK, each with the reason.
const WITHOUT_METHOD: [(&str, &str); 0] = [];

/// The methods of the SDK without an operation, each with the reason.
const WITHOUT_OPERATION: [(&str, &str); 11] = [
    ("b2b.idp.introspectTokenLocal", LOCAL),
    ("b2b.idp.introspectTokenNetwork", OAUTH),
    ("b2b.sessions.authenticateJwt", LOCAL),
    ("b2b.sessions.authenticateJwtLocal", LOCAL),
    ("consumer.idp.introspectTokenLocal", LOCAL),
    ("consumer.idp.introspectTokenNetwork", OAUTH),
    ("consumer.m2m.authenticateToken", LOCAL),
    ("consumer.m2m.token", OAUTH),
    ("consumer.sessions.authenticateJwt", LOCAL),
    ("consumer.sessions.authenticateJwtLocal", LOCAL),
    ("consumer.users.searchAll", "makes the calls of `search`, page by page"),
];

const LOCAL: &str = "checks a token without a call, or before one";
const OAUTH: &str = "is an endpoint of OAuth 2.0, which the SDK calls by hand";

/// The headers of the session that authorizes a call.
const SESSION_TOKEN: &str = "X-Stytch-Member-Session";
const SESSION_JWT: &str = "X-Stytch-Member-SessionJWT";

/// The answer of a program that makes calls.
#[derive(Deserialize)]
struct Sent {
    /// The operations without a method.
    missing: BTreeSet<String>,
    /// The methods without an operation.
    unused: BTreeSet<String>,
}

/// Makes all calls by data and through the SDK, and compares the requests.
pub(crate) fn requests() -> Result<(), Failed> {
    let recorder = Recorder::start()?;
    let calls = calls(recorder.url())?;
    rust::dynamic(&calls)?;
    let ours = recorder.take();
    let sent: Sent = serde_json::from_str(&run("requests.cjs", &calls)?)?;
    let theirs = recorder.take();
    assert_eq!(sent.missing, names(&WITHOUT_METHOD), "operations without a method of the SDK");
    assert_eq!(sent.unused, names(&WITHOUT_OPERATION), "methods of the SDK without an operation");
    let both = calls.cases.iter().zip(&ours).filter(|(case, _)| !sent.missing.contains(&case.operation.name));
    assert_eq!(both.clone().count(), theirs.len(), "one request for each call");
    let difference = |((case, ours), theirs): ((&Case, &RecordedRequest), &RecordedRequest)| {
        let (mut ours, mut theirs) = (parts(ours), parts(theirs));
        let both: Vec<_> = ours.iter().filter(|part| theirs.contains(part)).cloned().collect();
        ours.retain(|part| !both.contains(part));
        theirs.retain(|part| !both.contains(part));
        let is_equal = ours.is_empty() && theirs.is_empty();
        (!is_equal).then(|| format!("{}:\n    ours   {ours:?}\n    theirs {theirs:?}", case.name()))
    };
    let wrong: Vec<String> = both.zip(&theirs).filter_map(difference).collect();
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n").into()) }
}

/// The answer of the program that checks types.
#[derive(Deserialize)]
struct Checked {
    errors: BTreeSet<String>,
    /// The members of the SDK's types that calls with all values omit.
    omitted: BTreeSet<String>,
}

/// Checks the values of calls with the SDK's types: names, kinds, and that none is left out.
pub(crate) fn types() -> Result<(), Failed> {
    let mut calls = calls(String::new())?;
    // The other sets have values for which the SDK's types have no room, such as null.
    calls.cases.retain(|case| ["minimal", "full"].contains(&case.set));
    for operands in calls.cases.iter_mut().filter_map(|case| case.input.get_mut("query")?.get_mut("operands")) {
        // Stytch's documents allow any object here. The SDK's type knows two members.
        *operands = json!([{ "filter_name": "client_id", "filter_value": ["client-1"] }]);
    }
    let checked: Checked = serde_json::from_str(&run("types.cjs", &calls)?)?;
    let wrong: Vec<String> = checked.errors.into_iter().chain(checked.omitted).collect();
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n").into()) }
}

fn names(list: &[(&str, &str)]) -> BTreeSet<String> {
    list.iter().map(|(name, _)| (*name).to_owned()).collect()
}

/// Returns the calls of the operations that the SDK has: all but those of OAuth 2.0.
fn calls(base_url: String) -> Result<Calls, Failed> {
    let provider = (STYTCH.provider)()?;
    let mut cases = cases(&provider)?;
    cases.retain(|case| !case.operation.name.starts_with("oauth2."));
    let operations: BTreeSet<&str> = cases.iter().map(|case| case.operation.metadata.id).collect();
    assert_eq!(operations.len(), OPERATIONS);
    let client = |base_url: &str| stytch::client_of_hosts(base_url, &fraud_url(base_url));
    Ok(Calls { compared: ComparedProvider { client, ..STYTCH }, provider, base_url, cases })
}

/// Returns the URL of the fraud host: the same server by another name, which the header `Host` tells.
fn fraud_url(base_url: &str) -> String {
    base_url.replace("127.0.0.1", "localhost")
}

/// Runs a program with calls in the SDK's form, and returns its output.
fn run(program: &str, calls: &Calls) -> Result<String, Failed> {
    let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/surfaces/official_sdk").join(program);
    let (project_id, secret) = (stytch::PROJECT_ID, stytch::SECRET);
    let data: Vec<Value> = calls.cases.iter().map(in_sdk_form).collect();
    let urls = json!({ "env": calls.base_url, "fraud_env": fraud_url(&calls.base_url) });
    let input = json!({ "urls": urls, "project_id": project_id, "secret": secret, "calls": data });
    let node = tools::node().env("NODE_PATH", tools::node_modules()).arg(program);
    Ok(node.stdin(input.to_string()).ok()?.stdout)
}

/// Returns the values of a call as the SDK takes them: one object, and the session that authorizes the call.
fn in_sdk_form(case: &Case) -> Value {
    let (mut data, mut authorization) = (Map::new(), Map::new());
    for (Parameter { wire_name, location, .. }, value) in case.values() {
        match (location, wire_name) {
            (ParameterLocation::Header, SESSION_TOKEN) => {
                authorization.insert("session_token".to_owned(), value.clone())
            }
            (ParameterLocation::Header, SESSION_JWT) => authorization.insert("session_jwt".to_owned(), value.clone()),
            _ => data.insert(wire_name.to_owned(), value.clone()),
        };
    }
    let operation = &case.operation.name;
    json!({ "operation": operation, "set": case.set, "data": data, "authorization": authorization })
}

/// Returns the parts of a request that are compared: decoded, since each side may encode more than it has to.
fn parts(request: &RecordedRequest) -> Vec<(&'static str, Value)> {
    let mut query = request.query();
    // The order of the pairs has no meaning.
    query.sort();
    let mut parts = vec![
        ("Host", request.header_all("Host").into()),
        ("method", request.method.clone().into()),
        ("path", request.segments().into()),
        ("query", json!(query)),
        ("Authorization", request.header_all("Authorization").into()),
        (SESSION_TOKEN, request.header_all(SESSION_TOKEN).into()),
        (SESSION_JWT, request.header_all(SESSION_JWT).into()),
    ];
    if has_content(request) {
        parts.push(("Content-Type", request.header_all("Content-Type").into()));
        parts.push(("body", request.json().unwrap_or_else(|_| request.text().into())));
    }
    parts
}

/// Returns whether a request has a body with content. The SDK sends `{}` with every DELETE, and names the type of a body
/// in every request.
fn has_content(request: &RecordedRequest) -> bool {
    !request.body.is_empty() && (request.method != "DELETE" || request.body != b"{}")
}
