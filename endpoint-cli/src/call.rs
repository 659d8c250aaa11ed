//! `call`: sends one call and prints what came back.

mod answer;
mod time;

use clap::{ArgMatches, Command};
use endpoint_export::snippet::{Language, SnippetOptions, snippet};
use endpoint_runtime::provider::{Operation, Provider};
use serde_json::{Map, Value};

use crate::{
    command::Purpose,
    credentials::Credentials,
    describe,
    exit::Exit,
    failure::Failure,
    flags,
    input::{self, Use},
    operations, own, runtime,
    scrub::Secrets,
    surroundings::Surroundings,
    target::Target,
};
use answer::Answer;

pub(crate) fn command(provider: &Provider, purpose: Purpose) -> Command {
    let name = &provider.name;
    let example = provider
        .operations()
        .next()
        .map_or_else(String::new, |operation| describe::example(provider, operation, describe::NEXT_LINE));
    let input = provider.operations().next().map_or("OPERATION", |operation| operation.name.as_str());
    let command = Command::new("call")
        .about("Calls an operation, and prints the response's body")
        .long_about(
            "Calls an operation, and prints the response's body as JSON on the standard output; of a call that the API \
             refuses, its error body.\n\n\
             Values come from flags and from --input, secrets from --input and from the environment only.",
        )
        .args(own::call())
        .after_long_help(format!(
            "Examples:\n  {example}\n  {name} call {input} --input values.json --dry-run\n  {name} call {input} --help"
        ));
    operations::add(command, provider, purpose, |command, operation| {
        let flags = flags::of(provider, operation);
        let command = flags::add(command, &flags).after_long_help(secrets_help(provider, operation));
        if purpose == Purpose::Parse { flags::add_refused(command, &flags, provider) } else { command }
    })
}

/// Where the secrets of an operation come from, and an example.
fn secrets_help(provider: &Provider, operation: &Operation) -> String {
    let mut help = Vec::new();
    for parameter in operation.parameters.iter().filter(|parameter| parameter.metadata.sensitive) {
        let name = parameter.metadata.name;
        let source = match flags::variable(provider, name) {
            Some(variable) => format!("{variable}, or \"{name}\" in --input"),
            None => format!("\"{name}\" in --input"),
        };
        let docs = flags::first_paragraph(parameter.metadata.docs);
        help.push(format!("  {source}\n      {docs}\n"));
    }
    let secrets = if help.is_empty() { String::new() } else { format!("Secrets:\n{}\n", help.concat()) };
    format!("{secrets}Example:\n  {}", describe::example(provider, operation, describe::NEXT_LINE))
}

pub(crate) fn run(
    provider: &Provider,
    matches: &ArgMatches,
    surroundings: &mut Surroundings<'_>,
) -> Result<Exit, Failure> {
    let (operation, matches) = operations::chosen(provider, matches)?;
    let timeout = matches.get_one::<String>(own::TIMEOUT).map(|text| time::limit(text)).transpose()?;
    let values = input::collect(provider, operation, matches, surroundings, Use::Call)?;
    let target = Target::find(provider, matches, surroundings)?;
    if matches.get_flag(own::DRY_RUN) {
        let options = SnippetOptions::default().base_url(target.base);
        let text = snippet(provider, operation, &values, &options, Language::Curl);
        return surroundings.print(text.as_bytes()).map(|()| Exit::Done);
    }
    target.require(provider, operation, surroundings)?;
    let secrets = secrets(operation, &values, &target);
    let client = target.client(provider)?;
    let mut call = client.call(operation, Value::Object(values)).map_err(Failure::usage)?;
    if let Some(limit) = timeout {
        call = call.timeout(limit);
    }
    let result = runtime::block_on(call.with_response())?;
    let answer = Answer { secrets, compact: matches.get_flag(own::COMPACT), include: matches.get_flag(own::INCLUDE) };
    answer.print(result, surroundings)
}

/// What must not come back in the words of the API.
fn secrets(operation: &Operation, values: &Map<String, Value>, target: &Target<'_>) -> Secrets {
    let mut secrets = Secrets::default();
    target.credentials.iter().flat_map(Credentials::secrets).for_each(|secret| secrets.add(secret));
    for parameter in operation.parameters.iter().filter(|parameter| parameter.metadata.sensitive) {
        values.get(parameter.metadata.name).into_iter().for_each(|value| secrets.add_json(value));
    }
    secrets
}
