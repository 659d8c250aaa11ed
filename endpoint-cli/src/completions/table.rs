//! The table that completion scripts read: commands, operations, and flags, each written once.

use clap::{Arg, ArgAction, Command, ValueHint, builder::PossibleValue};
use endpoint_runtime::provider::{Operation, Provider};

use crate::{
    flags,
    operation_commands::{OF_OPERATIONS, WITH_FLAGS},
};

/// The command whose arguments are the names of other commands.
const MANUAL: &str = "man";

/// The commands, operations and flags of a command line.
pub(super) struct Table {
    pub(super) commands: Vec<CommandRow>,
    pub(super) operations: Vec<OperationRow>,
    pub(super) flags: Vec<FlagRow>,
}

/// A command, without those of operations.
pub(super) struct CommandRow {
    /// The names of the command and of those around it, with blanks between them. The root's is empty.
    pub(super) path: String,
    /// The indexes of its flags.
    pub(super) flags: Vec<usize>,
    pub(super) next: OperationUse,
    /// The values of its argument.
    pub(super) values: Vec<String>,
    pub(super) help: String,
}

/// The place of operations in a command.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum OperationUse {
    None,
    /// An operation follows.
    Name,
    /// An operation follows, and then its flags.
    WithFlags,
}

/// An operation.
pub(super) struct OperationRow {
    pub(super) name: String,
    pub(super) id: &'static str,
    /// The indexes of its flags.
    pub(super) flags: Vec<usize>,
    pub(super) help: String,
}

/// A flag. Flags that differ in nothing are one.
#[derive(PartialEq, Eq)]
pub(super) struct FlagRow {
    /// The name with its hyphens: `--timeout`, or `-i`.
    pub(super) name: String,
    pub(super) takes: Takes,
    /// The known values.
    pub(super) values: Vec<String>,
    pub(super) help: String,
}

/// The value of a flag.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Takes {
    Nothing,
    Value,
    /// A value behind `=`, or none.
    OptionalValue,
    File,
    Folder,
}

impl Table {
    /// Makes the table of a command line whose `root` has no commands of operations.
    pub(super) fn new(mut root: Command, provider: &Provider) -> Self {
        root.build();
        let mut table = Self { commands: Vec::new(), operations: Vec::new(), flags: Vec::new() };
        table.add_command(&root, String::new());
        table.add_manual();
        for operation in provider.operations() {
            table.add_operation(operation);
        }
        table
    }

    fn add_command(&mut self, command: &Command, path: String) {
        let flags = self.add_flags(command);
        let values = command.get_positionals().flat_map(values).collect();
        let is_in = |names: &[&str]| names.contains(&path.as_str());
        let next = match (is_in(&WITH_FLAGS), is_in(&OF_OPERATIONS)) {
            (true, _) => OperationUse::WithFlags,
            (false, true) => OperationUse::Name,
            (false, false) => OperationUse::None,
        };
        let help = command.get_about().map(ToString::to_string).unwrap_or_default();
        let inner = if path.is_empty() { String::new() } else { format!("{path} ") };
        self.commands.push(CommandRow { path, flags, next, values, help });
        for command in command.get_subcommands().filter(|command| !command.is_hide_set()) {
            self.add_command(command, format!("{inner}{}", command.get_name()));
        }
    }

    /// Lets the names of all commands follow `man`.
    fn add_manual(&mut self) {
        let is_page = |row: &&CommandRow| !row.path.is_empty() && !row.path.starts_with("help");
        let pages = self.commands.iter().filter(is_page).map(|row| CommandRow {
            path: format!("{MANUAL} {}", row.path),
            flags: Vec::new(),
            next: if row.next == OperationUse::None { OperationUse::None } else { OperationUse::Name },
            values: Vec::new(),
            help: row.help.clone(),
        });
        let pages: Vec<_> = pages.collect();
        self.commands.extend(pages);
    }

    fn add_operation(&mut self, operation: &Operation) {
        let command = flags::add(Command::new("operation"), &flags::of(operation));
        let flags = self.add_flags(&command);
        let (name, id, help) = (operation.name.clone(), operation.metadata.id, operation.summary());
        self.operations.push(OperationRow { name, id, flags, help });
    }

    /// Adds the flags of a command, and returns their indexes.
    fn add_flags(&mut self, command: &Command) -> Vec<usize> {
        let shown = command.get_opts().chain(command.get_arguments().filter(|arg| is_switch(arg)));
        let shown = shown.filter(|arg| !arg.is_hide_set());
        shown.flat_map(rows).map(|row| self.add_flag(row)).collect()
    }

    fn add_flag(&mut self, row: FlagRow) -> usize {
        if let Some(known) = self.flags.iter().position(|known| *known == row) {
            return known;
        }
        self.flags.push(row);
        self.flags.len() - 1
    }
}

fn is_switch(arg: &Arg) -> bool {
    !arg.is_positional() && !arg.get_action().takes_values()
}

/// Makes the rows of a flag: one for its name, and one for its letter.
fn rows(arg: &Arg) -> Vec<FlagRow> {
    let long = arg.get_long().map(|long| format!("--{long}"));
    let short = arg.get_short().map(|short| format!("-{short}"));
    let row = |name| FlagRow {
        name,
        takes: takes(arg),
        values: values(arg),
        help: arg.get_help().map(ToString::to_string).unwrap_or_default(),
    };
    long.into_iter().chain(short).map(row).collect()
}

fn takes(arg: &Arg) -> Takes {
    match (arg.get_action(), arg.get_value_hint()) {
        (action, _) if !action.takes_values() => Takes::Nothing,
        (ArgAction::Set, _) if arg.is_require_equals_set() => Takes::OptionalValue,
        (_, ValueHint::FilePath) => Takes::File,
        (_, ValueHint::DirPath) => Takes::Folder,
        _ => Takes::Value,
    }
}

/// Returns the known values that every shell takes as they are: no blank, and nothing that it would expand or run.
fn values(arg: &Arg) -> Vec<String> {
    if !arg.get_action().takes_values() {
        return Vec::new();
    }
    let is_plain = |name: &str| name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_.-/".contains(&byte));
    let values = arg.get_possible_values();
    values.iter().map(PossibleValue::get_name).filter(|name| is_plain(name)).map(str::to_owned).collect()
}
