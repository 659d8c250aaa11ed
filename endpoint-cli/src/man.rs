//! `man`: man pages.

use clap::{Arg, ArgAction, ArgMatches, Command};

use crate::{failure::Failure, io::Io, suggest};

pub(crate) fn command(name: &str) -> Command {
    Command::new("man")
        .about("Prints a man page")
        .arg(
            Arg::new("command")
                .value_name("COMMAND")
                .action(ArgAction::Append)
                .num_args(0..)
                .help("The command whose page is printed; the page of the whole program unless given"),
        )
        .after_long_help(format!("Examples:\n  {name} man | man -l -\n  {name} man call > {name}-call.1"))
}

pub(crate) fn run(mut shown: Command, matches: &ArgMatches, io: &mut Io<'_>) -> Result<(), Failure> {
    shown = shown.disable_help_subcommand(true);
    shown.build();
    let source = format!("{} {}", shown.get_name(), shown.get_version().unwrap_or_default());
    // The page of an operation has the title of its command, since the operation's name is too long for a heading.
    let command = matches.get_many::<String>("command").into_iter().flatten().next();
    let title =
        command.map_or_else(|| shown.get_name().to_owned(), |command| format!("{}-{command}", shown.get_name()));
    let mut page = &shown;
    for name in matches.get_many::<String>("command").into_iter().flatten() {
        page = page.find_subcommand(name).ok_or_else(|| unknown(page, name))?;
    }
    let mut text = Vec::new();
    clap_mangen::Man::new(page.clone())
        .title(title)
        .source(source)
        .render(&mut text)
        .map_err(|error| Failure::output(&error))?;
    io.print(&text)
}

fn unknown(page: &Command, name: &str) -> Failure {
    let question = suggest::did_you_mean(name, page.get_subcommands().map(Command::get_name));
    Failure::usage(format_args!("`{}` has no command `{name}`{question}", page.get_name()))
}
