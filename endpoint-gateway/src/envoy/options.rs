//! The options of an exported configuration, and the errors of the export.

use std::{net::SocketAddr, path::PathBuf};

use crate::{Bounds, GatewayError, limits::LimitOptions, provider_upstream::MissingHostUrl};

/// The authentication of Envoy's callers. There is no default: without it, anyone could use the credential.
///
/// Caller keys are not exported: the gateway stores their hashes, and Envoy's configuration would need the keys in plain text.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum EnvoyCallers {
    /// Callers with a certificate of these authorities.
    Certificates {
        /// The authorities' certificates, as a PEM file where Envoy runs.
        authorities: PathBuf,
        /// The subject alternative names (DNS names or URIs) that may call. Empty: all.
        names: Vec<String>,
    },
    /// Callers with a signed token (JWT, RFC 7519), as `Authorization: Bearer …`.
    Tokens {
        /// The issuer of the tokens (their claim `iss`).
        issuer: String,
        /// The audiences of the tokens (their claim `aud`), of which one must match. Never empty: any token of the issuer would
        /// be accepted.
        audiences: Vec<String>,
        /// The issuer's keys, as a JWKS file (RFC 7517) where Envoy runs.
        keys: PathBuf,
    },
}

/// Options of an exported Envoy configuration.
///
/// Envoy is stricter than the gateway: an undeclared query key, another method and a malformed path all get status 404; a path
/// value that contains `%`, `/`, `\` or a control character, or begins with white space, is refused, and one that contains
/// non-ASCII punctuation may be; requests with an `Origin` or `Sec-Fetch-Site` are refused, so pages cannot use it; every
/// response is an attachment, and `Location` is removed.
///
/// It is also laxer: callers have no scopes; rates are counted for each operation over all callers; a repeated query key is
/// forwarded, and so is a chunked body of one byte to an operation without a body, or a declared header that `Connection` names; responses have no maximum length; host names
/// may resolve to any address, for which the check of the upstream's certificate compensates.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct EnvoyOptions {
    /// The address on which Envoy listens.
    pub listen: SocketAddr,
    /// The values of `Host` that it accepts, without ports. Never empty.
    pub hosts: Vec<String>,
    /// The server's certificate chain and its key, as PEM files where Envoy runs.
    pub certificate: (PathBuf, PathBuf),
    /// The callers.
    pub callers: EnvoyCallers,
    /// The folder of the files with the providers' credentials, where Envoy runs: [`EnvoySecret`](super::EnvoySecret). Default:
    /// `/etc/envoy/secrets`.
    pub secrets: PathBuf,
    /// The certificates of the authorities that upstreams' certificates are checked with, as a PEM file where Envoy runs.
    /// Default: `/etc/ssl/certs/ca-certificates.crt`.
    pub authorities: PathBuf,
    /// The bounds of time and size.
    pub bounds: Bounds,
    /// The limits of rates.
    pub limits: LimitOptions,
}

impl EnvoyOptions {
    /// Creates options with the default bounds and limits.
    #[must_use]
    pub fn new(listen: impl Into<SocketAddr>, certificate: (PathBuf, PathBuf), callers: EnvoyCallers) -> Self {
        Self {
            listen: listen.into(),
            hosts: Vec::new(),
            certificate,
            callers,
            secrets: "/etc/envoy/secrets".into(),
            authorities: "/etc/ssl/certs/ca-certificates.crt".into(),
            bounds: Bounds::default(),
            limits: LimitOptions::default(),
        }
    }

    /// Accepts this `Host`, too.
    #[must_use]
    pub fn host(mut self, name: impl Into<String>) -> Self {
        self.hosts.push(name.into());
        self
    }

    /// Returns the path of the file with the secret of this name.
    pub(super) fn secret_path(&self, name: &str) -> PathBuf {
        self.secrets.join(format!("{name}.json"))
    }

    pub(super) fn check(&self) -> Result<(), EnvoyError> {
        let is_host = |host: &String| {
            !host.is_empty() && host.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.'))
        };
        if self.hosts.is_empty() || !self.hosts.iter().all(is_host) {
            return Err(EnvoyError::Hosts);
        }
        match &self.callers {
            EnvoyCallers::Tokens { audiences, .. } if audiences.is_empty() => Err(EnvoyError::Audiences),
            _ => Ok(()),
        }
    }
}

/// A configuration that cannot be exported.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum EnvoyError {
    /// No operation is declared, or two match the same requests.
    #[error(transparent)]
    Gateway(#[from] GatewayError),
    /// A host of operations has no URL beside the base URL.
    #[error(
        "`{provider}` has operations on the host `{host}`, which has no URL beside a base URL that is no environment of it; set it with `Upstream::host`"
    )]
    Host {
        /// The provider.
        provider: String,
        /// The host.
        host: String,
    },
    /// No host, or one that is not a lowercase name.
    #[error("the hosts of Envoy are missing or malformed; give lowercase names or IPv4 addresses without ports")]
    Hosts,
    /// The tokens have no audience.
    #[error("the tokens have no audience, so that a token for another service would be accepted; give at least one")]
    Audiences,
    /// The provider's authentication scheme is one that Envoy cannot add.
    #[error(
        "Envoy cannot add the credential of `{provider}`; export a provider with HTTP Basic, a token, or API keys in headers and one cookie"
    )]
    Credential {
        /// The provider.
        provider: String,
    },
}

impl From<&MissingHostUrl> for EnvoyError {
    fn from(missing: &MissingHostUrl) -> Self {
        Self::Host { provider: missing.provider.to_string(), host: missing.host.to_owned() }
    }
}
