//! The same policy for Envoy, for when one machine is not enough: routes as an allow-list, the credential from a secret of
//! Envoy's own, limits. What Envoy cannot do is refused rather than left open; [`EnvoyOptions`] says what that is.

mod answer;
mod cluster;
mod listener;
mod pattern;
mod route;

use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
};

use endpoint_runtime::provider::AuthScheme;
use serde_json::{Value, json};

use crate::{Bounds, GatewayError, Upstream, limits::LimitOptions, policy::Policy};

/// Who may call an Envoy. There is no default, since an Envoy that asks nobody would lend the credential to everybody.
///
/// Caller keys are not exported: they rest hashed here, and Envoy's own keys would stand in its configuration as they are.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum EnvoyCallers {
    /// Whoever has a certificate of these authorities.
    Certificates {
        /// The authorities' certificates, as a PEM file where Envoy runs.
        authorities: PathBuf,
        /// The names (DNS names or URIs, in the subject's alternative names) that may call; every one when it is empty.
        names: Vec<String>,
    },
    /// Whoever has a signed token (JWT, RFC 7519), as `Authorization: Bearer …`.
    Tokens {
        /// Who issues the tokens, as they say themselves.
        issuer: String,
        /// Whom the tokens are for: one of these. Never empty, since any token of the issuer would do.
        audiences: Vec<String>,
        /// The issuer's keys, as a JWKS file (RFC 7517) where Envoy runs.
        keys: PathBuf,
    },
}

/// What an Envoy is to be told beside what is declared.
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
    /// Where Envoy listens.
    pub listen: SocketAddr,
    /// The hosts that it answers to, without ports. Never empty.
    pub hosts: Vec<String>,
    /// The server's certificate chain and its key, as PEM files where Envoy runs.
    pub certificate: (PathBuf, PathBuf),
    /// Who may call.
    pub callers: EnvoyCallers,
    /// The folder of the files with the providers' credentials, where Envoy runs: [`EnvoySecret`]. Default:
    /// `/etc/envoy/secrets`.
    pub secrets: PathBuf,
    /// The certificates of the authorities that upstreams' certificates are checked with, as a PEM file where Envoy runs.
    /// Default: `/etc/ssl/certs/ca-certificates.crt`.
    pub authorities: PathBuf,
    /// How long and how large things may be.
    pub bounds: Bounds,
    /// How much may be asked for.
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

    fn check(&self) -> Result<(), EnvoyError> {
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

/// Why there is no configuration.
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

/// A configuration of Envoy.
#[derive(Clone, Debug)]
#[expect(clippy::exhaustive_structs, reason = "it is what there is to write")]
pub struct EnvoyConfig {
    /// The bootstrap, for `envoy --config-path`. It holds no secret.
    pub bootstrap: Value,
    /// The files that the bootstrap names and the operator writes.
    pub secrets: Vec<EnvoySecret>,
}

/// A file with the credential of one provider. Envoy reads it anew when another file is moved onto it, so that a credential
/// changes without a restart. It has to be there when Envoy starts, which does not listen before it holds the
/// credential.
#[derive(Clone, Debug)]
#[expect(clippy::exhaustive_structs, reason = "it is what there is to write")]
pub struct EnvoySecret {
    /// The provider.
    pub provider: String,
    /// Where the file is.
    pub path: PathBuf,
    /// What stands in it, with the credential's [`form`](Self::form) where the credential goes.
    pub template: Value,
    /// What the credential is made of, such as `base64(STYTCH_PROJECT_ID:STYTCH_SECRET)`.
    pub form: String,
}

/// The configuration of an Envoy that lets through what is declared, and nothing else.
///
/// ```
/// use endpoint_gateway::{Upstream, envoy::{EnvoyCallers, EnvoyOptions, export}};
///
/// let stytch = Upstream::new(stytch_endpoints::provider()?, "https://test.stytch.com".parse()?);
/// let callers = EnvoyCallers::Certificates { authorities: "/etc/envoy/callers.pem".into(), names: Vec::new() };
/// let certificate = ("/etc/envoy/tls.pem".into(), "/etc/envoy/tls.key".into());
/// let options = EnvoyOptions::new(([0, 0, 0, 0], 8443), certificate, callers).host("gateway.example.com");
/// let config = export(&[stytch], &options)?;
/// assert_eq!(config.secrets[0].form, "base64(STYTCH_PROJECT_ID:STYTCH_SECRET)");
/// println!("{:#}", config.bootstrap);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// No operation, two that answer the same requests, no host, or callers that would be anybody.
pub fn export(upstreams: &[Upstream], options: &EnvoyOptions) -> Result<EnvoyConfig, EnvoyError> {
    options.check()?;
    let policy = Policy::new(upstreams)?;
    let mut clusters = cluster::Clusters::default();
    let mut routes = Vec::new();
    for declared in route::in_order(policy.declared()) {
        routes.push(route::route(declared, &clusters.name(declared, options)?, options));
    }
    let mut secrets: Vec<EnvoySecret> = Vec::new();
    for declared in policy.declared() {
        if let Some(scheme) = declared.auth().first()
            && !secrets.iter().any(|secret| secret.provider == declared.provider())
        {
            secrets.push(secret(declared.provider(), scheme, &options.secrets));
        }
    }
    let bootstrap = json!({
        // Files of secrets are read by nodes with a name only.
        "node": {"id": "gateway", "cluster": "gateway"},
        // Envoy takes regular expressions of this size only, where nothing is said: 100.
        "layered_runtime": {"layers": [{
            "name": "patterns",
            "static_layer": {"re2.max_program_size.error_level": 100_000, "re2.max_program_size.warn_level": 100_000},
        }]},
        "static_resources": {
            "listeners": [listener::listener(routes, options)],
            "clusters": clusters.into_values(),
        },
        // No `admin`: it would show the secret and stop the server to whoever reaches it.
        "overload_manager": {
            "resource_monitors": [{
                "name": "envoy.resource_monitors.global_downstream_max_connections",
                "typed_config": {
                    "@type": "type.googleapis.com/envoy.extensions.resource_monitors.downstream_connections.v3.DownstreamConnectionsConfig",
                    "max_active_downstream_connections": options.bounds.connections,
                },
            }],
        },
    });
    Ok(EnvoyConfig { bootstrap, secrets })
}

fn secret(provider: &str, scheme: &AuthScheme, folder: &Path) -> EnvoySecret {
    let variables: Vec<&str> = scheme.parts().iter().map(|part| part.variable.as_str()).collect();
    let form = match scheme {
        AuthScheme::Basic { .. } => format!("base64({})", variables.join(":")),
        _ => variables.concat(),
    };
    let template = json!({"resources": [{
        "@type": "type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.Secret",
        "name": provider,
        "generic_secret": {"secret": {"inline_string": form}},
    }]});
    EnvoySecret { provider: provider.to_owned(), path: secret_path(provider, folder), template, form }
}

fn secret_path(provider: &str, folder: &Path) -> PathBuf {
    folder.join(format!("{provider}.json"))
}

/// A duration as JSON writes one of Protocol Buffers.
fn seconds(duration: std::time::Duration) -> String {
    format!("{}.{:03}s", duration.as_secs(), duration.subsec_millis())
}

#[cfg(test)]
mod tests;
