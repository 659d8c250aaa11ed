//! The settings of a gateway.

use std::{collections::BTreeMap, net::SocketAddr, num::NonZeroU32, path::PathBuf};

use endpoint_runtime::provider::Provider;
use serde::Deserialize;

use crate::{
    duration::WrittenDuration,
    failure::Failure,
    given_url::{GivenUrl, check_host},
};

/// The settings of a gateway. None of them is a secret.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Settings {
    pub(super) listen: Option<SocketAddr>,
    pub(super) stdin_socket: bool,
    pub(super) environment: Option<String>,
    pub(super) base_url: Option<String>,
    /// The URLs of the provider's hosts, by their names. Options give theirs elsewhere.
    pub(super) host_urls: BTreeMap<String, String>,
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
    pub(super) connect: Option<WrittenDuration>,
    pub(super) head: Option<WrittenDuration>,
    pub(super) total: Option<WrittenDuration>,
    pub(super) read_head: Option<WrittenDuration>,
    pub(super) stall: Option<WrittenDuration>,
    pub(super) drain: Option<WrittenDuration>,
    pub(super) request_bytes: Option<u64>,
    pub(super) response_bytes: Option<u64>,
    pub(super) connections: Option<usize>,
}

impl Settings {
    /// Returns these settings, and those of `below` where these have none.
    pub(super) fn above(self, below: Self) -> Self {
        fn list<T>(above: Vec<T>, below: Vec<T>) -> Vec<T> {
            if above.is_empty() { below } else { above }
        }
        // Both name the base URL, so they are replaced together.
        let (environment, base_url) = match (self.environment, self.base_url) {
            (None, None) => (below.environment, below.base_url),
            given => given,
        };
        Self {
            listen: self.listen.or(below.listen.filter(|_| !self.stdin_socket)),
            stdin_socket: self.stdin_socket || (below.stdin_socket && self.listen.is_none()),
            environment,
            base_url,
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

    /// Returns the base URL that the configuration file gives, by itself or by the name of an environment. Where an option gives
    /// one, it is that of the option.
    pub(super) fn base_url(&self, provider: &Provider) -> Result<Option<GivenUrl>, Failure> {
        let source = |member: &str| format!("`{member}` of the configuration file");
        match (&self.base_url, &self.environment) {
            (Some(url), _) => Ok(Some(GivenUrl { source: source("base_url"), url: url.clone() })),
            (None, Some(name)) => GivenUrl::of_environment(provider, &source("environment"), name).map(Some),
            (None, None) => Ok(None),
        }
    }

    /// Returns whether a setting names the API, so that no sandbox stands in for it.
    pub(super) fn names_api(&self) -> bool {
        self.environment.is_some() || self.base_url.is_some() || !self.host_urls.is_empty()
    }

    /// Returns the URLs of the provider's hosts that the configuration file gives, in their order.
    pub(super) fn host_urls(&self, provider: &Provider) -> Result<Vec<Option<GivenUrl>>, Failure> {
        for name in self.host_urls.keys() {
            check_host(provider, "`host_urls` of the configuration file", name)?;
        }
        let given = |name: &String| {
            let source = format!("`host_urls.{name}` of the configuration file");
            Some(GivenUrl { source, url: self.host_urls.get(name)?.clone() })
        };
        Ok(provider.hosts.iter().map(|host| given(&host.name)).collect())
    }

    /// Returns the name of a setting that differs although it can only change by a restart.
    pub(super) fn changed_restart_setting(&self, other: &Self) -> Option<&'static str> {
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
    fn options_go_before_the_file() {
        let file =
            settings(r#"{"listen": "127.0.0.1:1", "base_url": "b", "hosts": ["h"], "workers": 2, "pages": false}"#);
        let given = settings(r#"{"listen": "127.0.0.1:2", "environment": "test"}"#);
        let both = given.above(file.clone());
        assert_eq!((both.listen, both.environment.as_deref()), ("127.0.0.1:2".parse().ok(), Some("test")));
        // The option names the base URL in place of the file.
        assert_eq!(both.base_url, None);
        assert_eq!((both.hosts, both.workers, both.pages), (vec!["h".to_owned()], Some(2), Some(false)));
        let socket = settings(r#"{"stdin_socket": true}"#).above(file);
        assert_eq!((socket.listen, socket.stdin_socket), (None, true));
    }
}
