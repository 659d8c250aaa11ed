//! A URL of the API as the user gave it.

use clap::ArgMatches;
use endpoint_runtime::{
    BaseUrl,
    provider::{Host, Provider},
};

use crate::{common_args, escape, failure::Failure};

/// One of the URLs of an API: the base URL, or that of a named host.
#[derive(Clone, Copy, Debug)]
pub(crate) enum UrlOf<'p> {
    Base,
    Host(&'p Host),
}

impl UrlOf<'_> {
    /// Returns the name of the member that holds it in a profile, and of the setting that its variable is named after.
    pub(crate) fn setting(self) -> String {
        match self {
            Self::Base => "base_url".to_owned(),
            Self::Host(host) => host.setting(),
        }
    }

    /// Returns the option that gives it, as messages name it.
    pub(crate) fn option(self) -> String {
        match self {
            Self::Base => "--base-url".to_owned(),
            Self::Host(host) => format!("--host-url {}=…", host.name),
        }
    }
}

/// A URL as the user gave it.
#[derive(Clone, Debug)]
pub(crate) struct GivenUrl {
    /// The place where it was given, as messages name it: `--base-url`, `ACME_BASE_URL`.
    pub(crate) source: String,
    pub(crate) url: String,
}

impl GivenUrl {
    /// Returns the URL of the provider's environment of this name.
    pub(crate) fn of_environment(provider: &Provider, source: &str, name: &str) -> Result<Self, Failure> {
        match provider.environments.iter().find(|known| known.name == name) {
            Some(environment) => Ok(Self { source: source.to_owned(), url: environment.url.clone() }),
            None => Err(Failure::usage(format_args!(
                "{} has no environment `{}`; it has {}",
                provider.title,
                escape::line(name),
                provider.environments.iter().map(|known| known.name.as_str()).collect::<Vec<_>>().join(", ")
            ))),
        }
    }

    /// Returns the URLs of `--host-url NAME=URL`, with the hosts that they belong to.
    pub(crate) fn of_host_options(provider: &Provider, matches: &ArgMatches) -> Result<Vec<(String, Self)>, Failure> {
        let texts = matches.try_get_many::<String>(common_args::HOST_URL).ok().flatten();
        let mut given: Vec<(String, Self)> = Vec::new();
        for text in texts.into_iter().flatten() {
            let Some((name, url)) = text.split_once('=') else {
                return Err(Failure::usage("--host-url takes the name of a host and its URL, as in NAME=https://…"));
            };
            check_host(provider, "--host-url", name)?;
            if given.iter().any(|(known, _)| known == name) {
                return Err(Failure::usage(format_args!("--host-url gives `{name}` twice; give it once")));
            }
            given.push((name.to_owned(), Self { source: format!("--host-url {name}=…"), url: url.to_owned() }));
        }
        Ok(given)
    }

    /// Parses the URL. The error names the place where it was given.
    pub(crate) fn parse(&self) -> Result<BaseUrl, Failure> {
        self.url.parse().map_err(|error| Failure::usage(format_args!("{} is refused: {error}", self.source)))
    }
}

/// Refuses the name of a host that the provider does not have.
pub(crate) fn check_host(provider: &Provider, source: &str, name: &str) -> Result<(), Failure> {
    if provider.host(name).is_some() {
        return Ok(());
    }
    let known: Vec<&str> = provider.hosts.iter().map(|host| host.name.as_str()).collect();
    let known = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
    Err(Failure::usage(format_args!(
        "{source}: {} has no host `{}`; it has {known}",
        provider.title,
        escape::line(name)
    )))
}
