//! What an operator says: where upstreams are, which addresses may be reached, how long and how large things may be.

use std::{net::SocketAddr, time::Duration};

use base64::{Engine, engine::general_purpose::STANDARD};
use endpoint_runtime::{
    BaseUrl,
    auth::Credential,
    http::{HeaderMap, header::AUTHORIZATION},
    provider::{Environment, Operation, Provider},
};
use secrecy::zeroize::Zeroizing;

/// A provider, and where its requests go.
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

    /// Tells that a sandbox plays the provider there, with a credential of its own.
    #[must_use]
    pub fn sandbox(mut self) -> Self {
        self.is_sandbox = true;
        self
    }

    /// Whether a sandbox plays the provider.
    #[must_use]
    pub fn is_sandbox(&self) -> bool {
        self.is_sandbox
    }

    /// The URL that requests go below.
    #[must_use]
    pub fn base(&self) -> &BaseUrl {
        &self.base
    }

    /// The environment of the provider that requests go to, where they go to one.
    #[must_use]
    pub fn environment(&self) -> Option<&Environment> {
        self.provider.environments.iter().find(|known| known.url.parse().is_ok_and(|url: BaseUrl| url == self.base))
    }

    /// The environment that a user name of HTTP Basic belongs to, when that is another one than requests go to.
    #[must_use]
    pub fn foreign(&self, username: &str) -> Option<&Environment> {
        let (own, of_name) = self.environment().zip(self.provider.environment_for_username(username))?;
        Some(of_name).filter(|of_name| of_name.name != own.name)
    }

    /// What is wrong with a credential that belongs to another environment than requests go to.
    pub(crate) fn misplaced(&self, credential: &Credential) -> Option<Misplaced> {
        let belongs = self.foreign(&username(credential)?)?.name.clone();
        Some(Misplaced { provider: self.provider.name.clone(), belongs, goes: self.environment()?.name.clone() })
    }

    /// The provider.
    #[must_use]
    pub fn provider(&self) -> &Provider {
        &self.provider
    }

    /// The URL below which an operation is.
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

/// A credential that does not belong where its requests go.
#[derive(Debug)]
pub(crate) struct Misplaced {
    pub(crate) provider: String,
    /// The environment that it belongs to.
    pub(crate) belongs: String,
    /// The environment that requests go to.
    pub(crate) goes: String,
}

/// The user name of HTTP Basic, which is no secret.
fn username(credential: &Credential) -> Option<String> {
    let mut headers = HeaderMap::new();
    credential.apply(&mut headers);
    let pair = headers.get(AUTHORIZATION)?.to_str().ok()?.strip_prefix("Basic ")?;
    let pair = Zeroizing::new(STANDARD.decode(pair).ok()?);
    let name = pair.split(|byte| *byte == b':').next()?;
    str::from_utf8(name).ok().map(str::to_owned)
}

/// How long, how large and how many things may be.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Bounds {
    /// How long a connection to the upstream may take, its TLS handshake included: 5 seconds.
    pub connect: Duration,
    /// How long a request may take until the upstream's answer begins, the request's body included: 30 seconds.
    pub head: Duration,
    /// How long a request may take until its answer has been passed on: 60 seconds.
    pub total: Duration,
    /// How long a caller's TLS handshake may take: 10 seconds.
    pub handshake: Duration,
    /// How long a caller may take to send the head of a request, and how long a connection may be unused: 10 seconds.
    pub read_head: Duration,
    /// How long a caller may take none of what is written to it: 20 seconds.
    pub stall: Duration,
    /// How long a connection that is unused at the end is kept for a request that may be under way to it: 1 second.
    pub linger: Duration,
    /// How long the requests that are under way are waited for at the end: 30 seconds.
    pub drain: Duration,
    /// The longest body of a request, in bytes: 2 MiB.
    pub request_bytes: u64,
    /// The longest body of an answer, in bytes: 64 MiB.
    pub response_bytes: u64,
    /// The longest head of a request, in bytes, at least 8 KiB: 32 KiB.
    pub head_bytes: usize,
    /// How many connections are served at a time, each with one request at a time; others wait: 1024.
    pub connections: usize,
}

impl Default for Bounds {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(5),
            head: Duration::from_secs(30),
            total: Duration::from_secs(60),
            handshake: Duration::from_secs(10),
            read_head: Duration::from_secs(10),
            stall: Duration::from_secs(20),
            linger: Duration::from_secs(1),
            drain: Duration::from_secs(30),
            request_bytes: 2 * 1024 * 1024,
            response_bytes: 64 * 1024 * 1024,
            head_bytes: 32 * 1024,
            connections: 1024,
        }
    }
}

/// Why a gateway cannot be built or served.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum GatewayError {
    /// Nothing is declared.
    #[error("no operation is declared; give the gateway an upstream whose provider has one")]
    NoOperation,
    /// Nobody says who may call.
    #[error("nobody says who may call; give the builder an `admission`")]
    NoAdmission,
    /// Two operations that answer the same requests.
    #[error("`{first}` and `{second}` answer the same requests; serve one of the providers from another gateway")]
    Route {
        /// The provider and the operation id of the first.
        first: String,
        /// The provider and the operation id of the second.
        second: String,
    },
    /// An operation whose path is the gateway's own.
    #[error(
        "`{operation}` has the path `{template}`; `/` and what is below `/-/` are the gateway's own: serve the provider without this operation"
    )]
    Reserved {
        /// The provider and the operation id.
        operation: String,
        /// Its template.
        template: &'static str,
    },
    /// A credential that would go where it does not belong.
    #[error(
        "the credential of `{provider}` belongs to `{belongs}`, and requests would go to `{goes}`; send them to `{belongs}`, or give a credential of `{goes}`"
    )]
    Environment {
        /// The provider.
        provider: String,
        /// The environment that the credential belongs to.
        belongs: String,
        /// The environment that requests go to.
        goes: String,
    },
    /// A host that operations name and nobody knows.
    #[error(
        "`{provider}` has operations on the host `{host}`, whose base URL is not known; give it with `Upstream::host`"
    )]
    Host {
        /// The provider.
        provider: String,
        /// The host's name.
        host: String,
    },
    /// The platform's certificates cannot be read, or TLS is not to be had.
    #[error("TLS to upstreams cannot be set up; look at the platform's certificates")]
    Tls(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// An address that others reach, without TLS.
    #[error(
        "{address} is not a loopback address, and what others send must be encrypted; give a certificate and its key, or say that a proxy that speaks TLS stands before the gateway"
    )]
    NotLoopback {
        /// The address.
        address: SocketAddr,
    },
    /// Callers from elsewhere, who must prove who they are.
    #[error("callers from elsewhere reach {address}; give the gateway caller keys, of which each has its own scopes")]
    KeysWanted {
        /// The address.
        address: SocketAddr,
    },
    /// No socket was handed on.
    #[error(
        "standard input is no socket that listens ({0}); have a service manager hand one on, as systemd does with a socket unit and `StandardInput=socket`"
    )]
    Inherit(std::io::ErrorKind),
    /// An address that cannot be listened on.
    #[error("cannot listen on {address}")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// Why.
        source: std::io::Error,
    },
}
