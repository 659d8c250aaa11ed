//! The command `call`, with `--input` and with flags.

use endpoint_cli::Cli;
use endpoint_runtime::metadata::{Parameter, ParameterLocation};
use endpoint_surface_tests::command_line::{command_line, requested_provider};
use endpoint_test_support::process::Command;
use libtest_mimic::Failed;
use serde_json::{Map, Value};

use crate::{
    cases::Case,
    compared_provider::{Calls, PROVIDERS},
    expected_request::text,
};

/// Returns the command line that this process has to be, instead of a test.
pub(crate) fn requested() -> Option<Cli> {
    let name = requested_provider()?;
    PROVIDERS.into_iter().find(|compared| compared.name == name).map(|compared| (compared.cli)())
}

fn command(calls: &Calls, case: &Case) -> Result<Command, Failed> {
    let command = command_line(calls.compared.name)?;
    Ok(command.args(["call", &case.operation.name, "--base-url", &calls.base_url, "--input", "-"]))
}

/// Passes all values in one object, headers by their wire names.
pub(crate) fn by_input(calls: &Calls) -> Result<(), Failed> {
    for case in &calls.cases {
        let member = |(parameter, value): (Parameter, &Value)| {
            let name =
                if parameter.location == ParameterLocation::Header { parameter.wire_name } else { parameter.name };
            (name.to_owned(), value.clone())
        };
        let input: Map<String, Value> = case.values().map(member).collect();
        let credentials = (calls.compared.credentials)();
        command(calls, case)?.envs(credentials).stdin(Value::Object(input).to_string()).ok()?;
    }
    Ok(())
}

/// Passes values by flags, null and the items of lists included, secrets by the environment, and the rest in an object.
pub(crate) fn by_flags(calls: &Calls) -> Result<(), Failed> {
    for case in &calls.cases {
        let mut run = command(calls, case)?.envs(calls.environment(case));
        let mut rest = Map::new();
        for parameter in &case.operation.parameters {
            let metadata = parameter.metadata;
            let Some(value) = case.input.get(metadata.name).filter(|_| !metadata.sensitive) else { continue };
            let schema = parameter.input_schema();
            let schema = resolved(&schema, case);
            let is_list = schema["type"] == "array" || schema["type"][0] == "array";
            let flag = metadata.name.replace('_', "-");
            if value.is_null() && schema["type"].as_array().is_some_and(|types| types.contains(&Value::from("null"))) {
                run = run.arg(format!("--{flag}-null"));
                continue;
            }
            let (values, schema) = match value {
                Value::Null => (Vec::new(), schema),
                Value::Array(values) if is_list => (values.iter().collect(), &schema["items"]),
                value => (vec![value], schema),
            };
            if values.is_empty() {
                rest.insert(metadata.name.to_owned(), value.clone());
            }
            for value in values {
                let value = if is_text(schema, case) { text(value) } else { value.to_string() };
                run = run.arg(format!("--{flag}={value}"));
            }
        }
        run.stdin(Value::Object(rest).to_string()).ok()?;
    }
    Ok(())
}

fn resolved<'a>(schema: &'a Value, case: &'a Case) -> &'a Value {
    let name = schema["$ref"].as_str().and_then(|name| name.strip_prefix("#/$defs/"));
    name.map_or(schema, |name| resolved(&case.operation.definitions[name], case))
}

/// Returns whether the schema allows texts and null only. A flag then holds the text, and else JSON.
fn is_text(schema: &Value, case: &Case) -> bool {
    let schema = resolved(schema, case);
    let is_text_or_null = |value: &Value| value.is_string() || value.is_null();
    match (&schema["type"], &schema["enum"]) {
        (_, Value::Array(values)) => values.iter().all(is_text_or_null),
        (Value::Array(types), _) => types.iter().all(|name| name == "string" || name == "null"),
        (name, _) if name == "string" => true,
        _ => ["anyOf", "oneOf"].iter().find_map(|key| schema[*key].as_array()).is_some_and(|schemas| {
            schemas
                .iter()
                .all(|schema| schema["type"] == "null" || schema["const"].is_string() || is_text(schema, case))
        }),
    }
}
