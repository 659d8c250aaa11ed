//! TypeScript with the generated SDK, whose default export reads credentials and base URL from the environment.
//!
//! A secret is `process.env.NAME`, followed by `!` if it is required, since the SDK's type is a string then.

mod value;

use endpoint_runtime::{
    Json, JsonPath,
    metadata::{BodyFormat, ParameterLocation},
    provider::{Provider, Types},
};

use super::{
    Call, Language, SnippetError,
    arguments::{Argument, ArgumentValue, SecretVariable},
    literal::JAVASCRIPT,
    request::FileReference,
};
use crate::{case::camel, javascript::is_reserved, quote::quoted, response};
use value::{JSON_NUMBER, Place};

/// The package's function that parses JSON without rounding.
const PARSE_JSON: &str = "parseJson";

pub(super) fn write(call: &Call<'_>) -> Result<String, SnippetError> {
    let Call { provider, operation, arguments, options } = call;
    let name = import_name(provider);
    let package = options.package.clone().unwrap_or_else(|| package_name(provider));
    let format = operation.metadata.body;
    let member = |argument: &Argument<'_>| {
        let written = value(argument, format, &operation.types);
        let written = written.map_err(|path| SnippetError::number(Language::TypeScript, path))?;
        Ok((argument.parameter.metadata.name.to_owned(), written))
    };
    let members = arguments.iter().map(member).collect::<Result<Vec<_>, SnippetError>>()?;
    let input = if members.is_empty() { String::new() } else { JAVASCRIPT.object(members, 0) };
    let names: Vec<&str> = [(has_json_number(call), JSON_NUMBER), (has_json_secret(call), PARSE_JSON)]
        .into_iter()
        .filter_map(|(has, name)| has.then_some(name))
        .collect();
    let names = if names.is_empty() { String::new() } else { format!(", {{ {} }}", names.join(", ")) };
    let opens_file = call.arguments.iter().any(|argument| argument.parameter.is_file());
    let node = if opens_file {
        "import { openAsBlob } from \"node:fs\";\n"
    } else if arguments.iter().any(|argument| argument.body_file().is_some()) {
        "import { readFile } from \"node:fs/promises\";\n"
    } else {
        ""
    };
    let import = format!("{node}import {name}{names} from {};\n", quoted(&package));
    let sent = format!("await {name}.{}({input});\n", camel(operation.metadata.id));
    Ok(if response::is_plain_stream(operation) {
        let sent = sent.trim_end_matches(";\n");
        format!("{import}\nfor await (const item of {sent}) {{\n  console.log(item);\n}}\n")
    } else if response::is_ignored(operation) {
        format!("{import}\n{sent}")
    } else {
        format!("{import}\nconst result = {sent}console.log(result);\n")
    })
}

/// Returns whether a secret is read as JSON.
fn has_json_secret(call: &Call<'_>) -> bool {
    let types = &call.operation.types;
    call.arguments.iter().any(|argument| match &argument.value {
        ArgumentValue::Secret(variable) => {
            !variable.is_text
                && !Place::new(&argument.parameter.value_type, types, JsonPath::default()).is_wide_integer()
        }
        ArgumentValue::Literal(_) => false,
    })
}

/// Returns whether a value is written as a `JsonNumber`.
fn has_json_number(call: &Call<'_>) -> bool {
    call.arguments.iter().any(|argument| match &argument.value {
        ArgumentValue::Literal(value) => {
            Place::new(&argument.parameter.input_type(), &call.operation.types, JsonPath::default())
                .has_json_number(value)
        }
        ArgumentValue::Secret(_) => false,
    })
}

/// Writes the value of an argument.
fn value(argument: &Argument<'_>, format: BodyFormat, types: &Types) -> Result<String, JsonPath> {
    let metadata = argument.parameter.metadata;
    let is_bytes = metadata.location == ParameterLocation::Body && format == BodyFormat::Bytes;
    let input_type = argument.parameter.input_type();
    let place = Place::new(&input_type, types, JsonPath::default().member(metadata.name));
    if let Some(file) = argument.body_file() {
        return Ok(format!("await readFile({})", quoted(&file.path)));
    }
    Ok(match &argument.value {
        ArgumentValue::Literal(value) if argument.parameter.is_file() => files(value, argument),
        ArgumentValue::Literal(value) if is_bytes => decoded(&JAVASCRIPT.value(value, 1)),
        ArgumentValue::Literal(value) => place.write(value, 1)?,
        ArgumentValue::Secret(SecretVariable { name, is_text }) => {
            let mark = if metadata.required || metadata.is_list() || is_bytes || !is_text { "!" } else { "" };
            let text = format!("process.env.{name}{mark}");
            match is_text {
                _ if is_bytes => decoded(&text),
                true if metadata.is_list() => format!("[{text}]"),
                true => text,
                false => {
                    let item = Place::new(&argument.parameter.value_type, types, JsonPath::default());
                    let read = if item.is_wide_integer() { "BigInt" } else { PARSE_JSON };
                    if metadata.is_list() { format!("[{read}({text})]") } else { format!("{read}({text})") }
                }
            }
        }
    })
}

/// Writes a file as a `File`, whose content Node reads as it is sent.
fn files(value: &Json, argument: &Argument<'_>) -> String {
    let metadata = &argument.parameter.metadata;
    let file = |value: &Json| {
        let file = FileReference::new(value, metadata.name);
        let (path, name, content_type) = (quoted(&file.path), quoted(file.name()), quoted(&file.content_type));
        format!("new File([await openAsBlob({path})], {name}, {{ type: {content_type} }})")
    };
    match value {
        Json::Array(files) if metadata.repeated => {
            JAVASCRIPT.block("[", &files.iter().map(file).collect::<Vec<_>>(), "]", 1)
        }
        value => file(value),
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
