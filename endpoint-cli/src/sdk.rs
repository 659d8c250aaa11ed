//! `sdk`: client packages for other languages.

mod folder;

use std::path::PathBuf;

use clap::{ArgMatches, Command};
use endpoint_export::typescript::{self, File, SdkError, SdkOptions};
use endpoint_runtime::provider::Provider;

use crate::{common_args, failure::Failure, io::Io};
use folder::Manifest;

pub(crate) fn command(provider: &Provider) -> Command {
    let name = &provider.name;
    let typescript = Command::new("typescript")
        .about("Writes a TypeScript package: ESM, no dependencies, with types")
        .arg(
            common_args::folder("out")
                .required(true)
                .help("The folder to write into; it is created if it is missing"),
        )
        .arg(
            common_args::option("name", "NAME")
                .default_value(format!("{name}-endpoints"))
                .help("The package's name on npm"),
        )
        .arg(
            common_args::switch("force")
                .help("Write into a folder that holds other files, and replace files of the same names"),
        )
        .after_long_help(format!(
            "The file .endpoint-sdk in the folder lists the files that were written. The next time these are replaced, and those \
             that the package no longer has are removed; no other file is changed.\n\n\
             Example:\n  {name} sdk typescript --out sdk --name @acme/{name}"
        ));
    Command::new("sdk").about("Writes packages for other languages").subcommand_required(true).subcommand(typescript)
}

pub(crate) fn run(provider: &Provider, matches: &ArgMatches, io: &mut Io<'_>) -> Result<(), Failure> {
    let Some(("typescript", matches)) = matches.subcommand() else {
        // clap requires the language, and TypeScript is the only one.
        return Err(Failure::usage("no language is given"));
    };
    let (Some(folder), Some(name)) = (matches.get_one::<PathBuf>("out"), matches.get_one::<String>("name")) else {
        return Err(Failure::usage("no folder is given"));
    };
    let files = files(provider, name)?;
    let files: Vec<(&str, &str)> = files.iter().map(|file| (file.path.as_str(), file.text.as_str())).collect();
    let manifest = Manifest { provider: provider.name.clone(), package: name.clone(), ..Manifest::default() };
    let written = folder::write(folder, manifest, &files, matches.get_flag("force"))?;
    let paths: Vec<String> = written.iter().map(|path| format!("{}\n", path.display())).collect();
    io.print(paths.concat().as_bytes())
}

fn files(provider: &Provider, name: &str) -> Result<Vec<File>, Failure> {
    typescript::sdk(provider, &SdkOptions::new(name)).map_err(|error| match error {
        SdkError::PackageName { .. } => Failure::usage(format_args!("--name: {error}")),
        error => Failure::local(error),
    })
}
