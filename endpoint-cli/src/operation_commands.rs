//! The commands `call`, `describe` and `snippet`, each of which has one command below it for every operation.

use clap::{ArgMatches, Command};
use endpoint_export::case;
use endpoint_runtime::provider::{Operation, Provider};

use crate::{common_args, failure::Failure, flags, suggest};

/// The use that a command is made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CommandUse {
    /// Parsing arguments. The command also takes what the program refuses with a message of its own.
    Parse,
    /// Completions and man pages.
    Document,
}

/// Adds one command for every operation, each with the options that `configure` gives it.
pub(crate) fn add(
    command: Command,
    provider: &Provider,
    used_for: CommandUse,
    configure: impl Fn(Command, &Operation) -> Command,
) -> Command {
    let commands = provider.operations().map(|operation| {
        let Operation { metadata, name, .. } = operation;
        let deprecated = if metadata.deprecated.is_some() { " (deprecated)" } else { "" };
        let command =
            Command::new(name.clone()).about(format!("{}{deprecated}", operation.summary())).disable_help_flag(true);
        configure(command.aliases(aliases(provider, operation)), operation)
    });
    let command = command
        .subcommands(commands)
        .subcommand_value_name("OPERATION")
        .subcommand_help_heading("Operations, each by its name or its operation id")
        .disable_help_subcommand(true)
        .disable_help_flag(true)
        .arg(common_args::help());
    // An unknown operation is refused by `selected` and not by clap, which would call it a subcommand.
    if used_for == CommandUse::Parse { command.allow_external_subcommands(true) } else { command }
}

/// Adds one command for every operation, with a flag for each of its parameters.
pub(crate) fn add_with_flags(
    command: Command,
    provider: &Provider,
    used_for: CommandUse,
    configure: impl Fn(Command, &Operation) -> Command,
) -> Command {
    add(command, provider, used_for, |command, operation| {
        let flags = flags::of(provider, operation);
        let command = configure(flags::add(command, &flags), operation);
        match used_for {
            CommandUse::Parse => flags::add_secret_flags(command, &flags, provider),
            CommandUse::Document => command,
        }
    })
}

/// Returns the name of an operation to show in examples.
pub(crate) fn example_name(provider: &Provider) -> &str {
    provider.operations().next().map_or("OPERATION", |operation| &operation.name)
}

/// Returns the operation's id, and the id in camel case as the SDK's methods have it, unless another operation has that name.
fn aliases(provider: &Provider, operation: &Operation) -> Vec<String> {
    let id = operation.metadata.id;
    let others = || provider.operations().filter(|other| other.metadata.id != id);
    let camel = case::camel(id);
    // The id of an operation of the crate's root may be its name, which is no alias of itself.
    let is_free = operation.name != id && others().all(|other| other.name != id);
    let is_camel_free = ![id, &operation.name].contains(&camel.as_str())
        && others().all(|it| it.name != camel && it.metadata.id != camel && case::camel(it.metadata.id) != camel);
    [(id.to_owned(), is_free), (camel, is_camel_free)].into_iter().filter_map(|(it, is)| is.then_some(it)).collect()
}

/// Returns the operation that was named, and its arguments.
pub(crate) fn selected<'p, 'm>(
    provider: &'p Provider,
    matches: &'m ArgMatches,
) -> Result<(&'p Operation, &'m ArgMatches), Failure> {
    let Some((name, matches)) = matches.subcommand() else {
        return Err(Failure::usage(format_args!("no OPERATION is given; `{} list` shows all", provider.name)));
    };
    match provider.operations().find(|operation| operation.name == name) {
        Some(operation) => Ok((operation, matches)),
        None => Err(unknown(provider, name)),
    }
}

fn unknown(provider: &Provider, name: &str) -> Failure {
    let known = provider.operations().flat_map(|operation| [operation.name.as_str(), operation.metadata.id]);
    let question = suggest::did_you_mean(name, known);
    let title = &provider.title;
    Failure::usage(format_args!("{title} has no operation `{name}`{question}\n`{} list` shows all", provider.name))
}
