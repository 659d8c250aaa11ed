//! The settings of a gateway: a file of JSON, below the options.

use std::{
    fs::File,
    net::SocketAddr,
    num::NonZeroU32,
    path::{Path, PathBuf},
};

use clap::ArgMatches;
use endpoint_runtime::provider::Provider;
use serde::Deserialize;

use super::options;
use crate::{base_url::GivenUrl, escape, failure::Failure, json};

/// What `--help` says of the file.
pub(super) const HELP: &str = r#"The file of --config is a JSON object. Its members are, all optional:
  listen, stdin_socket, environment, base_url, callers, hosts, behind_tls_proxy, admin,
  page_origins, gateway_origins
             as the options of these names; lists where the option may be given several times
  tls        {"certificate": FILE, "key": FILE}
  store      {"file": FILE, "key": FILE}
  audit      {"file": FILE, "max_bytes": 67108864, "keep": 8}
  pages      false to serve none
  reach      addresses beside the public ones that the API may have: ["10.1.0.0/16"]
  trust      a file of certificates (PEM) of authorities that vouch for the API, beside the
             platform's
  workers    threads; as many as there are processors unless set
  limits     {"per_second": 100, "burst": 200, "concurrent": 1024,
              "concurrent_per_caller": 256}
  bounds     {"connect": "5s", "head": "30s", "total": "60s", "read_head": "10s",
              "stall": "20s", "drain": "30s", "request_bytes": 2097152,
              "response_bytes": 67108864, "connections": 1024}
Files are relative to the folder of the configuration file.
"#;

/// What an operator says. Nothing in it is a secret.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Settings {
    pub(super) listen: Option<SocketAddr>,
    pub(super) stdin_socket: bool,
    pub(super) environment: Option<String>,
    pub(super) base_url: Option<String>,
    /// `environment` or `base_url` is an option of the command line.
    #[serde(skip)]
    pub(super) is_url_option: bool,
    pub(super) callers: Option<PathBuf>,
    pub(super) hosts: Vec<String>,
    pub(super) tls: Option<TlsFiles>,
    pub(super) behind_tls_proxy: bool,
    pub(super) store: Option<StoreFiles>,
    pub(super) admin: Option<SocketAddr>,
    pub(super) audit: Option<AuditSettings>,
    pub(super) pages: Option<bool>,
    pub(super) page_origins: Vec<String>,
    pub(super) gateway_origins: Vec<String>,
    pub(super) reach: Vec<String>,
    pub(super) trust: Option<PathBuf>,
    pub(super) workers: Option<usize>,
    pub(super) limits: LimitSettings,
    pub(super) bounds: BoundSettings,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TlsFiles {
    pub(super) certificate: PathBuf,
    pub(super) key: PathBuf,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StoreFiles {
    pub(super) file: PathBuf,
    pub(super) key: PathBuf,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AuditSettings {
    pub(super) file: PathBuf,
    #[serde(default)]
    pub(super) max_bytes: Option<u64>,
    #[serde(default)]
    pub(super) keep: Option<u32>,
}

impl AuditSettings {
    pub(super) fn new(file: PathBuf) -> Self {
        Self { file, max_bytes: None, keep: None }
    }
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct LimitSettings {
    pub(super) per_second: Option<NonZeroU32>,
    pub(super) burst: Option<NonZeroU32>,
    pub(super) concurrent: Option<usize>,
    pub(super) concurrent_per_caller: Option<usize>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct BoundSettings {
    pub(super) connect: Option<String>,
    pub(super) head: Option<String>,
    pub(super) total: Option<String>,
    pub(super) read_head: Option<String>,
    pub(super) stall: Option<String>,
    pub(super) drain: Option<String>,
    pub(super) request_bytes: Option<u64>,
    pub(super) response_bytes: Option<u64>,
    pub(super) connections: Option<usize>,
}

impl Settings {
    /// The options, and below them the file that they name.
    pub(super) fn read(matches: &ArgMatches) -> Result<Self, Failure> {
        let given = options::settings(matches);
        match matches.get_one::<PathBuf>(options::CONFIG) {
            Some(path) => Ok(given.above(Self::of_file(path)?)),
            None => Ok(given),
        }
    }

    fn of_file(path: &Path) -> Result<Self, Failure> {
        let refused = |what: String| Failure::usage(format_args!("{}: {}", path.display(), escape::line(&what)));
        let text = File::open(path).map_err(|error| error.to_string()).and_then(|mut file| json::read(&mut file));
        let value = text.and_then(|text| json::parse(&text)).map_err(refused)?;
        let mut settings: Self = serde_path_to_error::deserialize(value).map_err(|error| {
            let at = error.path().to_string();
            refused(format!("`{at}`: {}", error.inner()))
        })?;
        let folder = path.parent().unwrap_or(Path::new(""));
        let Self { callers, tls, store, audit, trust, .. } = &mut settings;
        let files = callers.iter_mut().chain(trust);
        let files = files.chain(tls.iter_mut().flat_map(|tls| [&mut tls.certificate, &mut tls.key]));
        let files = files.chain(store.iter_mut().flat_map(|store| [&mut store.file, &mut store.key]));
        for file in files.chain(audit.iter_mut().map(|audit| &mut audit.file)) {
            *file = folder.join(&*file);
        }
        Ok(settings)
    }

    /// These, and where they say nothing, those.
    fn above(self, below: Self) -> Self {
        fn list<T>(own: Vec<T>, below: Vec<T>) -> Vec<T> {
            if own.is_empty() { below } else { own }
        }
        // The two say one thing.
        let (environment, base_url) = match (self.environment, self.base_url) {
            (None, None) => (below.environment, below.base_url),
            given => given,
        };
        Self {
            listen: self.listen.or(below.listen.filter(|_| !self.stdin_socket)),
            stdin_socket: self.stdin_socket || (below.stdin_socket && self.listen.is_none()),
            environment,
            base_url,
            is_url_option: self.is_url_option,
            callers: self.callers.or(below.callers),
            hosts: list(self.hosts, below.hosts),
            behind_tls_proxy: self.behind_tls_proxy || (below.behind_tls_proxy && self.tls.is_none()),
            tls: self.tls.or(below.tls),
            store: self.store.or(below.store),
            admin: self.admin.or(below.admin),
            audit: self.audit.or(below.audit),
            pages: self.pages.or(below.pages),
            page_origins: list(self.page_origins, below.page_origins),
            gateway_origins: list(self.gateway_origins, below.gateway_origins),
            ..below
        }
    }

    /// Returns the base URL that is given, by itself or by the name of an environment.
    pub(super) fn base_url(&self, provider: &Provider) -> Result<Option<GivenUrl>, Failure> {
        let source = |option: &str, member: &str| {
            if self.is_url_option { option.to_owned() } else { format!("`{member}` of the configuration file") }
        };
        let environments = &provider.environments;
        match (&self.base_url, &self.environment) {
            (Some(url), _) => Ok(Some(GivenUrl { source: source("--base-url", "base_url"), url: url.clone() })),
            (None, Some(name)) => match environments.iter().find(|known| known.name == *name) {
                Some(environment) => {
                    Ok(Some(GivenUrl { source: source("--environment", "environment"), url: environment.url.clone() }))
                }
                None => Err(Failure::usage(format_args!(
                    "{} has no environment `{}`; it has {}",
                    provider.title,
                    escape::line(name),
                    environments.iter().map(|known| known.name.as_str()).collect::<Vec<_>>().join(", ")
                ))),
            },
            (None, None) => Ok(None),
        }
    }

    /// What cannot change while the gateway runs, by its name, where another start would be needed.
    pub(super) fn fixed_that_differs(&self, other: &Self) -> Option<&'static str> {
        [
            ("listen", self.listen != other.listen),
            ("stdin_socket", self.stdin_socket != other.stdin_socket),
            ("callers", self.callers.is_some() != other.callers.is_some()),
            ("tls", self.tls != other.tls),
            ("behind_tls_proxy", self.behind_tls_proxy != other.behind_tls_proxy),
            ("store", self.store != other.store),
            ("admin", self.admin != other.admin),
            ("audit", self.audit != other.audit),
            ("workers", self.workers != other.workers),
            ("bounds.connections", self.bounds.connections != other.bounds.connections),
        ]
        .into_iter()
        .find_map(|(name, differs)| differs.then_some(name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(text: &str) -> Settings {
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn every_member_that_help_names_is_taken() {
        let text = r#"{
            "listen": "127.0.0.1:1", "stdin_socket": false, "environment": "a", "base_url": "b", "callers": "c",
            "hosts": ["d"], "behind_tls_proxy": true, "admin": "127.0.0.1:2", "page_origins": ["e"],
            "gateway_origins": ["f"], "tls": {"certificate": "g", "key": "h"}, "store": {"file": "i", "key": "j"},
            "audit": {"file": "k", "max_bytes": 1, "keep": 2}, "pages": false, "reach": ["l"], "trust": "m", "workers": 3,
            "limits": {"per_second": 1, "burst": 2, "concurrent": 3, "concurrent_per_caller": 4},
            "bounds": {"connect": "1s", "head": "1s", "total": "1s", "read_head": "1s", "stall": "1s", "drain": "1s",
                       "request_bytes": 1, "response_bytes": 2, "connections": 3}
        }"#;
        settings(text);
        let named: serde_json::Value = serde_json::from_str(text).unwrap();
        let mut members: Vec<_> = named.as_object().unwrap().iter().collect();
        members.extend(["limits", "bounds"].into_iter().flat_map(|name| named[name].as_object().unwrap()));
        for (name, _) in members {
            assert!(HELP.contains(name.as_str()), "{name}");
        }
    }

    #[test]
    fn options_go_before_the_file() {
        let file =
            settings(r#"{"listen": "127.0.0.1:1", "base_url": "b", "hosts": ["h"], "workers": 2, "pages": false}"#);
        let given = settings(r#"{"listen": "127.0.0.1:2", "environment": "test"}"#);
        let both = given.above(file.clone());
        assert_eq!((both.listen, both.environment.as_deref()), ("127.0.0.1:2".parse().ok(), Some("test")));
        // The option says where requests go, in place of what the file says.
        assert_eq!(both.base_url, None);
        assert_eq!((both.hosts, both.workers, both.pages), (vec!["h".to_owned()], Some(2), Some(false)));
        let socket = settings(r#"{"stdin_socket": true}"#).above(file);
        assert_eq!((socket.listen, socket.stdin_socket), (None, true));
    }
}
