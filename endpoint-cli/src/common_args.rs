//! Options that several commands have, and how options are made.

use std::path::PathBuf;

use clap::{Arg, ArgAction, ValueHint, value_parser};
use endpoint_runtime::provider::Provider;

pub(crate) const INPUT: &str = "input";
pub(crate) const BASE_URL: &str = "base-url";
pub(crate) const HOST_URL: &str = "host-url";
pub(crate) const ENVIRONMENT: &str = "environment";
pub(crate) const PROFILE: &str = "profile";
pub(crate) const TIMEOUT: &str = "timeout";
pub(crate) const DRY_RUN: &str = "dry-run";
pub(crate) const INCLUDE: &str = "include";
pub(crate) const COMPACT: &str = "compact";
pub(crate) const ALL: &str = "all";
pub(crate) const LANG: &str = "lang";
pub(crate) const JSON: &str = "json";

/// The names that no parameter's flag has: a parameter has the same flag in `call` and in `snippet`.
pub(crate) const RESERVED: [&str; 12] =
    [INPUT, BASE_URL, HOST_URL, PROFILE, TIMEOUT, DRY_RUN, INCLUDE, COMPACT, ALL, LANG, "help", "version"];

const HEADING: &str = "Options";

/// Makes an option that takes a value.
pub(crate) fn option(name: &'static str, value: &'static str) -> Arg {
    Arg::new(name).long(name).value_name(value)
}

/// Makes an option that takes the path of a file.
pub(crate) fn file(name: &'static str) -> Arg {
    option(name, "FILE").value_hint(ValueHint::FilePath).value_parser(value_parser!(PathBuf))
}

/// Makes an option that takes the path of a folder.
pub(crate) fn folder(name: &'static str) -> Arg {
    option(name, "FOLDER").value_hint(ValueHint::DirPath).value_parser(value_parser!(PathBuf))
}

/// Makes an option that takes a URL.
pub(crate) fn url(name: &'static str) -> Arg {
    option(name, "URL").value_hint(ValueHint::Url)
}

/// Makes an option without a value.
pub(crate) fn switch(name: &'static str) -> Arg {
    Arg::new(name).long(name).action(ArgAction::SetTrue)
}

/// Makes `--profile`.
pub(crate) fn profile() -> Arg {
    option(PROFILE, "NAME").help("Take the credential from this profile of the credentials file")
}

/// Makes `--json`.
pub(crate) fn json() -> Arg {
    switch(JSON).global(true).help("Print JSON")
}

/// Makes the options of `call`.
pub(crate) fn call(provider: &Provider) -> Vec<Arg> {
    let mut args = vec![input(), profile(), base_url()];
    args.extend(host_url(provider));
    args.extend([
        option(TIMEOUT, "TIME").help("Fail if the response takes longer than this: `500ms`, `30s`, `2m`"),
        switch(DRY_RUN).help("Send nothing; print the call for curl, secrets as references to the environment"),
        switch(INCLUDE).short('i').help("Print the response's status and headers on the standard error"),
        switch(COMPACT).help("Print the JSON on one line"),
        switch(ALL).help("Of a list, request all pages, and print each item as one line of JSON"),
    ]);
    args.into_iter().map(below_parameters).collect()
}

/// Makes the options of `snippet`; `language` is the one of `--lang`.
pub(crate) fn snippet(provider: &Provider, language: Arg) -> Vec<Arg> {
    let args = [language, input(), base_url()].into_iter().chain(host_url(provider));
    args.map(below_parameters).collect()
}

/// Makes `--help`.
pub(crate) fn help() -> Arg {
    below_parameters(Arg::new("help").short('h').long("help").action(ArgAction::Help).help("Print help"))
}

fn input() -> Arg {
    option(INPUT, "FILE")
        .help("Take values from a file of one flat JSON object, `-` for the standard input; flags take precedence")
        .value_hint(ValueHint::FilePath)
}

fn base_url() -> Arg {
    url(BASE_URL).help("The URL of the API")
}

/// Makes `--host-url`, if the provider has hosts besides that of the base URL.
pub(crate) fn host_url(provider: &Provider) -> Option<Arg> {
    let names: Vec<&str> = provider.hosts.iter().map(|host| host.name.as_str()).collect();
    (!names.is_empty()).then(|| {
        option(HOST_URL, "NAME=URL")
            .action(ArgAction::Append)
            .help(format!("The URL of a host that has operations of its own: {}", names.join(", ")))
    })
}

/// Makes the option known to the commands of all operations, and shows it below their parameters.
fn below_parameters(arg: Arg) -> Arg {
    arg.global(true).help_heading(HEADING)
}
