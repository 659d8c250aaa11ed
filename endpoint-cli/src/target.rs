//! Where a call goes, and with which credential.

use clap::ArgMatches;
use endpoint_runtime::{
    BaseUrl, Client, ClientBuilder,
    provider::{Operation, Provider},
};

use crate::{
    credentials::{self, Credentials, Found},
    failure::Failure,
    own,
    profile::Profile,
    surroundings::Surroundings,
};

/// Where a call goes, and with which credential.
pub(crate) struct Target<'p> {
    pub(crate) base: String,
    pub(crate) credentials: Option<Credentials<'p>>,
    /// The profile that the credential is of.
    profile: Option<String>,
}

impl<'p> Target<'p> {
    /// Finds the credential, if there is one, and the base URL: that of the option, of a profile that is an option, of the
    /// environment, of any other profile, of the credential's environment.
    pub(crate) fn find(
        provider: &'p Provider,
        operation: &Operation,
        matches: &ArgMatches,
        surroundings: &Surroundings<'_>,
    ) -> Result<Self, Failure> {
        let Found { credentials, profile } = credentials::find(provider, matches, surroundings)?;
        let of_profile = || profile.as_ref().and_then(Given::of_profile);
        let is_chosen = matches.contains_id(own::PROFILE);
        let given = match Given::of_option(matches).or_else(|| of_profile().filter(|_| is_chosen)) {
            Some(given) => Some(given),
            None => Given::of_environment(provider, surroundings)?.or_else(of_profile),
        };
        let base = match (given, operation.metadata.host) {
            (Some(given), Some(host)) => return Err(given.elsewhere(provider, operation, host)),
            (Some(given), None) => given.checked()?,
            (None, _) => environment(provider, credentials.as_ref())?,
        };
        let profile = profile.filter(|_| credentials.is_some()).map(|profile| profile.name);
        Ok(Self { base, credentials, profile })
    }

    /// Where the credential is of a profile, which variables a call in another program takes it from.
    pub(crate) fn told_of_profile(&self, provider: &Provider, operation: &Operation) -> Option<String> {
        let profile = self.profile.as_ref().filter(|_| operation.metadata.authenticated)?;
        let variables = credentials::of_scheme(provider.auth.first()?);
        Some(format!("the credential is of the profile `{profile}`; the call below takes it from {variables}\n"))
    }

    /// Refuses to go on without a credential where the operation needs one.
    pub(crate) fn require(
        &self,
        provider: &Provider,
        operation: &Operation,
        surroundings: &Surroundings<'_>,
    ) -> Result<(), Failure> {
        if operation.metadata.authenticated && self.credentials.is_none() {
            return Err(credentials::missing(provider, surroundings));
        }
        Ok(())
    }

    /// The client for it.
    pub(crate) fn client(&self, provider: &Provider) -> Result<Client, Failure> {
        let builder = Client::builder()
            .base_url(self.base.as_str())
            .user_agent(format!("{}/{}", provider.name, provider.version));
        let builder = provider
            .hosts
            .iter()
            .fold(builder, |builder: ClientBuilder, host| builder.host(host.name.clone(), host.url.as_str()));
        let builder = match &self.credentials {
            Some(credentials) => builder.auth(credentials.auth()),
            None => builder,
        };
        builder.build().map_err(Failure::usage)
    }
}

/// The base URL of the option, or of the environment.
pub(crate) fn given(
    provider: &Provider,
    matches: &ArgMatches,
    surroundings: &Surroundings<'_>,
) -> Result<Option<String>, Failure> {
    let given = match Given::of_option(matches) {
        Some(given) => Some(given),
        None => Given::of_environment(provider, surroundings)?,
    };
    given.map(Given::checked).transpose()
}

/// A base URL that was given, and where.
struct Given {
    source: String,
    url: String,
}

impl Given {
    fn of_option(matches: &ArgMatches) -> Option<Self> {
        let url = matches.get_one::<String>(own::BASE_URL)?;
        Some(Self { source: "--base-url".to_owned(), url: url.clone() })
    }

    fn of_environment(provider: &Provider, surroundings: &Surroundings<'_>) -> Result<Option<Self>, Failure> {
        let source = provider.variable("base_url");
        Ok(surroundings.variable(&source)?.map(|url| Self { source, url }))
    }

    fn of_profile(profile: &Profile) -> Option<Self> {
        let source = format!("`base_url` of the profile `{}` in {}", profile.name, profile.path.display());
        profile.base_url.clone().map(|url| Self { source, url })
    }

    fn checked(self) -> Result<String, Failure> {
        let Self { source, url } = self;
        match url.parse::<BaseUrl>() {
            Ok(url) => Ok(url.to_string()),
            Err(error) => Err(Failure::usage(format_args!("{source} is refused: {error}"))),
        }
    }

    /// What is wrong with it for an operation on a host of its own.
    fn elsewhere(&self, provider: &Provider, operation: &Operation, host: &str) -> Failure {
        let url = provider.hosts.iter().find(|known| known.name == host).map_or(host, |host| &host.url);
        let (source, name) = (&self.source, &operation.name);
        Failure::usage(format_args!(
            "{source} is given, and {name} is on a host of its own, {url}: the credential of the one would go to the \
             other; call it without {source}"
        ))
    }
}

/// The environment that the credential belongs to, else the first.
fn environment(provider: &Provider, credentials: Option<&Credentials<'_>>) -> Result<String, Failure> {
    let of_username =
        credentials.and_then(Credentials::username).and_then(|name| provider.environment_for_username(name));
    match of_username.or_else(|| provider.environments.first()) {
        Some(environment) => Ok(environment.url.clone()),
        None => Err(Failure::usage("no base URL is known; give --base-url")),
    }
}
