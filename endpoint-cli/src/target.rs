//! The base URL and the credential of a call.

use clap::ArgMatches;
use endpoint_export::snippet::SnippetOptions;
use endpoint_runtime::{
    BaseUrl, Client,
    provider::{Operation, Provider},
};

use crate::{
    credentials::{self, Credentials, ResolvedCredentials},
    failure::Failure,
    io::Io,
};

/// The base URL and the credential of a call.
pub(crate) struct CallTarget<'p> {
    base: BaseUrl,
    /// The host that the operation names, and its URL.
    host: Option<(&'static str, BaseUrl)>,
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
        let base = found.choose_url(provider)?;
        let host = found.urls.choose_host_of(provider, operation, &base)?;
        let ResolvedCredentials { credentials, profile, .. } = found;
        let profile = profile.filter(|_| credentials.is_some()).map(|profile| profile.name);
        Ok(Self { base: base.url, host, credentials, profile })
    }

    /// Returns the options of a snippet that makes the call.
    pub(crate) fn snippet_options(&self) -> SnippetOptions {
        let options = SnippetOptions::default().base_url(self.base.to_string());
        match &self.host {
            Some((name, url)) => options.host_url(*name, url.to_string()),
            None => options,
        }
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
        let builder =
            Client::builder().base_url(self.base.clone()).user_agent(format!("{}/{}", provider.name, provider.version));
        let builder = match &self.host {
            Some((name, url)) => builder.host(*name, url.clone()),
            None => builder,
        };
        let builder = match &self.credentials {
            Some(credentials) => builder.auth(credentials.auth()),
            None => builder,
        };
        builder.build().map_err(Failure::usage)
    }
}
