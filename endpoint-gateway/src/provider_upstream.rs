//! A provider with the base URLs that its requests go to.

use base64::{Engine, engine::general_purpose::STANDARD};
use endpoint_runtime::{
    BaseUrl,
    auth::Credential,
    http::{HeaderMap, header::AUTHORIZATION},
    provider::{Environment, Operation, Provider},
};
use secrecy::zeroize::Zeroizing;

use crate::GatewayError;

/// A provider with the base URLs that its requests go to.
///
/// ```
/// use endpoint_gateway::Upstream;
///
/// let stytch = stytch_endpoints::provider()?;
/// let upstream = Upstream::new(stytch, "https://test.stytch.com".parse()?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Upstream {
    pub(crate) provider: Provider,
    base: BaseUrl,
    hosts: Vec<(String, BaseUrl)>,
    is_sandbox: bool,
}

impl Upstream {
    /// Sends the provider's requests below this URL.
    #[must_use]
    pub fn new(provider: Provider, base: BaseUrl) -> Self {
        Self { provider, base, hosts: Vec::new(), is_sandbox: false }
    }

    /// Sends the requests of operations that name this host below another URL than the one that the provider gives.
    #[must_use]
    pub fn host(mut self, name: impl Into<String>, base: BaseUrl) -> Self {
        self.hosts.insert(0, (name.into(), base));
        self
    }

    /// Marks the upstream as a sandbox, which has a credential of its own.
    #[must_use]
    pub fn sandbox(mut self) -> Self {
        self.is_sandbox = true;
        self
    }

    /// Returns whether the upstream is a sandbox.
    #[must_use]
    pub fn is_sandbox(&self) -> bool {
        self.is_sandbox
    }

    /// Returns the base URL of requests.
    #[must_use]
    pub fn base(&self) -> &BaseUrl {
        &self.base
    }

    /// Returns the provider's environment that requests go to, if the base URL is one's.
    #[must_use]
    pub fn environment(&self) -> Option<&Environment> {
        self.provider.environments.iter().find(|known| known.url.parse().is_ok_and(|url: BaseUrl| url == self.base))
    }

    /// Returns the environment that a user name of HTTP Basic belongs to, if it is not the one that requests go to.
    #[must_use]
    pub fn other_environment(&self, username: &str) -> Option<&Environment> {
        let (own, of_name) = self.environment().zip(self.provider.environment_for_username(username))?;
        Some(of_name).filter(|of_name| of_name.name != own.name)
    }

    /// Returns the mismatch of a credential that belongs to another environment than requests go to.
    pub(crate) fn environment_mismatch(&self, credential: &Credential) -> Option<EnvironmentMismatch> {
        let belongs = self.other_environment(&username(credential)?)?.name.clone();
        Some(EnvironmentMismatch {
            provider: self.provider.name.clone(),
            belongs,
            goes: self.environment()?.name.clone(),
        })
    }

    /// Returns the provider.
    #[must_use]
    pub fn provider(&self) -> &Provider {
        &self.provider
    }

    /// Returns the base URL of an operation.
    pub(crate) fn base_of(&self, operation: &Operation) -> Result<BaseUrl, GatewayError> {
        let Some(host) = operation.metadata.host else { return Ok(self.base.clone()) };
        if let Some((_, base)) = self.hosts.iter().find(|(name, _)| name == host) {
            return Ok(base.clone());
        }
        let declared = self.provider.hosts.iter().find(|declared| declared.name == host);
        let unknown = || GatewayError::Host { provider: self.provider.name.clone(), host: host.to_owned() };
        declared.ok_or_else(unknown)?.url.parse().map_err(|_| unknown())
    }
}

/// The mismatch of a credential's environment and the one that requests go to.
#[derive(Debug)]
pub(crate) struct EnvironmentMismatch {
    pub(crate) provider: String,
    /// The environment that it belongs to.
    pub(crate) belongs: String,
    /// The environment that requests go to.
    pub(crate) goes: String,
}

/// Returns the user name of HTTP Basic, which is not secret.
fn username(credential: &Credential) -> Option<String> {
    let mut headers = HeaderMap::new();
    credential.apply(&mut headers);
    let pair = headers.get(AUTHORIZATION)?.to_str().ok()?.strip_prefix("Basic ")?;
    let pair = Zeroizing::new(STANDARD.decode(pair).ok()?);
    let name = pair.split(|byte| *byte == b':').next()?;
    str::from_utf8(name).ok().map(str::to_owned)
}
