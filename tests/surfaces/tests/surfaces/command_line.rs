//! The command `call`, with `--input` and with flags.

use std::ffi::OsString;

use endpoint_cli::{Cli, Exit, Io};
use endpoint_runtime::metadata::{Parameter, ParameterLocation};
use libtest_mimic::Failed;
use serde_json::{Map, Value};

use crate::{cases::Case, compared_provider::Calls, expected_request::text};

/// Runs the command within this process, which has the provider once for all calls.
pub(crate) fn run(
    cli: &Cli,
    calls: &Calls,
    case: &Case,
    flags: &[String],
    input: &Map<String, Value>,
    environment: &[(String, String)],
) -> Result<(), Failed> {
    let input = Value::Object(input.clone()).to_string();
    let (mut stdin, mut stdout, mut stderr) = (input.as_bytes(), Vec::new(), Vec::new());
    let variable = |name: &str| {
        let found = environment.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| OsString::from(value))
    };
    let io = Io::new(&mut stdin, &mut stdout, &mut stderr).variables(variable);
    let arguments = ["call", &case.operation.name, "--base-url", &calls.base_url, "--input", "-"];
    let host = case.operation.metadata.host.map(|name| format!("--host-url={name}={}", calls.base_url));
    let flags = flags.iter().chain(&host).map(String::as_str);
    let exit = cli.run(arguments.into_iter().chain(flags), io);
    match exit {
        Exit::Success => Ok(()),
        _ => Err(format!("{}: {exit:?}: {}", case.name(), String::from_utf8_lossy(&stderr)).into()),
    }
}

/// Passes all values in one object, headers by their wire names.
pub(crate) fn by_input(calls: &Calls) -> Result<(), Failed> {
    let cli = (calls.compared.cli)();
    for case in &calls.cases {
        let member = |(parameter, value): (Parameter, &Value)| {
            let name =
                if parameter.location == ParameterLocation::Header { parameter.wire_name } else { parameter.name };
            (name.to_owned(), value.clone())
        };
        let input: Map<String, Value> = case.values().map(member).collect();
        run(&cli, calls, case, &[], &input, &calls.credentials())?;
    }
    Ok(())
}

/// Passes values by flags, null and the items of lists included, secrets by the environment, and the rest in an object.
pub(crate) fn by_flags(calls: &Calls) -> Result<(), Failed> {
    let cli = (calls.compared.cli)();
    for case in &calls.cases {
        let (mut flags, mut rest) = (Vec::new(), Map::new());
        for parameter in &case.operation.parameters {
            let metadata = parameter.metadata;
            let Some(value) = case.input.get(metadata.name).filter(|_| !metadata.sensitive) else { continue };
            let schema = parameter.input_schema();
            let schema = resolved(&schema, case);
            let is_list = schema["type"] == "array" || schema["type"][0] == "array";
            let flag = metadata.name.replace('_', "-");
            if value.is_null() && schema["type"].as_array().is_some_and(|types| types.contains(&Value::from("null"))) {
                flags.push(format!("--{flag}-null"));
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
                flags.push(format!("--{flag}={value}"));
            }
        }
        run(&cli, calls, case, &flags, &rest, &calls.environment(case))?;
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
