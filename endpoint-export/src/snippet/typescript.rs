//! TypeScript with the generated SDK, whose default export reads credentials and base URL from the environment.
//!
//! A secret is `process.env.NAME`, followed by `!` if it is required, since the SDK's type is a string then.

use endpoint_runtime::{
    metadata::{BodyFormat, ParameterLocation},
    provider::Provider,
};

use super::{
    Call,
    arguments::{Argument, ArgumentValue, SecretVariable},
    literal::JAVASCRIPT,
};
use crate::{case::camel, javascript::is_reserved, quote::quoted, response};

pub(super) fn write(call: &Call<'_>) -> String {
    let Call { provider, operation, arguments, options } = call;
    let name = import_name(provider);
    let package = options.package.clone().unwrap_or_else(|| package_name(provider));
    let format = operation.metadata.body;
    let member = |argument: &Argument<'_>| (argument.parameter.metadata.name.to_owned(), value(argument, format));
    let input = match arguments.as_slice() {
        [] => String::new(),
        arguments => JAVASCRIPT.object(arguments.iter().map(member).collect(), 0),
    };
    let import = format!("import {name} from {};\n", quoted(&package));
    let sent = format!("await {name}.{}({input});\n", camel(operation.metadata.id));
    if response::is_ignored(operation) {
        format!("{import}\n{sent}")
    } else {
        format!("{import}\nconst result = {sent}console.log(result);\n")
    }
}

fn value(argument: &Argument<'_>, format: BodyFormat) -> String {
    let metadata = argument.parameter.metadata;
    let is_bytes = metadata.location == ParameterLocation::Body && format == BodyFormat::Bytes;
    match &argument.value {
        ArgumentValue::Literal(value) if is_bytes => decoded(&JAVASCRIPT.value(value, 1)),
        ArgumentValue::Literal(value) => JAVASCRIPT.value(value, 1),
        ArgumentValue::Secret(SecretVariable { name, is_text }) => {
            let mark = if metadata.required || metadata.repeated || is_bytes || !is_text { "!" } else { "" };
            let text = format!("process.env.{name}{mark}");
            match is_text {
                _ if is_bytes => decoded(&text),
                true if metadata.repeated => format!("[{text}]"),
                true => text,
                false if metadata.repeated => format!("[JSON.parse({text})]"),
                false => format!("JSON.parse({text})"),
            }
        }
    }
}

/// Bytes are a `Uint8Array`, which Node's `Buffer` is.
fn decoded(base64: &str) -> String {
    format!("Buffer.from({base64}, \"base64\")")
}

/// Returns the name of the package, unless the options set another.
fn package_name(provider: &Provider) -> String {
    format!("{}-endpoints", provider.name)
}

/// Returns the provider's name, or `client` if that name is reserved in a module.
fn import_name(provider: &Provider) -> String {
    let name = camel(&provider.name);
    if is_reserved(&name) { "client".to_owned() } else { name }
}
