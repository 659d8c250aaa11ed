//! `sdk`: packages for other languages.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use clap::{Arg, ArgAction, ArgMatches, Command, ValueHint, value_parser};
use endpoint_export::typescript::{self, File, SdkError, SdkOptions};
use endpoint_runtime::provider::Provider;

use crate::{failure::Failure, surroundings::Surroundings};

/// Marks a folder as one that `sdk` has written, and may write again.
const MARK: &str = ".endpoint-sdk";

pub(crate) fn command(provider: &Provider) -> Command {
    let name = &provider.name;
    let typescript = Command::new("typescript")
        .about("Writes a TypeScript package: ESM, no dependencies, with types")
        .arg(
            Arg::new("out")
                .long("out")
                .value_name("DIR")
                .required(true)
                .value_hint(ValueHint::DirPath)
                .value_parser(value_parser!(PathBuf))
                .help("The folder to write it into; made where it is missing"),
        )
        .arg(
            Arg::new("name")
                .long("name")
                .value_name("NAME")
                .default_value(format!("{name}-endpoints"))
                .help("The package's name on npm"),
        )
        .arg(
            Arg::new("force")
                .long("force")
                .action(ArgAction::SetTrue)
                .help("Write into a folder that holds something else; files of the same names are replaced"),
        )
        .after_long_help(format!("Example:\n  {name} sdk typescript --out sdk --name @acme/{name}"));
    Command::new("sdk").about("Writes packages for other languages").subcommand_required(true).subcommand(typescript)
}

pub(crate) fn run(
    provider: &Provider,
    matches: &ArgMatches,
    surroundings: &mut Surroundings<'_>,
) -> Result<(), Failure> {
    let Some(("typescript", matches)) = matches.subcommand() else {
        // clap has asked for a language, and knows no other one.
        return Err(Failure::usage("no language is given"));
    };
    let (Some(folder), Some(name)) = (matches.get_one::<PathBuf>("out"), matches.get_one::<String>("name")) else {
        return Err(Failure::usage("no folder is given"));
    };
    let files = files(provider, name)?;
    if !matches.get_flag("force") && !is_free(folder).map_err(|error| failed(folder, &error))? {
        return Err(Failure::usage(format_args!(
            "{} holds something else; give another folder, or --force to write into it",
            folder.display()
        )));
    }
    let mark = format!("Written by `{} sdk`, which may write here again.\n", provider.name);
    let files = files.iter().map(|file| (file.path.as_str(), &file.text));
    let mut told = Vec::new();
    for (path, text) in files.chain([(MARK, &mark)]) {
        let path = folder.join(path);
        write(&path, text).map_err(|error| failed(&path, &error))?;
        told.push(format!("{}\n", path.display()));
    }
    surroundings.print(told.concat().as_bytes())
}

/// Whether nothing of somebody else's is in the folder.
fn is_free(folder: &Path) -> io::Result<bool> {
    let mut entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(true),
        Err(error) => return Err(error),
    };
    Ok(entries.next().transpose()?.is_none() || folder.join(MARK).try_exists()?)
}

fn write(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, text)
}

fn failed(path: &Path, error: &io::Error) -> Failure {
    Failure::failed(format_args!("{}: {error}", path.display()))
}

fn files(provider: &Provider, name: &str) -> Result<Vec<File>, Failure> {
    typescript::sdk(provider, &SdkOptions::new(name)).map_err(|error| match error {
        SdkError::PackageName { .. } => Failure::usage(format_args!("--name: {error}")),
        error => Failure::failed(error),
    })
}
