//! `man`: the manual's pages.

use clap::{Arg, ArgMatches, Command};

use crate::{failure::Failure, suggest, surroundings::Surroundings};

pub(crate) fn command(name: &str) -> Command {
    Command::new("man")
        .about("Prints a page of the manual")
        .arg(Arg::new("command").value_name("COMMAND").help("The page of this command; the whole one's unless given"))
        .after_long_help(format!("Examples:\n  {name} man | man -l -\n  {name} man call > {name}-call.1"))
}

pub(crate) fn run(
    mut shown: Command,
    matches: &ArgMatches,
    surroundings: &mut Surroundings<'_>,
) -> Result<(), Failure> {
    shown = shown.disable_help_subcommand(true);
    shown.build();
    let page = match matches.get_one::<String>("command") {
        None => shown,
        Some(name) => match shown.find_subcommand(name) {
            Some(command) => command.clone(),
            None => {
                let question = suggest::question(name, shown.get_subcommands().map(Command::get_name));
                return Err(Failure::usage(format_args!("there is no command `{name}`{question}")));
            }
        },
    };
    let mut text = Vec::new();
    clap_mangen::Man::new(page).render(&mut text).map_err(|error| Failure::output(&error))?;
    surroundings.print(&text)
}
