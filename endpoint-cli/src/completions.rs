//! `completions`: scripts that complete commands, operations and flags.

use clap::{Arg, ArgMatches, Command, builder::EnumValueParser};
use clap_complete::Shell;

use crate::{failure::Failure, surroundings::Surroundings};

pub(crate) fn command(name: &str) -> Command {
    Command::new("completions")
        .about("Prints a script that completes commands, operations and flags")
        .arg(
            Arg::new("shell")
                .value_name("SHELL")
                .required(true)
                .value_parser(EnumValueParser::<Shell>::new())
                .help("Which shell it is for"),
        )
        .after_long_help(format!(
            "Examples:\n  \
             source <({name} completions bash)\n  \
             {name} completions zsh > \"${{fpath[1]}}/_{name}\"\n  \
             {name} completions fish > ~/.config/fish/completions/{name}.fish"
        ))
}

pub(crate) fn run(
    mut shown: Command,
    matches: &ArgMatches,
    surroundings: &mut Surroundings<'_>,
) -> Result<(), Failure> {
    // clap asks for the argument.
    let shell = matches.get_one::<Shell>("shell").copied().unwrap_or(Shell::Bash);
    let name = shown.get_name().to_owned();
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut shown, name, &mut script);
    surroundings.print(&script)
}
