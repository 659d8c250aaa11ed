//! `gateway key new`: a key for a caller, shown once.

use std::time::{Duration, SystemTime};

use clap::{Arg, ArgMatches, Command};
use endpoint_gateway::callers::{KeyFault, NewKey};
use endpoint_runtime::provider::Provider;
use secrecy::ExposeSecret;
use serde_json::json;

use crate::{common_args, failure::Failure, io::Io, json_output};

/// The time that a key is valid unless the file is edited.
const VALID_FOR: Duration = Duration::from_secs(90 * 24 * 60 * 60);

pub(super) fn command(name: &str) -> Command {
    let id = Arg::new("id")
        .value_name("ID")
        .required(true)
        .help("The id of the caller: 1 to 32 characters of a to z, 0 to 9 and -");
    let new = Command::new("new")
        .about("Makes a key, shows it once, and prints a caller keys file for it")
        .long_about(
            "Makes a key, shows it once on the standard error, and prints a caller keys file on the standard output, which \
             holds only the key's hash. Move the entries of further keys into the `keys` of one file, and restrict the \
             operations that they allow. The gateway reads the file again on SIGHUP.",
        )
        .arg(id)
        .arg(common_args::switch("admin").help("Let the key set credentials, too"))
        .after_long_help(format!(
            "An entry allows `providers` (\"{name}\"), `groups` (\"{name}/GROUP\"), `operations` (\"{name}/OPERATION\"), and \
             with `admin` the setting of credentials.\n\nExample:\n  {name} gateway key new ci > callers.json"
        ));
    Command::new("key").about("Makes keys for callers").subcommand_required(true).subcommand(new)
}

pub(super) fn run(provider: &Provider, matches: &ArgMatches, io: &mut Io<'_>) -> Result<(), Failure> {
    let new = matches.subcommand().map(|(_, matches)| matches);
    let id = new.and_then(|matches| matches.get_one::<String>("id"));
    let is_admin = new.is_some_and(|matches| matches.get_flag("admin"));
    let Some(id) = id else { return Err(Failure::usage("no id is given")) };
    let made = NewKey::generate(id).map_err(|fault| match fault {
        KeyFault::Id => Failure::usage(fault),
        fault => Failure::local(fault),
    })?;
    let expires = humantime::format_rfc3339_seconds(SystemTime::now() + VALID_FOR).to_string();
    let mut entry = json!({"id": id, "sha256": made.sha256, "expires": expires, "providers": [provider.name]});
    if is_admin && let Some(entry) = entry.as_object_mut() {
        entry.insert("admin".to_owned(), true.into());
    }
    io.print(json_output::pretty(&json!({"version": 1, "keys": [entry]}))?.as_bytes())?;
    io.eprint(&format!("The key, shown only this once, valid until {expires}:\n{}\n", made.key.expose_secret()));
    Ok(())
}
