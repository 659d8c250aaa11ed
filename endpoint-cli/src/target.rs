//! The base URL and the credential of a call.

use clap::ArgMatches;
use endpoint_runtime::{
    Client, ClientBuilder,
    provider::{Operation, Provider},
};

use crate::{
    base_url::ChosenUrl,
    credentials::{self, Credentials, ResolvedCredentials},
    failure::Failure,
    io::Io,
};

/// The base URL and the credential of a call.
pub(crate) struct CallTarget<'p> {
    pub(crate) base: String,
    pub(crate) credentials: Option<Credentials<'p>>,
    /// The name of the profile that the credential is taken from.
    profile: Option<String>,
}

impl<'p> CallTarget<'p> {
    /// Finds the credential, if there is one, and the base URL that it goes to.
    pub(crate) fn find(
        provider: &'p Provider,
        operation: &Operation,
        matches: &ArgMatches,
        io: &Io<'_>,
    ) -> Result<Self, Failure> {
        let found = credentials::find(provider, matches, io)?;
        let ChosenUrl { url, source } = found.choose_url(provider)?;
        if let (Some(source), Some(host)) = (source, operation.metadata.host) {
            return Err(on_other_host(&source, provider, operation, host));
        }
        let ResolvedCredentials { credentials, profile, .. } = found;
        let profile = profile.filter(|_| credentials.is_some()).map(|profile| profile.name);
        Ok(Self { base: url.to_string(), credentials, profile })
    }

    /// Notes which variables a printed call takes the credential from, if it is that of a profile here.
    pub(crate) fn profile_note(&self, provider: &Provider, operation: &Operation) -> Option<String> {
        let profile = self.profile.as_ref().filter(|_| operation.metadata.authenticated)?;
        let variables = credentials::scheme_variables(provider.auth.first()?);
        Some(format!("the credential is that of the profile `{profile}`; the call below takes it from {variables}\n"))
    }

    /// Fails if the operation needs a credential and there is none.
    pub(crate) fn require_credential(
        &self,
        provider: &Provider,
        operation: &Operation,
        io: &Io<'_>,
    ) -> Result<(), Failure> {
        if operation.metadata.authenticated && self.credentials.is_none() {
            return Err(credentials::missing(provider, io));
        }
        Ok(())
    }

    /// Builds a client that sends to the base URL with the credential.
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

/// Refuses a base URL for an operation on a host of its own.
fn on_other_host(source: &str, provider: &Provider, operation: &Operation, host: &str) -> Failure {
    let url = provider.hosts.iter().find(|known| known.name == host).map_or(host, |host| &host.url);
    let name = &operation.name;
    Failure::usage(format_args!(
        "{source} is given, and {name} is on a host of its own, {url}: the credential of the one would go to the other; \
         call it without {source}"
    ))
}
