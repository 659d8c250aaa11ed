//! `gateway key new`: a key for a caller, shown once.

use std::time::{Duration, SystemTime};

use clap::{Arg, ArgMatches, Command};
use endpoint_gateway::callers::{KeyFault, NewKey};
use endpoint_runtime::provider::Provider;
use secrecy::ExposeSecret;
use serde_json::json;

use crate::{command::pretty, failure::Failure, surroundings::Surroundings};

/// How long a key is good unless the file is edited.
const GOOD_FOR: Duration = Duration::from_secs(90 * 24 * 60 * 60);

pub(super) fn command(name: &str) -> Command {
    let id = Arg::new("id").value_name("ID").required(true).help("Whose it is: 1 to 32 of a to z, 0 to 9 and -");
    let new = Command::new("new")
        .about("Makes a key, and prints it once with its entry for the key file")
        .long_about(
            "Makes a key, and prints it once. The key file holds its hash only: put the entry that is printed after the \
             key among the `keys` of {\"version\": 1, \"keys\": []}, and narrow what it covers. The gateway reads the file \
             again on SIGHUP.",
        )
        .arg(id)
        .after_long_help(format!(
            "An entry covers `providers` (\"{name}\"), `groups` (\"{name}/GROUP\"), `operations` (\"{name}/OPERATION\"), and, \
             with `admin`, the setting of credentials.\n\nExample:\n  {name} gateway key new ci"
        ));
    Command::new("key").about("Makes keys for callers").subcommand_required(true).subcommand(new)
}

pub(super) fn run(
    provider: &Provider,
    matches: &ArgMatches,
    surroundings: &mut Surroundings<'_>,
) -> Result<(), Failure> {
    let id = matches.subcommand().and_then(|(_, matches)| matches.get_one::<String>("id"));
    let Some(id) = id else { return Err(Failure::usage("no id is given")) };
    let made = NewKey::generate(id).map_err(|fault| match fault {
        KeyFault::Id => Failure::usage(fault),
        fault => Failure::failed(fault),
    })?;
    let expires = humantime::format_rfc3339_seconds(SystemTime::now() + GOOD_FOR).to_string();
    let entry = json!({"id": id, "sha256": made.sha256, "expires": expires, "providers": [provider.name]});
    let shown = format!("{}\n{}", made.key.expose_secret(), pretty(&entry)?);
    surroundings.print(shown.as_bytes())?;
    surroundings.say("The first line is the key, which is shown this once; the rest is its entry for the key file.\n");
    Ok(())
}
