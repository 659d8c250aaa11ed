//! `gateway export envoy`: the gateway's policy as a configuration of Envoy.

use std::{net::SocketAddr, path::PathBuf};

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use endpoint_gateway::{
    Upstream,
    envoy::{EnvoyCallers, EnvoyError, EnvoyOptions, export},
};
use endpoint_runtime::{BaseUrl, provider::Provider};

use crate::{
    common_args::{self, file, folder, option, url},
    failure::Failure,
    given_url::GivenUrl,
    io::Io,
    json_output,
};

const AUTHORITIES: &str = "caller-authorities";
const ISSUER: &str = "token-issuer";

pub(super) fn command(provider: &Provider) -> Command {
    let name = &provider.name;
    let envoy = Command::new("envoy")
        .about("Prints a configuration of Envoy that forwards only the operations")
        .long_about(
            "Prints a configuration of Envoy, for when one machine is not enough: routes as an allow-list, limits, and the \
             credential from a file where Envoy runs. The format of that file is printed on the standard error. The \
             configuration holds no secret. All paths are those on the machine where Envoy runs.\n\n\
             Callers have certificates or signed tokens. Caller keys cannot be exported: only their hashes are known here, \
             and Envoy needs the keys themselves.",
        )
        .args(args())
        .args(common_args::host_url(provider))
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
        url("upstream").required(true).help("The URL of the API"),
        option("envoy-listen", "ADDRESS")
            .long("listen")
            .value_parser(value_parser!(SocketAddr))
            .default_value("0.0.0.0:8443")
            .help("The address and port that Envoy listens on"),
        option("envoy-host", "NAME")
            .long("host")
            .required(true)
            .action(ArgAction::Append)
            .help("A host name that Envoy answers to, without a port; may be given several times"),
        file("envoy-certificate").long("tls-certificate").required(true).help("The server's certificate chain (PEM)"),
        file("envoy-key").long("tls-key").required(true).help("The private key of the certificate (PEM)"),
        file(AUTHORITIES)
            .required_unless_present(ISSUER)
            .conflicts_with(ISSUER)
            .help("Accept callers with certificates of these authorities (PEM)"),
        option("caller-name", "NAME")
            .action(ArgAction::Append)
            .requires(AUTHORITIES)
            .help("The name in a caller's certificate; all callers with a certificate are accepted unless given"),
        option(ISSUER, "ISSUER")
            .requires("token-audience")
            .requires("token-keys")
            .help("Accept callers with signed tokens (JWT) of this issuer"),
        option("token-audience", "NAME").action(ArgAction::Append).requires(ISSUER).help("The audience of the tokens"),
        file("token-keys").requires(ISSUER).help("The keys of the issuer (JWKS)"),
        folder("secrets").help("The folder of the file with the credential [default: /etc/envoy/secrets]"),
        file("authorities")
            .help("The authorities that are trusted for the API (PEM) [default: /etc/ssl/certs/ca-certificates.crt]"),
    ]
}

pub(super) fn run(provider: &Provider, matches: &ArgMatches, io: &mut Io<'_>) -> Result<(), Failure> {
    let Some((_, matches)) = matches.subcommand() else {
        return Err(Failure::usage("no proxy is named; export for: envoy"));
    };
    let base: BaseUrl = given::<String>(matches, "upstream")?
        .parse()
        .map_err(|error| Failure::usage(format_args!("`--upstream` is refused: {error}")))?;
    let mut upstream = Upstream::new(provider.clone(), base);
    for (name, given) in GivenUrl::of_host_options(provider, matches)? {
        upstream = upstream.host(name, given.parse()?);
    }
    let config = export(&[upstream], &options(matches)?).map_err(|error| match error {
        EnvoyError::Host { host, .. } => Failure::usage(format_args!(
            "--upstream is no environment of {}, so that its host `{host}` has no URL; give --host-url {host}=URL",
            provider.title
        )),
        error => Failure::usage(error),
    })?;
    io.print(json_output::pretty(&config.bootstrap)?.as_bytes())?;
    for secret in &config.secrets {
        io.eprint(&format!(
            "Write {}, which only Envoy may read, with {} filled in:\n{}\n",
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
    for (id, setting) in [("secrets", &mut options.secrets), ("authorities", &mut options.authorities)] {
        if let Some(path) = matches.get_one::<PathBuf>(id) {
            setting.clone_from(path);
        }
    }
    Ok(options)
}

/// Returns a value that clap requires.
fn given<T: Clone + Send + Sync + 'static>(matches: &ArgMatches, id: &str) -> Result<T, Failure> {
    matches.get_one::<T>(id).cloned().ok_or_else(|| Failure::usage(format_args!("`{id}` is not given")))
}
