//! `openapi`: the OpenAPI document.

use clap::Command;
use endpoint_export::openapi::openapi;
use endpoint_runtime::provider::Provider;

use crate::{failure::Failure, io::Io};

pub(crate) fn command(name: &str) -> Command {
    Command::new("openapi")
        .about("Prints the OpenAPI document")
        .after_long_help(format!("Example:\n  {name} openapi > openapi.json"))
}

pub(crate) fn run(provider: &Provider, io: &mut Io<'_>) -> Result<(), Failure> {
    io.print(openapi(provider).to_string().as_bytes())
}
