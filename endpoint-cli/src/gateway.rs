//! `gateway`: the provider's operations, with the credential added here, and pages to try them on.

mod build;
mod callers;
mod export;
mod key;
mod limits;
mod log;
mod options;
#[cfg(feature = "otlp")]
mod otlp;
mod reload;
mod serve;
mod settings;
mod signals;
mod start;
mod told;
mod upstream;

use clap::{ArgMatches, Command};
use endpoint_runtime::provider::Provider;

use crate::{exit::Exit, failure::Failure, sandbox::Hook, surroundings::Surroundings};

pub(crate) fn command(provider: &Provider) -> Command {
    let name = &provider.name;
    Command::new("gateway")
        .about("Serves pages to read and try the operations on, and lets them through with the credential")
        .long_about(format!(
            "Lets the declared operations of {title} through, and nothing else, with the credential added on this side. On \
             the same port are pages to read every operation and try it, and the OpenAPI document.\n\n\
             Without options it listens on 127.0.0.1 only, and prints a URL whose fragment holds a token that is new at \
             each start; callers send it as `Authorization: Bearer …`. Where no credential is found, a sandbox plays \
             {title}, where there is one. On any other address callers need keys, and TLS.",
            title = provider.title
        ))
        .args(options::args())
        .args_conflicts_with_subcommands(true)
        .after_long_help(format!(
            "SIGHUP reads the configuration file, the caller keys, the certificate and the store again; what is wrong \
             keeps what was there. SIGTERM and Ctrl-C end it once the requests under way are answered.\n\n{}{}\n\
             Examples:\n  \
             {name} gateway\n  \
             {name} gateway --environment {environment}\n  \
             {name} gateway key new ci\n  \
             {name} gateway --listen 0.0.0.0:8443 --callers callers.json --host gateway.example.com \\\n      \
             --tls-certificate chain.pem --tls-key key.pem",
            log::HELP,
            settings::HELP,
            environment = provider.environments.first().map_or("test", |first| first.name.as_str()),
        ))
        .subcommand(export::command(name))
        .subcommand(key::command(name))
}

pub(crate) fn run(
    provider: &Provider,
    sandbox: Option<&Hook>,
    matches: &ArgMatches,
    surroundings: &mut Surroundings<'_>,
) -> Result<Exit, Failure> {
    match matches.subcommand() {
        Some(("export", matches)) => export::run(provider, matches, surroundings),
        Some(("key", matches)) => key::run(provider, matches, surroundings),
        _ => serve::run(provider, sandbox, matches, surroundings),
    }
    .map(|()| Exit::Done)
}
