//! Rust, over the provider's crate.
//!
//! Each secret is `std::env::var("NAME")?`. The request's type is used where every value that is shown is a literal that
//! surely fits: a string of a schema that asks for no more than a string, a number of a known width, a boolean. Any other
//! call is made by data, which compiles with every value: `provider()` of the request's crate, the operation by its id,
//! one JSON object.
//!
//! A client is made by `from_env()` of the provider's own type where there is one, else of the runtime's.

mod literal;
mod typed;

use std::fmt::Write;

use endpoint_runtime::provider::AuthScheme;
use serde_json::Value;

use super::{
    Call,
    inputs::{Input, Secret, Shown},
    literal::{compact, each},
};
use crate::response;
use literal::{RUST, string};

pub(super) fn write(call: &Call<'_>) -> String {
    let (mut imports, client) = client(call);
    let mut remark = "";
    let (before, sent) = match typed::request(call) {
        Some(request) => {
            imports.push(call.operation.metadata.request.to_owned());
            (format!("    let request = {request};\n"), "client.send(request).await?".to_owned())
        }
        None => {
            let before = by_data(call);
            if before.contains("json!(") {
                imports.push("serde_json::json".to_owned());
            }
            remark = "// A call by data: the feature `dynamic` of endpoint-runtime.\n";
            let runtime = if call.provider.rust_client.is_some() { "client.client()" } else { "client" };
            (before, format!("{runtime}.call(operation, input)?.await?"))
        }
    };
    imports.sort_unstable();
    let imports = each("use ", &imports, ";\n");
    let sent = if response::is_ignored(call.operation) {
        format!("    {sent};\n")
    } else {
        format!("    let result = {sent};\n    println!(\"{{result:?}}\");\n")
    };
    format!("{remark}{imports}\n{MAIN}    let client = {client};\n{before}{sent}    Ok(())\n}}\n")
}

const MAIN: &str = "#[tokio::main]\nasync fn main() -> Result<(), Box<dyn std::error::Error>> {\n";

/// What a client's type is imported from, and how one is made.
fn client(call: &Call<'_>) -> (Vec<String>, String) {
    if let Some(path) = &call.provider.rust_client {
        return (vec![path.clone()], format!("{}::from_env()?", last(path)));
    }
    let mut imports = vec!["endpoint_runtime::Client".to_owned()];
    let mut steps = vec![format!(".base_url({})", string(call.base_url()))];
    steps.extend(call.host().map(|host| format!(".host({}, {})", string(&host.name), string(&host.url))));
    if let Some(scheme) = call.provider.auth.first().filter(|_| call.operation.metadata.authenticated) {
        let (name, arguments) = credential(scheme);
        imports.push(format!("endpoint_runtime::auth::{name}"));
        steps.push(format!(".auth({name}::new({}))", arguments.join(", ")));
    }
    steps.push(".build()?".to_owned());
    (imports, chain("Client::builder()", &steps))
}

fn credential(scheme: &AuthScheme) -> (&'static str, Vec<String>) {
    let variables = scheme.parts().into_iter().map(|part| variable(&part.variable));
    match scheme {
        AuthScheme::Basic { .. } => ("Basic", variables.collect()),
        AuthScheme::ApiKey { header, .. } => ("ApiKey", [string(header)].into_iter().chain(variables).collect()),
        _ => ("Bearer", variables.collect()),
    }
}

/// The statements before a call by data.
fn by_data(call: &Call<'_>) -> String {
    let metadata = call.operation.metadata;
    let package = metadata.request.split("::").next().unwrap_or_default();
    let input = input(call);
    let find = [format!(".operation({})", string(metadata.id)), ".ok_or(\"no such operation\")?".to_owned()];
    let operation = chain("provider", &find);
    format!("    let provider = {package}::provider()?;\n    let operation = {operation};\n{input}")
}

/// `json!` takes so many values before the compiler's patience ends.
const MOST_IN_A_MACRO: usize = 24;

/// The statements that make the flat input.
fn input(call: &Call<'_>) -> String {
    let name = |shown: &Shown<'_>| shown.parameter.metadata.name.to_owned();
    let values = call.shown.iter().filter_map(|shown| match &shown.input {
        Input::Value(value) => Some((name(shown), value.clone())),
        Input::Secret(_) => None,
    });
    let values = Value::Object(values.collect());
    if count(&values) <= MOST_IN_A_MACRO {
        let members = call.shown.iter().map(|shown| (name(shown), json(shown)));
        return format!("    let input = json!({});\n", RUST.object(members.collect(), 1));
    }
    let secrets: Vec<_> = call.shown.iter().filter(|shown| matches!(shown.input, Input::Secret(_))).collect();
    let mutable = if secrets.is_empty() { "" } else { "mut " };
    let text = string(&compact(&values));
    let mut input =
        format!("    let {mutable}input: serde_json::Value = serde_json::from_str(\n        {text},\n    )?;\n");
    for shown in secrets {
        let _ = writeln!(input, "    input[{}] = json!({});", string(&name(shown)), json(shown));
    }
    input
}

fn count(value: &Value) -> usize {
    1 + match value {
        Value::Array(items) => items.iter().map(count).sum(),
        Value::Object(members) => members.values().map(count).sum::<usize>(),
        _ => 0,
    }
}

/// A value in `json!`.
fn json(shown: &Shown<'_>) -> String {
    let secret = match &shown.input {
        Input::Value(value) => return RUST.value(value, 2),
        Input::Secret(Secret { variable: name, is_text: true }) => variable(name),
        Input::Secret(Secret { variable: name, .. }) => {
            format!("serde_json::from_str::<serde_json::Value>(&{})?", variable(name))
        }
    };
    if shown.parameter.metadata.repeated { format!("[{secret}]") } else { secret }
}

/// What rustfmt keeps on one line: a call's arguments, a chain of calls.
const LINE: usize = 60;

fn is_wide(text: &str) -> bool {
    text.chars().count() > LINE
}

/// Calls one after the other, on one line or each on its own.
fn chain(first: &str, calls: &[String]) -> String {
    let line = format!("{first}{}", calls.concat());
    if !is_wide(&line) {
        return line;
    }
    format!("{first}{}", each("\n        ", calls, ""))
}

fn variable(name: &str) -> String {
    format!("std::env::var({})?", string(name))
}

/// The last name of a path.
fn last(path: &str) -> &str {
    path.rsplit("::").next().unwrap_or(path)
}
