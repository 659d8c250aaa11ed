//! The options of `gateway`.

use std::{
    net::{Ipv4Addr, SocketAddr},
    path::PathBuf,
};

use clap::{Arg, ArgAction, ArgMatches, ValueHint, value_parser};

use super::settings::{AuditSettings, Settings, StoreFiles, TlsFiles};
use crate::own;

pub(super) const CONFIG: &str = "config";
pub(super) const LOG_LEVEL: &str = "log-level";
const PORT: &str = "port";
const LISTEN: &str = "listen";
pub(super) const STDIN_SOCKET: &str = "stdin-socket";
const ENVIRONMENT: &str = "environment";
const CALLERS: &str = "callers";
const HOST: &str = "host";
const CERTIFICATE: &str = "tls-certificate";
const KEY: &str = "tls-key";
const PROXY: &str = "behind-tls-proxy";
const STORE: &str = "store";
const STORE_KEY: &str = "store-key";
const ADMIN: &str = "admin";
const AUDIT: &str = "audit";
const PAGE_ORIGIN: &str = "page-origin";
const GATEWAY_ORIGIN: &str = "gateway-origin";
const NO_PAGES: &str = "no-pages";

pub(super) fn args() -> Vec<Arg> {
    vec![
        option(PORT, "PORT")
            .value_parser(value_parser!(u16))
            .conflicts_with(LISTEN)
            .help("The port on 127.0.0.1; 0 is one that is free [default: 8080, or one that is free]"),
        option(LISTEN, "ADDRESS").value_parser(value_parser!(SocketAddr)).help(
            "The address and port to listen on; beyond loopback it takes --callers, and --tls-certificate or \
             --behind-tls-proxy",
        ),
        flag(STDIN_SOCKET).conflicts_with_all([PORT, LISTEN]).help(
            "Listen on the socket that is the standard input, as a service manager hands it over: it outlives a restart, so \
             that no request is lost",
        ),
        path(CONFIG).help("Take settings from this file of JSON; options go before it"),
        option(ENVIRONMENT, "NAME").help("Send to this environment of the provider").conflicts_with(own::BASE_URL),
        option(own::BASE_URL, "URL").value_hint(ValueHint::Url).help("Send to the API at this URL"),
        option(own::PROFILE, "NAME").help("Take the credential from this profile of the file of credentials"),
        path(STORE)
            .requires(STORE_KEY)
            .help("Keep the credentials that are set through the pages in this file, encrypted"),
        path(STORE_KEY).requires(STORE).help("The file with the key of the store: 32 bytes in base64"),
        path(CALLERS).help("Let those in whose keys are in this file, in place of whoever has the token"),
        option(HOST, "NAME")
            .action(ArgAction::Append)
            .help("A name by which callers know the gateway, with a port where it is not the scheme's own"),
        path(CERTIFICATE).requires(KEY).help("Speak TLS with this chain of certificates (PEM)"),
        path(KEY).requires(CERTIFICATE).help("The certificate's key (PEM)"),
        flag(PROXY).conflicts_with(CERTIFICATE).help("Only a proxy that speaks TLS reaches this address"),
        option(PAGE_ORIGIN, "ORIGIN").action(ArgAction::Append).help("Pages of this origin may call the gateway"),
        option(GATEWAY_ORIGIN, "ORIGIN")
            .action(ArgAction::Append)
            .help("The gateway's pages may call the gateway at this origin, too"),
        flag(NO_PAGES).help("Serve no pages"),
        option(ADMIN, "ADDRESS")
            .value_parser(value_parser!(SocketAddr))
            .help("Serve /healthz, /readyz and /metrics on this loopback address"),
        path(AUDIT).help("Write a line of JSON for each request into this file"),
        option(LOG_LEVEL, "LEVEL")
            .value_parser(["off", "error", "warn", "info", "debug"])
            .default_value("warn")
            .help("What is logged on the standard error"),
    ]
}

/// What the options say; what they do not is as in an empty file.
pub(super) fn settings(matches: &ArgMatches) -> Settings {
    let path = |name: &str| matches.get_one::<PathBuf>(name).cloned();
    let text = |name: &str| matches.get_one::<String>(name).cloned();
    let texts = |name: &str| matches.get_many::<String>(name).into_iter().flatten().cloned().collect();
    let port = matches.get_one::<u16>(PORT).map(|port| SocketAddr::from((Ipv4Addr::LOCALHOST, *port)));
    Settings {
        listen: matches.get_one::<SocketAddr>(LISTEN).copied().or(port),
        stdin_socket: matches.get_flag(STDIN_SOCKET),
        environment: text(ENVIRONMENT),
        base_url: text(own::BASE_URL),
        callers: path(CALLERS),
        hosts: texts(HOST),
        tls: path(CERTIFICATE).zip(path(KEY)).map(|(certificate, key)| TlsFiles { certificate, key }),
        behind_tls_proxy: matches.get_flag(PROXY),
        store: path(STORE).zip(path(STORE_KEY)).map(|(file, key)| StoreFiles { file, key }),
        admin: matches.get_one::<SocketAddr>(ADMIN).copied(),
        audit: path(AUDIT).map(AuditSettings::new),
        pages: matches.get_flag(NO_PAGES).then_some(false),
        page_origins: texts(PAGE_ORIGIN),
        gateway_origins: texts(GATEWAY_ORIGIN),
        ..Settings::default()
    }
}

fn option(name: &'static str, value: &'static str) -> Arg {
    Arg::new(name).long(name).value_name(value)
}

fn path(name: &'static str) -> Arg {
    option(name, "FILE").value_hint(ValueHint::FilePath).value_parser(value_parser!(PathBuf))
}

fn flag(name: &'static str) -> Arg {
    Arg::new(name).long(name).action(ArgAction::SetTrue)
}
