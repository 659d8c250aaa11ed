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

use endpoint_runtime::provider::AuthScheme;

use super::{
    Call,
    inputs::{Input, Secret, Shown},
    literal::each,
    schema::returns_nothing,
};
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
            imports.push("serde_json::json".to_owned());
            remark = "// A call by data: the feature `dynamic` of endpoint-runtime.\n";
            let runtime = if call.provider.rust_client.is_some() { "client.client()" } else { "client" };
            (by_data(call), format!("{runtime}.call(operation, input)?.await?"))
        }
    };
    imports.sort_unstable();
    let imports = each("use ", &imports, ";\n");
    let sent = if returns_nothing(call.operation) {
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
    let members = call.shown.iter().map(|shown| (shown.parameter.metadata.name.to_owned(), json(shown)));
    let input = RUST.object(members.collect(), 1);
    let find = [format!(".operation({})", string(metadata.id)), ".ok_or(\"no such operation\")?".to_owned()];
    let operation = chain("provider", &find);
    format!(
        "    let provider = {package}::provider()?;\n    let operation = {operation};\n    let input = json!({input});\n"
    )
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
