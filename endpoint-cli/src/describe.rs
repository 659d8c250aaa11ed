//! `describe`: all that is known of one operation.

mod fields;
mod text;

use clap::{ArgMatches, Command};
use endpoint_export::{example, schema::Definitions};
use endpoint_runtime::{
    metadata::Place,
    provider::{Operation, Provider, Types},
};
use serde::Serialize;
use serde_json::{Value, json};

use crate::{
    command::{Purpose, json_flag, pretty},
    failure::Failure,
    flags::{self, Flag},
    operations,
    shape::{self, Kind},
    shell,
    surroundings::Surroundings,
};

pub(crate) fn command(provider: &Provider, purpose: Purpose) -> Command {
    let name = &provider.name;
    let example = provider.operations().next().map_or("OPERATION", |operation| operation.name.as_str());
    let command = Command::new("describe")
        .about("Shows an operation: parameters, response, error, an example")
        .arg(json_flag())
        .after_long_help(format!("Examples:\n  {name} describe {example}\n  {name} describe {example} --json"));
    operations::add(command, provider, purpose, |command, _| command)
}

pub(crate) fn run(
    provider: &Provider,
    matches: &ArgMatches,
    surroundings: &mut Surroundings<'_>,
) -> Result<(), Failure> {
    let (operation, matches) = operations::chosen(provider, matches)?;
    let described = Described::new(provider, operation);
    let text = if matches.get_flag("json") {
        pretty(&described)?
    } else {
        text::write(&described, &example(provider, operation, NEXT_LINE))
    };
    surroundings.print(text.as_bytes())
}

/// An operation as `describe --json` shows it.
#[derive(Serialize)]
struct Described<'a> {
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
    parameters: Vec<DescribedParameter<'a>>,
    /// The schema of the flat object that `--input` takes.
    input: Value,
    response: Option<&'a Value>,
    error: &'a Value,
    /// The definitions that these schemas reach.
    #[serde(rename = "$defs")]
    reached: Value,
    #[serde(skip)]
    definitions: &'a Definitions,
    example: String,
}

#[derive(Serialize)]
struct DescribedParameter<'a> {
    name: &'a str,
    #[serde(rename = "in")]
    place: &'static str,
    wire: &'a str,
    #[serde(rename = "type")]
    kind: String,
    required: bool,
    repeated: bool,
    sensitive: bool,
    docs: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    flag: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    variable: Option<String>,
    schema: &'a Value,
    /// What is to be said of how often the flag is given.
    #[serde(skip)]
    times: &'static str,
}

impl<'a> Described<'a> {
    fn new(provider: &'a Provider, operation: &'a Operation) -> Self {
        let metadata = operation.metadata;
        let is_its = |group: &&endpoint_runtime::provider::Group| {
            group.operations.iter().any(|candidate| candidate.metadata.id == metadata.id)
        };
        let flags = flags::of(provider, operation);
        let input = operation.input_schema();
        let schemas: Vec<&Value> = [&input, &operation.error].into_iter().chain(&operation.response).collect();
        let mut all = operation.standalone(json!({ "allOf": schemas }));
        Self {
            name: &operation.name,
            id: metadata.id,
            group: provider.groups.iter().find(is_its).map_or("", |group| &group.name),
            method: metadata.method.as_str(),
            path: metadata.template,
            host: metadata.host,
            summary: metadata.summary(),
            docs: metadata.docs,
            idempotent: metadata.idempotent,
            destructive: metadata.destructive,
            authenticated: metadata.authenticated,
            deprecated: metadata.deprecated,
            parameters: flags.iter().map(|flag| DescribedParameter::new(provider, flag)).collect(),
            input,
            response: operation.response.as_ref(),
            error: &operation.error,
            reached: all.get_mut("$defs").map_or_else(|| json!({}), Value::take),
            definitions: &provider.definitions,
            example: example(provider, operation, " "),
        }
    }
}

impl<'a> DescribedParameter<'a> {
    fn new(provider: &'a Provider, flag: &Flag<'a>) -> Self {
        let metadata = flag.parameter.metadata;
        let kind = shape::type_name(&flag.parameter.schema, &provider.definitions);
        let is_sensitive = flag.is_sensitive();
        Self {
            name: metadata.name,
            place: place(metadata.place),
            wire: metadata.wire,
            kind: if metadata.repeated { format!("list of {kind}") } else { kind },
            required: metadata.required,
            repeated: metadata.repeated,
            sensitive: is_sensitive,
            docs: flag.docs,
            flag: (!is_sensitive).then(|| format!("--{}", flag.long)),
            variable: is_sensitive.then(|| provider.secret_variable(metadata.name)),
            schema: &flag.parameter.schema,
            times: if flag.shape.list { ", once for each item" } else { "" },
        }
    }
}

const fn place(place: Place) -> &'static str {
    match place {
        Place::Path => "path",
        Place::Query => "query",
        Place::Header => "header",
        Place::Field => "field",
        Place::Body => "body",
        _ => "elsewhere",
    }
}

/// What goes on with a command on the next line.
pub(crate) const NEXT_LINE: &str = " \\\n      ";

/// A call with the required values: examples where the schemas have some, else placeholders. `next` stands before each
/// option. Secrets come from the environment.
pub(crate) fn example(provider: &Provider, operation: &Operation, next: &str) -> String {
    let flags = flags::of(provider, operation);
    let required = flags.iter().filter(|flag| flag.parameter.metadata.required && !flag.is_sensitive());
    let options = required.flat_map(|flag| {
        let texts = example_texts(flag, &provider.types);
        texts.into_iter().map(|text| option(flag, &text)).collect::<Vec<_>>()
    });
    let call = format!("{} call {}", provider.name, operation.name);
    std::iter::once(call).chain(options).collect::<Vec<_>>().join(next)
}

/// What stands at the flag, once for each item of a list.
fn example_texts(flag: &Flag<'_>, types: &Types) -> Vec<String> {
    let Flag { parameter, shape, .. } = flag;
    let value = example::plain(&parameter.value_type, parameter.metadata.name, types);
    let items = match value {
        Some(Value::Array(items)) if shape.list && !parameter.metadata.repeated => items,
        value => value.into_iter().collect(),
    };
    let text = |value: Value| match (value, shape.kind) {
        (Value::String(text), kind) if kind != Kind::Json => text,
        (value, _) => value.to_string(),
    };
    if items.is_empty() { vec![flag.value_name()] } else { items.into_iter().map(text).collect() }
}

/// `--flag value`, as a shell and the command take it.
fn option(flag: &Flag<'_>, text: &str) -> String {
    let between = if text.starts_with('-') || flag.needs_equals() { "=" } else { " " };
    format!("--{}{between}{}", flag.long, shell::quoted(text))
}
