//! The base URL that the gateway sends to, and its credential.

use clap::ArgMatches;
use endpoint_gateway::{
    Upstream,
    credentials::{CredentialOrigin, EnvironmentCredentials},
    upstream::EgressPolicy,
};
use endpoint_runtime::{BaseUrl, provider::Provider, transport::proxy_variable};
use secrecy::ExposeSecret;

use super::settings::Settings;
use crate::{
    base_url::GivenUrls,
    credentials::{self, ResolvedCredentials},
    failure::{Failure, error_chain},
    io::Io,
    sandbox::RunningSandbox,
};

/// The credential and the base URLs that were found outside the settings.
pub(super) struct Discovered {
    pub(super) credentials: Option<EnvironmentCredentials>,
    /// The user name of HTTP Basic, which tells which environment the credential belongs to.
    username: Option<String>,
    urls: GivenUrls,
    /// The variables of the environment about proxies.
    proxies: Vec<(&'static str, String)>,
}

/// The variables that decide whether https requests go through a proxy.
const PROXY_VARIABLES: [&str; 6] = ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy", "NO_PROXY", "no_proxy"];

impl Discovered {
    /// Finds the credential and the base URLs in options, a profile and environment variables.
    pub(super) fn find(provider: &Provider, matches: &ArgMatches, io: &Io<'_>) -> Result<Self, Failure> {
        let ResolvedCredentials { credentials, profile, urls } = credentials::find(provider, matches, io)?;
        let username = credentials.as_ref().and_then(|found| found.username().map(str::to_owned));
        let origin = if profile.is_some() { CredentialOrigin::Profile } else { CredentialOrigin::Environment };
        let credentials = credentials
            .map(|found| read(provider, |name| found.text(name).map(|text| text.expose_secret().to_owned())))
            .transpose()?
            .map(|read| read.with_origin(origin));
        let proxies = PROXY_VARIABLES.into_iter().filter_map(|name| Some((name, io.variable(name).ok()??))).collect();
        Ok(Self { credentials, username, urls, proxies })
    }

    /// Takes the credential and the URL of a sandbox.
    pub(super) fn of_sandbox(provider: &Provider, running: &RunningSandbox) -> Result<Self, Failure> {
        let variable = |name: &str| running.variables.iter().find(|(known, _)| known == name);
        let credentials = read(provider, |name| variable(name).map(|(_, value)| value.clone()))?;
        let urls = GivenUrls::of_sandbox(provider, &running.url);
        Ok(Self {
            credentials: Some(credentials.with_origin(CredentialOrigin::Sandbox)),
            username: None,
            urls,
            proxies: Vec::new(),
        })
    }

    /// Returns whether neither a credential nor a base URL was found.
    pub(super) fn is_empty(&self) -> bool {
        self.credentials.is_none() && self.urls.is_empty()
    }

    /// Chooses the URLs of the upstream as [`GivenUrls::choose`] describes. A host without a URL has none in the upstream, too.
    pub(super) fn upstream(
        &self,
        provider: &Provider,
        settings: &Settings,
    ) -> Result<(Upstream, EgressPolicy), Failure> {
        let urls = self.urls.with_configuration(settings.base_url(provider)?, settings.host_urls(provider)?);
        let base = urls.choose(provider, self.username.as_deref())?.url;
        let mut all = vec![base.clone()];
        let mut upstream = Upstream::new(provider.clone(), base.clone());
        for host in &provider.hosts {
            if let Some(url) = urls.choose_host(provider, &host.name, &base)? {
                upstream = upstream.host(&host.name, url.clone());
                all.push(url);
            }
        }
        for url in &all {
            self.check_proxy(url)?;
        }
        Ok((upstream, reach(settings, &all)?))
    }
}

impl Discovered {
    /// Refuses a proxy of the environment, which the gateway would pass by.
    fn check_proxy(&self, base: &BaseUrl) -> Result<(), Failure> {
        let variable = |name: &str| Some(self.proxies.iter().find(|(known, _)| *known == name)?.1.clone());
        match proxy_variable(base, variable) {
            Some(name) => Err(Failure::usage(format_args!(
                "`{name}` names a proxy, which the gateway does not use; add `{host}` to `NO_PROXY` to connect without it",
                host = base.authority().host()
            ))),
            None => Ok(()),
        }
    }
}

fn read(provider: &Provider, variable: impl Fn(&str) -> Option<String>) -> Result<EnvironmentCredentials, Failure> {
    EnvironmentCredentials::read_from([provider], variable).map_err(|error| Failure::usage(error_chain(&error)))
}

/// Allows public addresses, those that the settings list, and those of the URLs themselves that are loopback addresses.
fn reach(settings: &Settings, urls: &[BaseUrl]) -> Result<EgressPolicy, Failure> {
    let mut reach = EgressPolicy::public();
    for range in &settings.reach {
        let range = range.parse().map_err(|error| Failure::usage(format_args!("`reach`: {error}")))?;
        reach = reach.range(range);
    }
    Ok(urls.iter().fold(reach, allow_loopback))
}

/// Allows the address of a URL if it is a loopback address, since the operator wrote it.
fn allow_loopback(reach: EgressPolicy, url: &BaseUrl) -> EgressPolicy {
    let host = url.authority().host();
    let literal = host.trim_start_matches('[').trim_end_matches(']');
    match literal.parse::<std::net::IpAddr>() {
        Ok(address) if address.is_loopback() => match literal.parse() {
            Ok(range) => reach.range(range),
            Err(_) => reach,
        },
        Err(_) if host.eq_ignore_ascii_case("localhost") => reach.host(host),
        _ => reach,
    }
}
