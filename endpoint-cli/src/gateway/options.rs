//! The options of `gateway`.

use std::{
    net::{Ipv4Addr, SocketAddr},
    path::PathBuf,
};

use clap::{Arg, ArgAction, ArgMatches, value_parser};
use endpoint_runtime::provider::Provider;

use super::{
    settings::{AuditSettings, Settings, StoreFiles, TlsFiles},
    settings_file,
};
use crate::{
    common_args::{self, file, option, switch, url},
    failure::Failure,
};

const CONFIG: &str = "config";
pub(super) const LOG_LEVEL: &str = "log-level";
const PORT: &str = "port";
const LISTEN: &str = "listen";
pub(super) const STDIN_SOCKET: &str = "stdin-socket";
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

pub(super) fn args(provider: &Provider) -> Vec<Arg> {
    let mut args = vec![
        option(PORT, "PORT")
            .value_parser(value_parser!(u16))
            .conflicts_with(LISTEN)
            .help("The port on 127.0.0.1; 0 chooses a free one [default: 8080, or a free one]"),
        option(LISTEN, "ADDRESS").value_parser(value_parser!(SocketAddr)).help(
            "The address and port to listen on; beyond loopback it needs --callers, and --tls-certificate or \
             --behind-tls-proxy",
        ),
        switch(STDIN_SOCKET).conflicts_with_all([PORT, LISTEN]).help(
            "Listen on the socket that a service manager passes as the standard input, so that a restart loses no request",
        ),
        file(CONFIG).help("Read settings from this JSON file; options take precedence"),
        option(common_args::ENVIRONMENT, "NAME").help("Send requests to this environment of the provider").conflicts_with(common_args::BASE_URL),
        url(common_args::BASE_URL).help("Send requests to the API at this URL"),
        common_args::profile(),
        file(STORE)
            .requires(STORE_KEY)
            .help("Keep the credentials that are set through the pages in this file, encrypted"),
        file(STORE_KEY).requires(STORE).help("The file with the key of the store: 32 bytes in base64"),
        file(CALLERS).help("Accept callers whose keys are in this file, in place of the token"),
        option(HOST, "NAME")
            .action(ArgAction::Append)
            .help("A host name under which callers reach the gateway, with the port if it is not the default one"),
        file(CERTIFICATE).requires(KEY).help("Serve TLS with this certificate chain (PEM)"),
        file(KEY).requires(CERTIFICATE).help("The private key of the certificate (PEM)"),
        switch(PROXY).conflicts_with(CERTIFICATE).help("Serve plain HTTP to a proxy that terminates TLS; nothing else may reach this address"),
        option(PAGE_ORIGIN, "ORIGIN").action(ArgAction::Append).help("Accept requests from pages of this origin"),
        option(GATEWAY_ORIGIN, "ORIGIN")
            .action(ArgAction::Append)
            .help("Let the gateway's pages also call the gateway at this origin"),
        switch(NO_PAGES).help("Serve no pages"),
        option(ADMIN, "ADDRESS")
            .value_parser(value_parser!(SocketAddr))
            .help("Serve /healthz, /readyz and /metrics on this loopback address"),
        file(AUDIT).help("Write a line of JSON for each request to this file"),
        option(LOG_LEVEL, "LEVEL")
            .value_parser(["off", "error", "warn", "info", "debug"])
            .default_value("warn")
            .help("The least level of events that are logged to the standard error"),
    ];
    args.extend(common_args::host_url(provider));
    args
}

/// Reads the options, and the configuration file for settings that no option gives.
pub(super) fn read(matches: &ArgMatches) -> Result<Settings, Failure> {
    let given = settings(matches);
    match matches.get_one::<PathBuf>(CONFIG) {
        Some(path) => Ok(given.above(settings_file::read(path)?)),
        None => Ok(given),
    }
}

/// Reads the options; the other settings are as in an empty file.
fn settings(matches: &ArgMatches) -> Settings {
    let path = |name: &str| matches.get_one::<PathBuf>(name).cloned();
    let text = |name: &str| matches.get_one::<String>(name).cloned();
    let texts = |name: &str| matches.get_many::<String>(name).into_iter().flatten().cloned().collect();
    let port = matches.get_one::<u16>(PORT).map(|port| SocketAddr::from((Ipv4Addr::LOCALHOST, *port)));
    Settings {
        listen: matches.get_one::<SocketAddr>(LISTEN).copied().or(port),
        stdin_socket: matches.get_flag(STDIN_SOCKET),
        environment: text(common_args::ENVIRONMENT),
        base_url: text(common_args::BASE_URL),
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
