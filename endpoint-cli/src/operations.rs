//! The commands that take an operation, each of which has one command below it for every operation.

use clap::{ArgMatches, Command};
use endpoint_runtime::provider::{Operation, Provider};

use crate::{command::Purpose, failure::Failure, own, suggest};

/// Adds one command for every operation: `outfit` gives it its options.
pub(crate) fn add(
    command: Command,
    provider: &Provider,
    purpose: Purpose,
    outfit: impl Fn(Command, &Operation) -> Command,
) -> Command {
    let commands = provider.operations().map(|operation| {
        let Operation { metadata, name, .. } = operation;
        let deprecated = if metadata.deprecated.is_some() { " (deprecated)" } else { "" };
        let command =
            Command::new(name.clone()).about(format!("{}{deprecated}", metadata.summary())).disable_help_flag(true);
        // The id finds it as well, unless another operation is called that.
        let is_free = provider.operations().all(|other| other.name != metadata.id);
        outfit(if is_free { command.alias(metadata.id) } else { command }, operation)
    });
    let command = command
        .subcommands(commands)
        .subcommand_value_name("OPERATION")
        .subcommand_help_heading("Operations, each by its name or its operation id")
        .disable_help_subcommand(true)
        .disable_help_flag(true)
        .arg(own::help());
    // What is no operation is refused here and not by clap, which would call it a subcommand.
    if purpose == Purpose::Parse { command.allow_external_subcommands(true) } else { command }
}

/// The operation that was named, and what was given to it.
pub(crate) fn chosen<'p, 'm>(
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
    let question = suggest::question(name, known);
    let title = &provider.title;
    Failure::usage(format_args!("{title} has no operation `{name}`{question}\n`{} list` shows all", provider.name))
}
