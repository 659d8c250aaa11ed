//! `completions`: shell scripts that complete commands, operations and flags.

mod script;
mod table;

use clap::{Arg, ArgMatches, Command, builder::EnumValueParser};
use clap_complete::Shell;
use endpoint_runtime::provider::Provider;

use crate::{failure::Failure, io::Io};
use script::TableShell;
use table::Table;

pub(crate) fn command(name: &str) -> Command {
    Command::new("completions")
        .about("Prints a script that completes commands, operations and flags")
        .arg(
            Arg::new("shell")
                .value_name("SHELL")
                .required(true)
                .value_parser(EnumValueParser::<Shell>::new())
                .help("The shell"),
        )
        .after_long_help(format!(
            "Examples:\n  \
             source <({name} completions bash)\n  \
             {name} completions zsh > \"${{fpath[1]}}/_{name}\"\n  \
             {name} completions fish > ~/.config/fish/completions/{name}.fish"
        ))
}

/// Prints the script. `outline` is the command line without the commands of operations.
pub(crate) fn run(
    provider: &Provider,
    outline: impl FnOnce() -> Command,
    documented: impl FnOnce() -> Command,
    matches: &ArgMatches,
    io: &mut Io<'_>,
) -> Result<(), Failure> {
    // clap requires the argument.
    let shell = matches.get_one::<Shell>("shell").copied().unwrap_or(Shell::Bash);
    let table = |shell| script::write(shell, &provider.name, &Table::new(outline(), provider)).into_bytes();
    let script = match shell {
        Shell::Bash => table(TableShell::Bash),
        Shell::Zsh => table(TableShell::Zsh),
        Shell::Fish => table(TableShell::Fish),
        // The shells that no test has.
        other => {
            let mut script = Vec::new();
            clap_complete::generate(other, &mut documented(), provider.name.as_str(), &mut script);
            script
        }
    };
    io.print(&script)
}
