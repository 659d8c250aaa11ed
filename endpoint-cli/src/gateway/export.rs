//! `gateway export envoy`: the same policy as a configuration of Envoy.

use std::{net::SocketAddr, path::PathBuf};

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use endpoint_gateway::{
    Upstream,
    envoy::{EnvoyCallers, EnvoyOptions, export},
};
use endpoint_runtime::{BaseUrl, provider::Provider};

use crate::{
    common_args::{file, folder, option, url},
    failure::Failure,
    io::Io,
    json_output,
};

const AUTHORITIES: &str = "caller-authorities";
const ISSUER: &str = "token-issuer";

pub(super) fn command(name: &str) -> Command {
    let envoy = Command::new("envoy")
        .about("Prints a configuration of Envoy that lets the operations through, and nothing else")
        .long_about(
            "Prints a configuration of Envoy, for when one machine is not enough: routes as an allow-list, limits, and the \
             credential from a file where Envoy runs, whose form is printed on the standard error. It holds no secret. Files \
             are named as they are where Envoy runs.\n\n\
             Callers have certificates or signed tokens. Caller keys are not exported: they rest hashed here, and Envoy's \
             own would stand in its configuration as they are.",
        )
        .args(args())
        .after_long_help(format!(
            "Example:\n  {name} gateway export envoy --upstream https://api.example.com --host gateway.example.com \\\n      \
             --tls-certificate /etc/envoy/tls.pem --tls-key /etc/envoy/tls.key \\\n      \
             --caller-authorities /etc/envoy/callers.pem >envoy.json"
        ));
    Command::new("export")
        .about("Prints the gateway's policy for other proxies")
        .subcommand_required(true)
        .subcommand(envoy)
}

fn args() -> [Arg; 12] {
    [
        url("upstream").required(true).help("Where the API is"),
        option("envoy-listen", "ADDRESS")
            .long("listen")
            .value_parser(value_parser!(SocketAddr))
            .default_value("0.0.0.0:8443")
            .help("Where Envoy listens"),
        option("envoy-host", "NAME")
            .long("host")
            .required(true)
            .action(ArgAction::Append)
            .help("A host that Envoy answers to, without a port; may be given more than once"),
        file("envoy-certificate").long("tls-certificate").required(true).help("The server's certificate chain, in PEM"),
        file("envoy-key").long("tls-key").required(true).help("Its key, in PEM"),
        file(AUTHORITIES)
            .required_unless_present(ISSUER)
            .conflicts_with(ISSUER)
            .help("Callers have certificates of these authorities, in PEM"),
        option("caller-name", "NAME")
            .action(ArgAction::Append)
            .requires(AUTHORITIES)
            .help("The name in the certificate of a caller; without it all of them may call"),
        option(ISSUER, "ISSUER")
            .requires("token-audience")
            .requires("token-keys")
            .help("Callers have signed tokens (JWT) of this issuer"),
        option("token-audience", "NAME").action(ArgAction::Append).requires(ISSUER).help("Whom the tokens are for"),
        file("token-keys").requires(ISSUER).help("The issuer's keys (JWKS)"),
        folder("secrets").help("Where the file with the credential is [default: /etc/envoy/secrets]"),
        file("authorities")
            .help("What the API's certificate is checked with [default: /etc/ssl/certs/ca-certificates.crt]"),
    ]
}

pub(super) fn run(provider: &Provider, matches: &ArgMatches, io: &mut Io<'_>) -> Result<(), Failure> {
    let Some((_, matches)) = matches.subcommand() else { return Err(Failure::usage("name what to export for: envoy")) };
    let base: BaseUrl = given::<String>(matches, "upstream")?
        .parse()
        .map_err(|error| Failure::usage(format_args!("`--upstream` is refused: {error}")))?;
    let config = export(&[Upstream::new(provider.clone(), base)], &options(matches)?).map_err(Failure::usage)?;
    io.print(json_output::pretty(&config.bootstrap)?.as_bytes())?;
    for secret in &config.secrets {
        io.eprint(&format!(
            "Write {}, readable by Envoy only, with {} put in:\n{}\n",
            secret.path.display(),
            secret.form,
            secret.template
        ));
    }
    Ok(())
}

fn options(matches: &ArgMatches) -> Result<EnvoyOptions, Failure> {
    let names = |id: &str| matches.get_many::<String>(id).into_iter().flatten().cloned().collect::<Vec<_>>();
    let callers = match matches.get_one::<PathBuf>(AUTHORITIES) {
        Some(authorities) => {
            EnvoyCallers::Certificates { authorities: authorities.clone(), names: names("caller-name") }
        }
        None => EnvoyCallers::Tokens {
            issuer: given(matches, ISSUER)?,
            audiences: names("token-audience"),
            keys: given(matches, "token-keys")?,
        },
    };
    let certificate = (given(matches, "envoy-certificate")?, given(matches, "envoy-key")?);
    let mut options = EnvoyOptions::new(given::<SocketAddr>(matches, "envoy-listen")?, certificate, callers);
    options.hosts = names("envoy-host");
    for (id, place) in [("secrets", &mut options.secrets), ("authorities", &mut options.authorities)] {
        if let Some(path) = matches.get_one::<PathBuf>(id) {
            place.clone_from(path);
        }
    }
    Ok(options)
}

/// A value that clap wants to be there.
fn given<T: Clone + Send + Sync + 'static>(matches: &ArgMatches, id: &str) -> Result<T, Failure> {
    matches.get_one::<T>(id).cloned().ok_or_else(|| Failure::usage(format_args!("`{id}` is not given")))
}
