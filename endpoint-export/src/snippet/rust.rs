//! Rust with the provider's crate.
//!
//! A secret is `std::env::var("NAME")?`. A call uses the request's own type if every value is a literal that surely fits its
//! argument: a string without bounds, a number of known width, a boolean. Otherwise it is a call by data, which compiles
//! with every value: `provider()` of the request's crate, the operation's id, and one JSON object. The headers of an optional
//! group are set by the request's own setters; a required group makes it a call by data, since its constructor is unknown.
//!
//! A file is opened by its name (`FilePart::open`), also beside the object of a call by data.
//!
//! The client is made by `from_env()` of the provider's client type if there is one, else by the runtime's builder.

mod file;
mod literal;
mod typed;

use std::fmt::Write;

use endpoint_runtime::{
    Json, JsonNumber,
    provider::{AuthScheme, KeyLocation},
};

use super::{
    Call,
    arguments::{Argument, ArgumentValue, SecretVariable},
    literal::surround_each,
    number::all_numbers,
};
use crate::response;
use literal::{RUST, string};

pub(super) fn write(call: &Call<'_>) -> String {
    let (mut imports, client) = client(call);
    let mut remark = "";
    let is_stream = response::is_plain_stream(call.operation);
    let (before, sent) = match typed::request(call) {
        Some(request) => {
            imports.push(call.operation.metadata.request.to_owned());
            if request.contains(file::CONSTRUCTOR) {
                imports.push(file::FILE_PART.to_owned());
            }
            (format!("    let request = {request};\n"), "client.send(request).await?".to_owned())
        }
        None => {
            let before = call_by_data(call);
            if before.contains("json!(") {
                imports.push("serde_json::json".to_owned());
            }
            if before.contains(file::ARGUMENTS) {
                imports.push("endpoint_runtime::dynamic::Arguments".to_owned());
            }
            for (used, import) in [(file::CONSTRUCTOR, file::FILE_PART), (file::CONTENT, "endpoint_runtime::Content")] {
                if before.contains(used) {
                    imports.push(import.to_owned());
                }
            }
            remark = "// A call by data: the feature `dynamic` of endpoint-runtime.\n";
            let runtime = if call.provider.rust_client.is_some() { "client.client()" } else { "client" };
            let streamed = if is_stream { ".streamed().await?.into_body()" } else { ".await?" };
            (before, format!("{runtime}.call(operation, input)?{streamed}"))
        }
    };
    imports.sort_unstable();
    let imports = surround_each("use ", &imports, ";\n");
    let sent = if is_stream {
        format!(
            "    let mut items = {sent};\n    while let Some(item) = items.next().await {{\n        println!(\"{{:?}}\", item?);\n    }}\n"
        )
    } else if response::is_ignored(call.operation) {
        format!("    {sent};\n")
    } else {
        format!("    let result = {sent};\n    println!(\"{{result:?}}\");\n")
    };
    format!("{remark}{imports}\n{MAIN}    let client = {client};\n{before}{sent}    Ok(())\n}}\n")
}

const MAIN: &str = "#[tokio::main]\nasync fn main() -> Result<(), Box<dyn std::error::Error>> {\n";

/// Returns the imports of a client and the expression that makes it.
fn client(call: &Call<'_>) -> (Vec<String>, String) {
    if let Some(path) = &call.provider.rust_client {
        return (vec![path.clone()], format!("{}::from_env()?", last_segment(path)));
    }
    let mut imports = vec!["endpoint_runtime::Client".to_owned()];
    let mut steps = vec![format!(".base_url({})", string(call.base_url()))];
    steps.extend(call.host().map(|(name, url)| format!(".host({}, {})", string(name), string(url))));
    if let Some(scheme) = call.provider.auth.first().filter(|_| call.operation.metadata.authenticated) {
        let (names, expressions): (Vec<_>, Vec<_>) = scheme.schemes().iter().map(credential).unzip();
        for name in names {
            let import = format!("endpoint_runtime::auth::{name}");
            if !imports.contains(&import) {
                imports.push(import);
            }
        }
        // Each of them is sent.
        let credential = expressions.join(".and(") + &")".repeat(expressions.len() - 1);
        steps.push(format!(".auth({credential})"));
    }
    steps.push(".build()?".to_owned());
    (imports, chain("Client::builder()", &steps))
}

/// Returns the type of a credential and the expression that makes it.
fn credential(scheme: &AuthScheme) -> (&'static str, String) {
    let variables = scheme.parts().into_iter().map(|part| variable(&part.variable));
    let (name, function, first) = match scheme {
        AuthScheme::Basic { .. } => ("Basic", "new", None),
        AuthScheme::Named { scheme, .. } => ("Scheme", "new", Some(scheme)),
        AuthScheme::ApiKey { location: KeyLocation::Query, name, .. } => ("ApiKey", "query", Some(name)),
        AuthScheme::ApiKey { location: KeyLocation::Cookie, name, .. } => ("ApiKey", "cookie", Some(name)),
        AuthScheme::ApiKey { name, .. } => ("ApiKey", "new", Some(name)),
        _ => ("Bearer", "new", None),
    };
    let arguments: Vec<_> = first.map(|text| string(text)).into_iter().chain(variables).collect();
    (name, format!("{name}::{function}({})", arguments.join(", ")))
}

/// Writes the statements before a call by data.
fn call_by_data(call: &Call<'_>) -> String {
    let metadata = call.operation.metadata;
    let package = metadata.request.split("::").next().unwrap_or_default();
    let input = input(call) + &file::added_files(call);
    let find = [format!(".operation({})", string(metadata.id)), ".ok_or(\"no such operation\")?".to_owned()];
    let operation = chain("provider", &find);
    format!("    let provider = {package}::provider()?;\n    let operation = {operation};\n{input}")
}

/// The most values in one `json!`, which the compiler expands recursively.
const MAX_MACRO_VALUES: usize = 24;

/// Writes the statements that make the flat input: one `json!`, or JSON text where `json!` would round a number.
fn input(call: &Call<'_>) -> String {
    let name = |argument: &Argument<'_>| argument.parameter.metadata.name.to_owned();
    let arguments =
        || call.arguments.iter().filter(|argument| !argument.parameter.is_file() && argument.body_file().is_none());
    let values = arguments().filter_map(|argument| match &argument.value {
        ArgumentValue::Literal(value) => Some((name(argument), value.clone())),
        ArgumentValue::Secret(_) => None,
    });
    let values = Json::Object(values.collect());
    let is_exact = all_numbers(&values, |number| number.to_exact().map(JsonNumber::from).as_ref() == Some(number));
    // The text of a secret may hold a number that only `Json` keeps.
    let is_text =
        |argument: &Argument<'_>| !matches!(&argument.value, ArgumentValue::Secret(secret) if !secret.is_text);
    if count(&values) <= MAX_MACRO_VALUES && is_exact && arguments().all(is_text) {
        let members = arguments().map(|argument| (name(argument), json(argument)));
        return format!("    let input = json!({});\n", RUST.object(members.collect(), 1));
    }
    let secrets: Vec<_> = call
        .arguments
        .iter()
        .filter_map(|argument| {
            let ArgumentValue::Secret(variable) = &argument.value else { return None };
            let secret = secret(variable);
            let value = if argument.parameter.metadata.is_list() { format!("vec![{secret}]") } else { secret };
            Some((name(argument), value))
        })
        .collect();
    let mutable = if secrets.is_empty() { "" } else { "mut " };
    let text = string(&values.to_string());
    let mut input = format!(
        "    let {mutable}input: endpoint_runtime::JsonMap = serde_json::from_str(\n        {text},\n    )?;\n"
    );
    for (name, value) in secrets {
        let _ = writeln!(input, "    input.insert({}, {value});", string(&name));
    }
    input
}

fn count(value: &Json) -> usize {
    1 + match value {
        Json::Array(items) => items.iter().map(count).sum(),
        Json::Object(members) => members.values().map(count).sum::<usize>(),
        _ => 0,
    }
}

/// Writes a value in `json!`.
fn json(argument: &Argument<'_>) -> String {
    let secret = match &argument.value {
        ArgumentValue::Literal(value) => return RUST.value(value, 2),
        ArgumentValue::Secret(variable) => secret(variable),
    };
    if argument.parameter.metadata.is_list() { format!("[{secret}]") } else { secret }
}

/// Writes the value of a secret: a text, or a value that is read from JSON.
fn secret(SecretVariable { name, is_text }: &SecretVariable) -> String {
    let variable = variable(name);
    if *is_text { variable } else { format!("serde_json::from_str::<endpoint_runtime::Json>(&{variable})?") }
}

/// The longest arguments and chains that rustfmt keeps on one line.
const MAX_WIDTH: usize = 60;

fn is_wide(text: &str) -> bool {
    text.chars().count() > MAX_WIDTH
}

/// Writes a chain of calls, on one line or each on a line of its own.
fn chain(first: &str, calls: &[String]) -> String {
    let line = format!("{first}{}", calls.concat());
    if !is_wide(&line) {
        return line;
    }
    format!("{first}{}", surround_each("\n        ", calls, ""))
}

fn variable(name: &str) -> String {
    format!("std::env::var({})?", string(name))
}

/// Returns the last segment of a path.
fn last_segment(path: &str) -> &str {
    path.rsplit("::").next().unwrap_or(path)
}
