//! The table of the endpoints that the sandbox plays, in its documentation.

#![allow(clippy::panic, clippy::unwrap_used, reason = "the helpers of a test may fail, too")]

use std::{collections::BTreeMap, fmt::Write as _};

use endpoint_export::example;
use expect_test::expect_file;
use stytch_endpoints::{
    Stytch,
    endpoint_runtime::{
        ClientBuilder, Json, JsonMap,
        provider::{Operation, Types},
    },
    provider,
    sandbox::Sandbox,
};

/// Returns plain values for the required parameters.
fn input(operation: &Operation, types: &Types) -> JsonMap {
    let required = operation.parameters.iter().filter(|parameter| parameter.metadata.required);
    let values = required.map(|parameter| {
        let name = parameter.metadata.name;
        let value = example::plain(&parameter.value_type, name, types).unwrap();
        let value: Json = serde_json::from_value(value).unwrap();
        (name, if parameter.metadata.repeated { Json::Array(vec![value]) } else { value })
    });
    values.collect()
}

/// Calls an endpoint, and returns whether the sandbox plays it.
async fn is_played(operation: &Operation, types: &Types) -> bool {
    let sandbox = Sandbox::demo();
    let stytch = Stytch::builder(sandbox.project_id(), sandbox.secret());
    let hosts = |client: ClientBuilder| client.host("fraud", "https://fraud.example").service(sandbox.service());
    let stytch = stytch.configure(hosts).build().unwrap();
    let call = stytch.client().call(operation, Json::Object(input(operation, types))).unwrap();
    let Err(error) = call.await else { return true };
    let status = error.status().unwrap_or_else(|| panic!("{}: {error}", operation.name)).as_u16();
    let body = String::from_utf8_lossy(error.body().unwrap()).into_owned();
    // A request that the server cannot decode would not say whether the endpoint is played.
    for mistake in ["bad_request", "route_not_found", "method_not_allowed", "internal_server_error"] {
        let mistake = format!(r#""error_type":"{mistake}""#);
        assert!(!body.contains(&mistake), "{}: {status} {body}", operation.name);
    }
    assert_eq!(status == 501, body.contains("not_implemented_in_sandbox"), "{}: {body}", operation.name);
    status != 501
}

/// A resource, with the names of its endpoints.
#[derive(Default)]
struct Row {
    played: Vec<String>,
    refused: Vec<String>,
}

/// Writes names of endpoints; `all` if the resource has no others.
fn cell(names: &[String], others: &[String]) -> String {
    if names.is_empty() {
        String::new()
    } else if others.is_empty() {
        "all".to_owned()
    } else {
        names.join(", ")
    }
}

#[tokio::test]
async fn the_documentation_lists_what_the_sandbox_plays() {
    let provider = provider().unwrap();
    let mut rows: BTreeMap<String, Row> = BTreeMap::new();
    for operation in provider.operations() {
        let (resource, name) = operation.name.rsplit_once('.').unwrap();
        let row = rows.entry(resource.to_owned()).or_default();
        let is_played = is_played(operation, &provider.types).await;
        let names = if is_played { &mut row.played } else { &mut row.refused };
        names.push(format!("`{name}`"));
    }
    let count = |names: fn(&Row) -> usize| rows.values().map(names).sum::<usize>();
    let (played, refused) = (count(|row| row.played.len()), count(|row| row.refused.len()));
    let mut table = format!(
        "# Endpoints\n\nOf {} endpoints, the sandbox plays {played}. It answers 501 `not_implemented_in_sandbox` for the other \
         {refused}.\n\n| resource | played | 501 |\n|---|---|---|\n",
        played + refused
    );
    for (resource, Row { played, refused }) in &rows {
        let (played, refused) = (cell(played, refused), cell(refused, played));
        writeln!(table, "| `{resource}` | {played} | {refused} |").unwrap();
    }
    expect_file!["../../src/sandbox/endpoints.md"].assert_eq(&table);
}
