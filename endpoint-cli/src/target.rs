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
    surroundings::Surroundings,
};

/// Where a call goes, and with which credential.
pub(crate) struct Target<'p> {
    pub(crate) base: String,
    pub(crate) credentials: Option<Credentials<'p>>,
}

impl<'p> Target<'p> {
    /// Finds the credential, if there is one, and the base URL: that of the option, of the environment, of the profile,
    /// of the credential's environment.
    pub(crate) fn find(
        provider: &'p Provider,
        matches: &ArgMatches,
        surroundings: &Surroundings<'_>,
    ) -> Result<Self, Failure> {
        let Found { credentials, profile } = credentials::find(provider, matches, surroundings)?;
        let base = if let Some(url) = given(provider, matches, surroundings)? {
            url
        } else if let Some((url, profile)) = profile.as_ref().and_then(|it| Some((it.base_url.as_ref()?, it))) {
            checked(&format!("`base_url` of the profile `{}` in {}", profile.name, profile.path.display()), url)?
        } else {
            environment(provider, credentials.as_ref())?
        };
        Ok(Self { base, credentials })
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
    if let Some(url) = matches.get_one::<String>(own::BASE_URL) {
        return checked("--base-url", url).map(Some);
    }
    let variable = provider.variable("base_url");
    surroundings.variable(&variable)?.map(|url| checked(&variable, &url)).transpose()
}

/// The environment that the credential belongs to, else the first.
fn environment(provider: &Provider, credentials: Option<&Credentials<'_>>) -> Result<String, Failure> {
    let of_username = credentials.and_then(Credentials::username).and_then(|name| provider.environment_of(name));
    match of_username.or_else(|| provider.environments.first()) {
        Some(environment) => Ok(environment.url.clone()),
        None => Err(Failure::usage("no base URL is known; give --base-url")),
    }
}

fn checked(source: &str, url: &str) -> Result<String, Failure> {
    match url.parse::<BaseUrl>() {
        Ok(url) => Ok(url.to_string()),
        Err(error) => Err(Failure::usage(format_args!("{source} is refused: {error}"))),
    }
}
