//! The options that `call` and `snippet` have of their own.

use clap::{Arg, ArgAction, ValueHint};

pub(crate) const INPUT: &str = "input";
pub(crate) const BASE_URL: &str = "base-url";
pub(crate) const PROFILE: &str = "profile";
pub(crate) const TIMEOUT: &str = "timeout";
pub(crate) const DRY_RUN: &str = "dry-run";
pub(crate) const INCLUDE: &str = "include";
pub(crate) const COMPACT: &str = "compact";
pub(crate) const LANG: &str = "lang";

/// The names that no parameter's flag has: a parameter has one flag, in `call` and in `snippet`.
pub(crate) const RESERVED: [&str; 10] =
    [INPUT, BASE_URL, PROFILE, TIMEOUT, DRY_RUN, INCLUDE, COMPACT, LANG, "help", "version"];

const HEADING: &str = "Options";

pub(crate) fn input() -> Arg {
    option(INPUT, "FILE")
        .help("Take values from a file of one flat JSON object, `-` for the standard input; flags go before it")
        .value_hint(ValueHint::FilePath)
}

pub(crate) fn base_url() -> Arg {
    option(BASE_URL, "URL").help("Where the API is").value_hint(ValueHint::Url)
}

pub(crate) fn call() -> [Arg; 7] {
    let flag =
        |name: &'static str| Arg::new(name).long(name).action(ArgAction::SetTrue).global(true).help_heading(HEADING);
    [
        input(),
        option(PROFILE, "NAME").help("Take the credential from this profile of the file of credentials"),
        base_url(),
        option(TIMEOUT, "TIME").help("Give up after this long: `500ms`, `30s`, `2m`"),
        flag(DRY_RUN).help("Send nothing; print the call for curl, secrets as references to the environment"),
        flag(INCLUDE).short('i').help("Print the response's status and headers on the standard error"),
        flag(COMPACT).help("Print the JSON on one line"),
    ]
}

/// `--help` among the other options, below the parameters.
pub(crate) fn help() -> Arg {
    Arg::new("help")
        .short('h')
        .long("help")
        .action(ArgAction::Help)
        .global(true)
        .help_heading(HEADING)
        .help("Print help")
}

pub(crate) fn option(name: &'static str, value: &'static str) -> Arg {
    Arg::new(name).long(name).value_name(value).global(true).help_heading(HEADING)
}
