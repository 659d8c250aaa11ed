//! `gateway`: a proxy that adds the credential to the provider's operations, and pages to try them.

mod banner;
mod callers;
mod export;
mod key;
mod limits;
mod log;
mod options;
#[cfg(feature = "otlp")]
mod otlp;
mod parts;
mod reload;
mod serve;
mod settings;
mod settings_file;
mod start;
mod upstream;

use clap::{ArgMatches, Command};
use endpoint_runtime::provider::Provider;

use crate::{exit::Exit, failure::Failure, io::Io, sandbox::StartSandbox};

pub(crate) fn command(provider: &Provider) -> Command {
    let name = &provider.name;
    Command::new("gateway")
        .about("Forwards the declared operations with the credential added, and serves pages to try them")
        .long_about(format!(
            "Forwards only the declared operations of {title} and adds the credential. The same port serves pages to read \
             and try every operation, and the OpenAPI document.\n\n\
             Without options it listens on 127.0.0.1 only, and prints a URL whose fragment holds a token that is new at \
             each start; callers send it as `Authorization: Bearer …`. If no credential is found, a sandbox stands in for \
             {title}, if there is one. On any other address callers need keys and TLS.",
            title = provider.title
        ))
        .args(options::args(provider))
        .args_conflicts_with_subcommands(true)
        .after_long_help(format!(
            "On SIGHUP it reads the configuration file, the caller keys, the certificate and the store again, and keeps the \
             previous value of every part that fails to load. On SIGTERM and Ctrl-C it ends once the requests in flight are \
             answered.\n\n{}{}\n\
             Examples:\n  \
             {name} gateway\n  \
             {name} gateway --environment {environment}\n  \
             {name} gateway key new ci\n  \
             {name} gateway --listen 0.0.0.0:8443 --callers callers.json --host gateway.example.com \\\n      \
             --tls-certificate chain.pem --tls-key key.pem",
            log::HELP,
            settings_file::HELP,
            environment = provider.environments.first().map_or("test", |first| first.name.as_str()),
        ))
        .subcommand(export::command(provider))
        .subcommand(key::command(name))
}

pub(crate) fn run(
    provider: &Provider,
    sandbox: Option<&StartSandbox>,
    matches: &ArgMatches,
    io: &mut Io<'_>,
) -> Result<Exit, Failure> {
    match matches.subcommand() {
        Some(("export", matches)) => export::run(provider, matches, io),
        Some(("key", matches)) => key::run(provider, matches, io),
        _ => serve::run(provider, sandbox, matches, io),
    }
    .map(|()| Exit::Success)
}
