//! `describe`: one operation with its parameters, its response and its error.

mod constants;
mod fields;
mod text;

use clap::{ArgMatches, Command};
use endpoint_runtime::provider::{Operation, OperationGroup, Provider, Types, ValueType};
use serde::Serialize;
use serde_json::{Value, json};

use crate::{
    common_args,
    example_call::{self, NEXT_LINE},
    failure::Failure,
    flags::{self, Flag},
    io::Io,
    json_output,
    operation_commands::{self, CommandUse, example_name},
    type_name::type_name,
};
use constants::ConstantDescription;

pub(crate) fn command(provider: &Provider, used_for: CommandUse<'_>) -> Command {
    let name = &provider.name;
    let example = example_name(provider);
    let command = Command::new("describe")
        .about("Shows an operation: parameters, response, error, an example")
        .arg(common_args::json())
        .after_long_help(format!("Examples:\n  {name} describe {example}\n  {name} describe {example} --json"));
    operation_commands::add(command, provider, used_for, |command, _| command)
}

pub(crate) fn run(provider: &Provider, matches: &ArgMatches, io: &mut Io<'_>) -> Result<(), Failure> {
    let (operation, matches) = operation_commands::selected(provider, matches)?;
    let described = OperationDescription::new(provider, &operation);
    let text = if matches.get_flag(common_args::JSON) {
        json_output::pretty(&described)?
    } else {
        text::write(&described, &example_call::write(provider, &operation, NEXT_LINE))
    };
    io.print(text.as_bytes())
}

/// An operation as `describe --json` shows it.
#[derive(Serialize)]
struct OperationDescription<'a> {
    name: &'a str,
    id: &'a str,
    group: &'a str,
    method: &'a str,
    path: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    host: Option<&'a str>,
    summary: String,
    docs: &'a str,
    idempotent: bool,
    destructive: bool,
    authenticated: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    deprecated: Option<&'a str>,
    parameters: Vec<ParameterDescription<'a>>,
    /// The parts of every call that have a constant value.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    constants: Vec<ConstantDescription>,
    /// The schema of the flat object that `--input` takes.
    input: Value,
    response: Option<&'a Value>,
    error: &'a Value,
    /// The definitions that these schemas reach.
    #[serde(rename = "$defs")]
    reached: Value,
    #[serde(skip)]
    response_type: Option<&'a ValueType>,
    #[serde(skip)]
    error_type: &'a ValueType,
    #[serde(skip)]
    types: &'a Types,
    example: String,
}

#[derive(Serialize)]
struct ParameterDescription<'a> {
    name: &'a str,
    #[serde(rename = "in")]
    place: &'static str,
    wire: &'a str,
    #[serde(rename = "type")]
    type_name: String,
    required: bool,
    repeated: bool,
    sensitive: bool,
    docs: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    flag: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    null_flag: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    variable: Option<String>,
    schema: &'a Value,
    #[serde(skip)]
    value_type: &'a ValueType,
    /// A note on a flag that may be given several times.
    #[serde(skip)]
    repetition: &'static str,
}

impl<'a> OperationDescription<'a> {
    fn new(provider: &'a Provider, operation: &'a Operation) -> Self {
        let metadata = operation.metadata;
        let is_its =
            |group: &&OperationGroup| group.operations.iter().any(|candidate| candidate.metadata.id == metadata.id);
        let flags = flags::of(operation);
        let input = operation.input_schema();
        let schemas: Vec<&Value> = [&input, &operation.error].into_iter().chain(&operation.response).collect();
        let mut all = operation.standalone_schema(json!({ "allOf": schemas }));
        Self {
            name: &operation.name,
            id: metadata.id,
            group: provider.groups.iter().find(is_its).map_or("", |group| &group.name),
            method: metadata.method.as_str(),
            path: metadata.template,
            host: metadata.host,
            summary: operation.summary(),
            docs: &operation.docs,
            idempotent: metadata.idempotent,
            destructive: metadata.destructive,
            authenticated: metadata.authenticated,
            deprecated: operation.deprecated.as_deref(),
            parameters: flags.iter().map(|flag| ParameterDescription::new(provider, flag, &operation.types)).collect(),
            constants: constants::of(metadata),
            input,
            response: operation.response.as_ref(),
            error: &operation.error,
            reached: all.get_mut("$defs").map_or_else(|| json!({}), Value::take),
            response_type: operation.response_type.as_ref(),
            error_type: &operation.error_type,
            types: &operation.types,
            example: example_call::write(provider, operation, " "),
        }
    }
}

impl<'a> ParameterDescription<'a> {
    fn new(provider: &Provider, flag: &Flag<'a>, types: &Types) -> Self {
        let metadata = flag.parameter.metadata;
        let is_sensitive = flag.is_sensitive();
        Self {
            name: metadata.name,
            place: metadata.location.as_str(),
            wire: metadata.wire_name,
            type_name: type_name(&flag.parameter.input_type(), types),
            required: metadata.required,
            repeated: metadata.is_list(),
            sensitive: is_sensitive,
            docs: flag.docs,
            flag: (!is_sensitive).then(|| format!("--{}", flag.long)),
            null_flag: flag.null_long.as_ref().map(|long| format!("--{long}")),
            variable: is_sensitive.then(|| provider.secret_variable(&metadata)),
            schema: &flag.parameter.schema,
            value_type: &flag.parameter.value_type,
            repetition: match (flag.value.is_list, flag.value.takes_array()) {
                (_, true) => ", once for each item or as a JSON array",
                (true, false) => ", once for each item",
                (false, false) => "",
            },
        }
    }
}
