//! `call`: sends one request and prints the response.

mod pages;
mod response;

use clap::{ArgMatches, Command};
use endpoint_export::snippet::{Language, snippet};
use endpoint_runtime::{
    JsonMap,
    provider::{Host, InputParameter, Operation, Provider},
    redact::Secrets,
};

use crate::{
    common_args,
    credentials::{self, Credentials},
    docs, duration,
    example_call::{self, NEXT_LINE},
    exit::Exit,
    failure::Failure,
    input::{self, InputUse},
    io::Io,
    operation_commands::{self, CommandUse, example_name},
    runtime,
    target::CallTarget,
};
use response::ResponsePrinter;

pub(crate) fn command(provider: &Provider, used_for: CommandUse<'_>) -> Command {
    let name = &provider.name;
    let first = provider.operations().next().filter(|_| used_for.shows("call"));
    let example =
        first.map_or_else(String::new, |operation| example_call::write(provider, &operation.alone(), NEXT_LINE));
    let json = if used_for.shows("call") {
        // The first one that has such a flag, so that no more schemas than necessary are generated.
        provider.operations().map(|operation| json_help(&operation.alone())).find(|help| !help.is_empty())
    } else {
        None
    };
    let json = json.unwrap_or_default();
    let input = example_name(provider);
    let command = Command::new("call")
        .about("Calls an operation, and prints the response's body")
        .long_about(
            "Calls an operation, and prints the response's body as JSON on the standard output; of a call that the API \
             refuses, its error body. Events and lines of a stream are printed as they arrive, one to a line.\n\n\
             Values come from flags and from --input, secrets from --input and from the environment only.",
        )
        .args(common_args::call(provider))
        .after_long_help(format!(
            "{json}{}\nExamples:\n  {example}\n  {name} call {input} --input values.json --dry-run\n  {name} call {input} --help",
            environment_help(provider, &provider.hosts)
        ));
    operation_commands::add_with_flags(command, provider, used_for, |command, operation| {
        command.after_long_help(secrets_help(provider, operation))
    })
}

/// Lists the variables of the credential, of the base URL and of these hosts.
fn environment_help<'h>(provider: &Provider, hosts: impl IntoIterator<Item = &'h Host>) -> String {
    let file = format!("the credentials file, ~/.config/{}/credentials.json unless set", provider.name);
    let hosts = hosts.into_iter().map(|host| {
        (
            provider.host_variable(host),
            format!("the URL of the host `{}`, beside another base URL than {}'s", host.name, provider.title),
        )
    });
    let mut variables = vec![
        (credentials::variable_names(provider), "the credential, unless --profile is given".to_owned()),
        (provider.variable("base_url"), "the URL of the API that this credential goes to".to_owned()),
    ];
    variables.extend(hosts);
    variables.push((provider.variable("config"), file));
    variables
        .iter()
        .filter(|(variables, _)| !variables.is_empty())
        .fold("Environment:\n".to_owned(), |help, (variables, docs)| format!("{help}  {variables}\n      {docs}\n"))
}

/// Lists the variables of the operation's sensitive parameters, and shows an example.
fn secrets_help(provider: &Provider, operation: &Operation) -> String {
    let mut help = Vec::new();
    let is_secret = |parameter: &&InputParameter| parameter.metadata.sensitive && !parameter.is_file();
    for parameter in operation.parameters.iter().filter(is_secret) {
        let name = parameter.metadata.name;
        let docs = docs::first_paragraph(&parameter.docs);
        help.push(format!(
            "  {}, or \"{name}\" in --input\n      {docs}\n",
            provider.secret_variable(&parameter.metadata)
        ));
    }
    let secrets = if help.is_empty() { String::new() } else { format!("Secrets:\n{}\n", help.concat()) };
    let json = json_help(operation);
    let example = example_call::write(provider, operation, NEXT_LINE);
    let host = operation.metadata.host.and_then(|name| provider.host(name));
    format!("{json}{secrets}{}\nExample:\n  {example}", environment_help(provider, host))
}

/// Shows a flag that takes JSON, if the operation has one.
fn json_help(operation: &Operation) -> String {
    let flag = example_call::json_flag(operation);
    flag.map_or_else(String::new, |flag| format!("Flags marked [JSON] take a JSON text, as in\n  {flag}\n\n"))
}

pub(crate) fn run(provider: &Provider, matches: &ArgMatches, io: &mut Io<'_>) -> Result<Exit, Failure> {
    let (operation, matches) = operation_commands::selected(provider, matches)?;
    let operation = &operation;
    let timeout = matches.get_one::<String>(common_args::TIMEOUT);
    let timeout = timeout.map(|text| duration::parse("--timeout", text)).transpose().map_err(Failure::usage)?;
    let values = input::collect(provider, operation, matches, io, InputUse::Call)?;
    let target = CallTarget::find(provider, operation, matches, io)?;
    if matches.get_flag(common_args::DRY_RUN) {
        let options = target.snippet_options();
        let values = values.into_snippet()?;
        let text = snippet(provider, operation, &values, &options, Language::Curl).map_err(Failure::usage)?;
        if let Some(note) = target.profile_note(provider, operation) {
            io.eprint(&note);
        }
        return io.print(text.as_bytes()).map(|()| Exit::Success);
    }
    target.require_credential(provider, operation, io)?;
    let secrets = secrets(operation, &values.json, &target);
    let client = target.client(provider)?;
    let printer = ResponsePrinter {
        secrets,
        id: operation.metadata.id,
        name: operation.name.clone(),
        response: operation.metadata.response,
        prints_json: operation.response.is_some(),
        compact: matches.get_flag(common_args::COMPACT),
        include: matches.get_flag(common_args::INCLUDE),
    };
    if matches.get_flag(common_args::ALL) {
        let mut pages = pages::pages(&client, operation, values.into_arguments(io)?)?;
        if let Some(limit) = timeout {
            pages = pages.timeout(limit);
        }
        return pages::print_all(pages, &printer, io);
    }
    let mut call = client.call(operation, values.into_arguments(io)?).map_err(Failure::usage)?;
    if let Some(limit) = timeout {
        call = call.timeout(limit);
    }
    if operation.metadata.response.is_streamed() {
        runtime::block_on(async { printer.print_stream(call.streamed().await, io).await })?
    } else {
        printer.print(runtime::block_on(call.with_response())?, io)
    }
}

/// Collects the values that must not be printed if the response repeats them.
fn secrets(operation: &Operation, values: &JsonMap, target: &CallTarget<'_>) -> Secrets {
    let mut secrets = Secrets::default();
    target.credentials.iter().flat_map(Credentials::secrets).for_each(|secret| secrets.add(secret));
    target.credentials.iter().filter_map(Credentials::pair).for_each(|pair| secrets.add_base64(&pair));
    for parameter in operation.parameters.iter().filter(|parameter| parameter.metadata.sensitive) {
        values.get(parameter.metadata.name).into_iter().for_each(|value| secrets.add_json(value));
    }
    secrets
}
