//! `completions`: shell scripts that complete commands, operations and flags.

use clap::{
    Arg, ArgMatches, Command,
    builder::{EnumValueParser, PossibleValue, ValueParser},
};
use clap_complete::Shell;

use crate::{failure::Failure, io::Io, suggested_values::SuggestedValues};

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

pub(crate) fn run(mut shown: Command, matches: &ArgMatches, io: &mut Io<'_>) -> Result<(), Failure> {
    // clap requires the argument.
    let shell = matches.get_one::<Shell>("shell").copied().unwrap_or(Shell::Bash);
    let name = shown.get_name().to_owned();
    if shell == Shell::Bash {
        shown = without_expandable_values(shown);
    }
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut shown, name, &mut script);
    if shell == Shell::Fish {
        script.extend(fish_man_completions(&shown).bytes());
    }
    io.print(&script)
}

/// Returns the lines with which fish completes the arguments of `man`: commands, and the operations behind them.
fn fish_man_completions(shown: &Command) -> String {
    let names = |command: &Command| {
        let names: Vec<&str> =
            command.get_subcommands().map(Command::get_name).filter(|name| *name != "help").collect();
        names.join(" ")
    };
    let (name, all) = (shown.get_name(), names(shown));
    let function = format!("__fish_{}_using_subcommand", name.replace('-', "_"));
    let line =
        |when: &str, words: &str| format!("complete -c {name} -n \"{function} man; and {when}\" -f -a \"{words}\"\n");
    let others = all.split(' ').filter(|name| *name != "man").collect::<Vec<_>>().join(" ");
    let mut pages = line(&format!("not __fish_seen_subcommand_from {others}"), &all);
    for command in shown.get_subcommands().filter(|command| command.has_subcommands() && command.get_name() != "help") {
        pages += &line(&format!("__fish_seen_subcommand_from {}", command.get_name()), &names(command));
    }
    pages
}

/// Removes the values that bash would expand, and run, when it offers them.
fn without_expandable_values(command: Command) -> Command {
    let is_plain = |name: &str| name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_.:-".contains(&byte));
    let arg = |arg: Arg| {
        let names: Vec<String> =
            arg.get_possible_values().iter().map(PossibleValue::get_name).map(str::to_owned).collect();
        if names.iter().all(|name| is_plain(name)) {
            return arg;
        }
        arg.value_parser(ValueParser::new(SuggestedValues(names.into_iter().filter(|name| is_plain(name)).collect())))
    };
    command.mut_args(arg).mut_subcommands(without_expandable_values)
}
