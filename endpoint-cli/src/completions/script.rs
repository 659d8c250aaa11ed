//! Completion scripts: the table as arrays of a shell, in front of the function that reads them.

use super::table::{CommandRow, FlagRow, OperationRow, OperationUse, Table, Takes};

/// A shell whose script reads the table.
#[derive(Clone, Copy)]
pub(super) enum TableShell {
    Bash,
    Zsh,
    Fish,
}

impl TableShell {
    /// Returns the script without its table. `NAME` stands for the command, and `FUNCTION` for its name in those of functions.
    const fn template(self) -> &'static str {
        match self {
            Self::Bash => include_str!("complete.bash"),
            Self::Zsh => include_str!("complete.zsh"),
            Self::Fish => include_str!("complete.fish"),
        }
    }

    /// Returns the index of an array's first item.
    const fn first(self) -> usize {
        match self {
            Self::Bash => 0,
            Self::Zsh | Self::Fish => 1,
        }
    }

    fn quote(self, text: &str) -> String {
        let escaped = match self {
            Self::Bash | Self::Zsh => text.replace('\'', r"'\''"),
            Self::Fish => text.replace('\\', r"\\").replace('\'', r"\'"),
        };
        format!("'{escaped}'")
    }

    fn array(self, name: &str, rows: impl Iterator<Item = String>) -> String {
        let (start, between, end) = match self {
            Self::Bash | Self::Zsh => (format!("{name}=("), "\n", "\n)\n"),
            Self::Fish => (format!("set -g {name}"), " \\\n", "\n"),
        };
        std::iter::once(start).chain(rows.map(|row| format!("{between}{}", self.quote(&row)))).collect::<String>() + end
    }
}

/// Writes the script of a shell.
pub(super) fn write(shell: TableShell, name: &str, table: &Table) -> String {
    let function = format!("_{}", name.replace('-', "_"));
    let numbers = |indexes: &[usize]| join(indexes.iter().map(|index| (index + shell.first()).to_string()));
    let command = |CommandRow { path, flags, next, values, help }: &CommandRow| {
        let next = match next {
            OperationUse::None => "",
            OperationUse::Name => "name",
            OperationUse::WithFlags => "flags",
        };
        format!("{path}|{}|{next}|{}|{}", numbers(flags), values.join(" "), one_line(help))
    };
    let operation = |OperationRow { name, id, flags, help }: &OperationRow| {
        format!("{name}|{id}|{}|{}", numbers(flags), one_line(help))
    };
    let flag = |FlagRow { name, takes, values, help }: &FlagRow| {
        let takes = match takes {
            Takes::Nothing => "",
            Takes::Value => "value",
            Takes::OptionalValue => "optional",
            Takes::File => "file",
            Takes::Folder => "folder",
        };
        format!("{name}|{takes}|{}|{}", values.join(" "), one_line(help))
    };
    let tables = [
        shell.array(&format!("{function}_commands"), table.commands.iter().map(command)),
        shell.array(&format!("{function}_operations"), table.operations.iter().map(operation)),
        shell.array(&format!("{function}_flags"), table.flags.iter().map(flag)),
    ];
    let template = shell.template().replace("FUNCTION", &function).replace("NAME", name);
    template.replace("# TABLES\n", &tables.concat())
}

fn join(words: impl Iterator<Item = String>) -> String {
    words.collect::<Vec<_>>().join(" ")
}

fn one_line(text: &str) -> String {
    join(text.split_whitespace().map(str::to_owned))
}
