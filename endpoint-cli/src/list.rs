//! `list`: all operations.

use clap::{Arg, ArgAction, ArgMatches, Command};
use endpoint_runtime::provider::{Operation, Provider};
use serde::Serialize;

use crate::{
    common_args,
    failure::Failure,
    io::Io,
    json_output,
    table::{align, columns, truncate},
};

/// The least width of a summary in the table, in columns.
const MIN_SUMMARY_WIDTH: usize = 24;

pub(crate) fn command(name: &str) -> Command {
    Command::new("list")
        .about("Lists the operations")
        .arg(
            Arg::new("filter")
                .value_name("FILTER")
                .help(
                    "List only operations that have all these words in their name, id, group, method, path or summary",
                )
                .action(ArgAction::Append)
                .num_args(0..),
        )
        .arg(common_args::json())
        .after_long_help(format!(
            "Examples:\n  {name} list revoke\n  {name} list --json | jq -r '.[] | select(.destructive) | .name'"
        ))
}

/// An operation in `list --json`.
#[derive(Serialize)]
struct Row<'a> {
    name: &'a str,
    id: &'a str,
    group: &'a str,
    method: &'a str,
    path: &'a str,
    summary: String,
    idempotent: bool,
    destructive: bool,
    deprecated: bool,
}

pub(crate) fn run(provider: &Provider, matches: &ArgMatches, io: &mut Io<'_>) -> Result<(), Failure> {
    let words: Vec<String> =
        matches.get_many::<String>("filter").into_iter().flatten().map(|word| word.to_lowercase()).collect();
    let rows: Vec<Row<'_>> = provider
        .groups
        .iter()
        .flat_map(|group| group.operations.iter().map(|operation| row(&group.name, operation)))
        .filter(|row| words.iter().all(|word| row.has(word)))
        .collect();
    if matches.get_flag(common_args::JSON) {
        return io.print(json_output::pretty(&rows)?.as_bytes());
    }
    if rows.is_empty() {
        io.eprint("no operation has these words\n");
        return Ok(());
    }
    let text = text(&rows, io.width);
    io.print(text.as_bytes())
}

fn row<'a>(group: &'a str, operation: &'a Operation) -> Row<'a> {
    let metadata = operation.metadata;
    Row {
        name: &operation.name,
        id: metadata.id,
        group,
        method: metadata.method.as_str(),
        path: metadata.template,
        summary: operation.summary(),
        idempotent: metadata.idempotent,
        destructive: metadata.destructive,
        deprecated: metadata.deprecated.is_some(),
    }
}

impl Row<'_> {
    fn has(&self, word: &str) -> bool {
        let call = format!("{} {}", self.method, self.path);
        [self.name, self.id, self.group, &call, &self.summary].iter().any(|text| text.to_lowercase().contains(word))
    }

    fn summary_text(&self) -> String {
        if self.deprecated { format!("{} (deprecated)", self.summary) } else { self.summary.clone() }
    }
}

/// Writes a table, or three lines for each operation where the terminal is too narrow for a table.
fn text(rows: &[Row<'_>], width: Option<usize>) -> String {
    let before = widest(rows, |row| row.name) + widest(rows, |row| row.method) + widest(rows, |row| row.path) + 6;
    match width {
        Some(width) if before + MIN_SUMMARY_WIDTH > width => stacked(rows, width),
        _ => table(rows, width.map(|width| width - before)),
    }
}

/// Returns the width of a column. No heading is longer than `METHOD`.
fn widest<'a>(rows: &[Row<'a>], cell: impl Fn(&Row<'a>) -> &'a str) -> usize {
    rows.iter().map(|row| columns(cell(row))).fold("METHOD".len(), usize::max)
}

fn table(rows: &[Row<'_>], summary: Option<usize>) -> String {
    let head = ["NAME", "METHOD", "PATH", "SUMMARY"].map(str::to_owned);
    let cells = |row: &Row<'_>| {
        let text = row.summary_text();
        let text = summary.map_or_else(|| text.clone(), |width| truncate(&text, width));
        [row.name.to_owned(), row.method.to_owned(), row.path.to_owned(), text]
    };
    align(&std::iter::once(head).chain(rows.iter().map(cells)).collect::<Vec<_>>())
}

fn stacked(rows: &[Row<'_>], width: usize) -> String {
    let entry = |row: &Row<'_>| {
        let summary = truncate(&row.summary_text(), width.saturating_sub(4));
        format!("{}\n    {} {}\n    {summary}\n", row.name, row.method, row.path)
    };
    rows.iter().map(entry).collect()
}
