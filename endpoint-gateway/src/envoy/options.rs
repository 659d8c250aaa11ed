//! The options of an exported configuration, and the reasons for which they are refused.

use std::{net::SocketAddr, path::PathBuf};

use crate::{Bounds, GatewayError, limits::LimitOptions};

/// The callers of an Envoy. There is no default, since an Envoy that asks nobody would lend the credential to everybody.
///
/// Caller keys are not exported: they rest hashed here, and Envoy's own keys would stand in its configuration as they are.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum EnvoyCallers {
    /// Callers with a certificate of these authorities.
    Certificates {
        /// The authorities' certificates, as a PEM file where Envoy runs.
        authorities: PathBuf,
        /// The names (DNS names or URIs, in the subject's alternative names) that may call; every one when it is empty.
        names: Vec<String>,
    },
    /// Callers with a signed token (JWT, RFC 7519), as `Authorization: Bearer …`.
    Tokens {
        /// The issuer of the tokens, as they name it.
        issuer: String,
        /// The audiences of the tokens, of which one must match. Never empty, since any token of the issuer would do.
        audiences: Vec<String>,
        /// The issuer's keys, as a JWKS file (RFC 7517) where Envoy runs.
        keys: PathBuf,
    },
}

/// Options of an exported Envoy configuration.
///
/// Envoy is stricter than the gateway in this: it answers an undeclared query key, another method and a hostile path with the
/// same 404; a path value that holds `%`, `/`, `\`, a control character, or white space at its beginning is refused, and one
/// that holds punctuation beyond ASCII may be; requests with an `Origin` or `Sec-Fetch-Site` are refused, so pages cannot use
/// it; every answer is an attachment, and no `Location` comes back.
///
/// It is laxer in this: callers have no scopes; rates are counted for each operation over all callers; a repeated query key
/// passes, and so does one byte, in chunks, to an operation without a body; answers have no longest length; names are
/// resolved to any address, which the check of the upstream's certificate makes up for.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct EnvoyOptions {
    /// The address on which Envoy listens.
    pub listen: SocketAddr,
    /// The hosts that it answers to, without ports. Never empty.
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
    /// The usual bounds and limits.
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

    /// Answers to this host, too.
    #[must_use]
    pub fn host(mut self, name: impl Into<String>) -> Self {
        self.hosts.push(name.into());
        self
    }

    /// Returns where the file with the credential of a provider is.
    pub(super) fn secret_path(&self, provider: &str) -> PathBuf {
        self.secrets.join(format!("{provider}.json"))
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
    /// The declared operations are none, or contradict each other.
    #[error(transparent)]
    Gateway(#[from] GatewayError),
    /// No host, or one that is no lowercase name.
    #[error("name the hosts that Envoy answers to, as lowercase names or IPv4 addresses without ports")]
    Hosts,
    /// Any token of the issuer would do.
    #[error("name the audience of the tokens; without one a token that was issued for another service would do")]
    Audiences,
    /// Envoy cannot add this provider's credential.
    #[error("the credential of `{provider}` is of a kind that Envoy cannot add")]
    Credential {
        /// The provider.
        provider: String,
    },
}
