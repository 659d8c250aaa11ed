//! A provider with the base URLs that its requests go to.

use std::sync::Arc;

use base64::{Engine, engine::general_purpose::STANDARD};
use endpoint_runtime::{
    BaseUrl,
    auth::Credential,
    http::{Request, StatusCode, header::AUTHORIZATION},
    provider::{Environment, Operation, Provider},
};
use secrecy::zeroize::Zeroizing;

use crate::Problem;

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

    /// Sends the requests of operations that name this host below this URL.
    ///
    /// Without it they go to the URL that the provider declares if the base URL is that of an environment of the provider. Beside
    /// any other base URL they are refused, since the credential of that URL would go to the host.
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

    /// Returns the names of the hosts of operations that have no URL.
    pub fn missing_hosts(&self) -> impl Iterator<Item = &str> {
        let missing = |name: &str| self.hosts.iter().all(|(known, _)| known != name) && self.environment().is_none();
        let is_named = |name: &str| self.provider.operations().any(|operation| operation.metadata.host == Some(name));
        let names = self.provider.hosts.iter().map(|host| host.name.as_str());
        names.filter(move |name| missing(name) && is_named(name))
    }

    /// Returns the provider's environment that requests go to, if the base URL is one's.
    #[must_use]
    pub fn environment(&self) -> Option<&Environment> {
        self.provider.environment_at(&self.base)
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
    pub(crate) fn base_of(&self, operation: &Operation) -> Result<BaseUrl, MissingHostUrl> {
        let Some(name) = operation.metadata.host else { return Ok(self.base.clone()) };
        if let Some((_, base)) = self.hosts.iter().find(|(known, _)| known == name) {
            return Ok(base.clone());
        }
        let declared = self.provider.host(name);
        let url = declared.filter(|_| self.environment().is_some()).and_then(|host| host.url.parse().ok());
        url.ok_or_else(|| MissingHostUrl {
            provider: self.provider.name.as_str().into(),
            host: name,
            variable: declared.map_or_else(String::new, |host| self.provider.host_variable(host)).into(),
        })
    }
}

/// The host of an operation has no URL beside the base URL of the upstream.
#[derive(Clone, Debug)]
pub(crate) struct MissingHostUrl {
    pub(crate) provider: Arc<str>,
    pub(crate) host: &'static str,
    /// The variable that sets it.
    variable: Arc<str>,
}

impl From<&MissingHostUrl> for Problem {
    fn from(MissingHostUrl { provider, host, variable }: &MissingHostUrl) -> Self {
        let detail = format!(
            "the gateway has no URL for the host `{host}` of `{provider}`, and the credential of its base URL must not go to \
             another; ask its operator to set {variable}"
        );
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "no_host_url", detail)
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
    let mut request = Request::new(());
    credential.apply(&mut request).ok()?;
    let pair = request.headers().get(AUTHORIZATION)?.to_str().ok()?.strip_prefix("Basic ")?;
    let pair = Zeroizing::new(STANDARD.decode(pair).ok()?);
    let name = pair.split(|byte| *byte == b':').next()?;
    str::from_utf8(name).ok().map(str::to_owned)
}
