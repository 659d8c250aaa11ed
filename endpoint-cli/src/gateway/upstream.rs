//! Where the gateway sends to, and with which credential.

use clap::ArgMatches;
use endpoint_gateway::{
    Upstream,
    credentials::{CredentialOrigin, EnvironmentCredentials},
    upstream::EgressPolicy,
};
use endpoint_runtime::{BaseUrl, provider::Provider};
use secrecy::ExposeSecret;

use super::settings::Settings;
use crate::{
    credentials::{self, Found},
    failure::Failure,
    sandbox::RunningSandbox,
    surroundings::Surroundings,
};

/// What was found outside of the settings.
pub(super) struct Surrounding {
    pub(super) credentials: Option<EnvironmentCredentials>,
    /// The user name of HTTP Basic, which tells where the credential belongs.
    username: Option<String>,
    /// A base URL of the environment or of the profile, and where it is from.
    base_url: Option<(String, String)>,
}

impl Surrounding {
    /// The credential and the base URL of the environment or of a profile.
    pub(super) fn find(
        provider: &Provider,
        matches: &ArgMatches,
        surroundings: &Surroundings<'_>,
    ) -> Result<Self, Failure> {
        let Found { credentials, profile } = credentials::find(provider, matches, surroundings)?;
        let variable = provider.variable("base_url");
        let base_url = match surroundings.variable(&variable)? {
            Some(url) => Some((variable, url)),
            None => profile.as_ref().and_then(|profile| {
                Some((format!("`base_url` of the profile `{}`", profile.name), profile.base_url.clone()?))
            }),
        };
        let username = credentials.as_ref().and_then(|found| found.username().map(str::to_owned));
        let origin = if profile.is_some() { CredentialOrigin::Profile } else { CredentialOrigin::Environment };
        let credentials = credentials
            .map(|found| read(provider, |name| found.text(name).map(|text| text.expose_secret().to_owned())))
            .transpose()?
            .map(|read| read.with_origin(origin));
        Ok(Self { credentials, username, base_url })
    }

    /// What a sandbox told of itself.
    pub(super) fn of_sandbox(provider: &Provider, running: &RunningSandbox) -> Result<Self, Failure> {
        let variable = |name: &str| running.variables.iter().find(|(known, _)| known == name);
        let credentials = read(provider, |name| variable(name).map(|(_, value)| value.clone()))?;
        let base_url = Some(("the sandbox".to_owned(), running.url.clone()));
        Ok(Self { credentials: Some(credentials.with_origin(CredentialOrigin::Sandbox)), username: None, base_url })
    }

    /// Whether nothing says that the real API is meant.
    pub(super) fn is_silent(&self) -> bool {
        self.credentials.is_none() && self.base_url.is_none()
    }

    /// Where requests go: to what the settings say, else to this base URL, else to the environment that the credential belongs
    /// to, else to the first one.
    pub(super) fn upstream(
        &self,
        provider: &Provider,
        settings: &Settings,
    ) -> Result<(Upstream, EgressPolicy), Failure> {
        let environments = &provider.environments;
        let (source, url) = match (&settings.base_url, &settings.environment, &self.base_url) {
            (Some(url), ..) => ("`base_url`", url),
            (None, Some(name), _) => match environments.iter().find(|known| known.name == *name) {
                Some(environment) => ("the environment", &environment.url),
                None => return Err(unknown(provider, name)),
            },
            (None, None, Some((source, url))) => (source.as_str(), url),
            (None, None, None) => {
                let of_name = self.username.as_deref().and_then(|name| provider.environment_of(name));
                match of_name.or_else(|| environments.first()) {
                    Some(environment) => ("the environment", &environment.url),
                    None => return Err(Failure::usage("no base URL is known; give --base-url")),
                }
            }
        };
        let base: BaseUrl =
            url.parse().map_err(|error| Failure::usage(format_args!("{source} is refused: {error}")))?;
        let is_environment = environments.iter().any(|known| known.url == *url);
        let reach = reach(settings, &base)?;
        let mut upstream = Upstream::new(provider.clone(), base.clone());
        if !is_environment {
            // Else the credential of the one would go to the other.
            upstream = provider.hosts.iter().fold(upstream, |upstream, host| upstream.host(&host.name, base.clone()));
        }
        match self
            .username
            .as_deref()
            .and_then(|name| Some((upstream.other_environment(name)?, upstream.environment()?)))
        {
            Some((foreign, own)) => Err(Failure::usage(format_args!(
                "the credential belongs to `{}`, and requests would go to `{}`; give --environment {}, or a credential of \
                 `{}`",
                foreign.name, own.name, foreign.name, own.name
            ))),
            None => Ok((upstream, reach)),
        }
    }
}

fn read(provider: &Provider, variable: impl Fn(&str) -> Option<String>) -> Result<EnvironmentCredentials, Failure> {
    EnvironmentCredentials::read_from([provider], variable)
        .map_err(|error| Failure::usage(crate::sandbox::causes(&error)))
}

/// Public addresses, those that the settings list, and a loopback address that is the base URL itself.
fn reach(settings: &Settings, base: &BaseUrl) -> Result<EgressPolicy, Failure> {
    let mut reach = EgressPolicy::public();
    for range in &settings.reach {
        let range = range.parse().map_err(|error| Failure::usage(format_args!("`reach`: {error}")))?;
        reach = reach.range(range);
    }
    let host = base.authority().host();
    // Plain http is taken for loopback only, and by https an operator's own words name the address.
    let literal = host.trim_start_matches('[').trim_end_matches(']');
    Ok(match literal.parse::<std::net::IpAddr>() {
        Ok(address) if address.is_loopback() => match literal.parse() {
            Ok(range) => reach.range(range),
            Err(_) => reach,
        },
        Err(_) if host.eq_ignore_ascii_case("localhost") => reach.host(host),
        _ => reach,
    })
}

fn unknown(provider: &Provider, name: &str) -> Failure {
    let known: Vec<&str> = provider.environments.iter().map(|known| known.name.as_str()).collect();
    Failure::usage(format_args!(
        "{} has no environment `{}`; it has {}",
        provider.title,
        crate::escape::line(name),
        known.join(", ")
    ))
}
