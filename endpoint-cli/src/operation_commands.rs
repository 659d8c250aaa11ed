//! The commands `call`, `describe` and `snippet`, each of which has one command below it for every operation.

use std::ffi::OsString;

use clap::{ArgMatches, Command};
use endpoint_runtime::provider::{Operation, Provider};

use crate::{common_args, failure::Failure, flags, operation_names::OperationNames, suggest};

/// The commands that an operation follows.
pub(crate) const OF_OPERATIONS: [&str; 3] = ["call", "describe", "snippet"];

/// Those of them that have the flags of the operation.
pub(crate) const WITH_FLAGS: [&str; 2] = ["call", "snippet"];

/// The use that a command is made for.
#[derive(Clone, Copy, Debug)]
pub(crate) enum CommandUse<'a> {
    /// Parsing these arguments. The command also takes what the program refuses with a message of its own, and has only the
    /// commands that the arguments can mean: an API may have hundreds of operations.
    Parse(&'a [OsString]),
    /// Completions and man pages.
    Document,
    /// Completions that have the operations in a table.
    Outline,
}

impl CommandUse<'_> {
    /// Returns whether the help of the command may be shown.
    pub(crate) fn shows(self, command: &str) -> bool {
        match self {
            Self::Parse(args) => args.first().is_some_and(|first| first == command),
            Self::Document => true,
            Self::Outline => false,
        }
    }
}

/// Adds one command for every operation that is needed, each with the options that `configure` gives it.
pub(crate) fn add(
    command: Command,
    provider: &Provider,
    used_for: CommandUse<'_>,
    configure: impl Fn(Command, &Operation) -> Command,
) -> Command {
    let bare = |operation: &Operation| {
        let deprecated = if operation.metadata.deprecated.is_some() { " (deprecated)" } else { "" };
        let about = format!("{}{deprecated}", operation.summary());
        Command::new(operation.name.clone()).about(about).disable_help_flag(true)
    };
    let commands: Vec<Command> = match used_for {
        CommandUse::Document => {
            let names = OperationNames::new(provider);
            let documented = |operation| configure(bare(operation).aliases(names.aliases(operation)), operation);
            provider.operations().map(documented).collect()
        }
        CommandUse::Parse([first, rest @ ..]) if first == command.get_name() => {
            let named = rest.first().and_then(|name| name.to_str());
            match named.and_then(|name| Some((name, OperationNames::new(provider).get(name)?))) {
                Some((name, operation)) => {
                    let alias = (operation.name != name).then(|| name.to_owned());
                    vec![configure(bare(operation).aliases(alias), &operation.alone())]
                }
                // The help lists all of them.
                None => provider.operations().map(bare).collect(),
            }
        }
        CommandUse::Parse(_) | CommandUse::Outline => Vec::new(),
    };
    let command = command
        .subcommands(commands)
        .subcommand_value_name("OPERATION")
        .subcommand_help_heading("Operations, each by its name or its operation id")
        .disable_help_subcommand(true)
        .disable_help_flag(true)
        .arg(common_args::help());
    // An unknown operation is refused by `selected` and not by clap, which would call it a subcommand.
    match used_for {
        CommandUse::Parse(_) => command.allow_external_subcommands(true),
        CommandUse::Document | CommandUse::Outline => command,
    }
}

/// Adds one command for every operation, with a flag for each of its parameters.
pub(crate) fn add_with_flags(
    command: Command,
    provider: &Provider,
    used_for: CommandUse<'_>,
    configure: impl Fn(Command, &Operation) -> Command,
) -> Command {
    add(command, provider, used_for, |command, operation| {
        let flags = flags::of(operation);
        let command = configure(flags::add(command, &flags), operation);
        match used_for {
            CommandUse::Parse(_) => flags::add_secret_flags(command, &flags, provider),
            CommandUse::Document | CommandUse::Outline => command,
        }
    })
}

/// Returns the name of an operation to show in examples.
pub(crate) fn example_name(provider: &Provider) -> &str {
    provider.operations().next().map_or("OPERATION", |operation| &operation.name)
}

/// Returns the operation that was named, with schemas of its own, and its arguments.
pub(crate) fn selected<'m>(
    provider: &Provider,
    matches: &'m ArgMatches,
) -> Result<(Operation, &'m ArgMatches), Failure> {
    let Some((name, matches)) = matches.subcommand() else {
        return Err(Failure::usage(format_args!("no OPERATION is given; `{} list` shows all", provider.name)));
    };
    match provider.operations().find(|operation| operation.name == name) {
        Some(operation) => Ok((operation.alone(), matches)),
        None => Err(unknown(provider, name)),
    }
}

fn unknown(provider: &Provider, name: &str) -> Failure {
    let known = provider.operations().flat_map(|operation| [operation.name.as_str(), operation.metadata.id]);
    let question = suggest::did_you_mean(name, known);
    let title = &provider.title;
    Failure::usage(format_args!("{title} has no operation `{name}`{question}\n`{} list` shows all", provider.name))
}
