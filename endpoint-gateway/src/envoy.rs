//! The export of an Envoy configuration with the same policy, for when one machine is not enough: routes as an allow-list,
//! credentials from Envoy's secrets, limits. A policy that Envoy cannot enforce is refused; see [`EnvoyOptions`].

mod cluster;
mod duration;
mod header_mutation;
mod listener;
mod options;
mod pattern;
mod route;

use std::path::PathBuf;

use endpoint_runtime::provider::AuthScheme;
use serde_json::{Value, json};

pub use options::{EnvoyCallers, EnvoyError, EnvoyOptions};

use crate::{Upstream, policy::Policy};

/// A configuration of Envoy.
#[derive(Clone, Debug)]
#[expect(clippy::exhaustive_structs, reason = "it is what there is to write")]
pub struct EnvoyConfig {
    /// The bootstrap, for `envoy --config-path`. It holds no secret.
    pub bootstrap: Value,
    /// The files that the bootstrap names and the operator writes.
    pub secrets: Vec<EnvoySecret>,
}

/// A file with the credential of one provider, or with one of several that it needs together. Envoy reads it again when it is replaced by a rename, so that a credential
/// changes without a restart. It must exist when Envoy starts, which does not listen before it has the credential.
#[derive(Clone, Debug)]
#[expect(clippy::exhaustive_structs, reason = "it is what there is to write")]
pub struct EnvoySecret {
    /// The provider.
    pub provider: String,
    /// The path of the file.
    pub path: PathBuf,
    /// The content of the file, with the credential's [`form`](Self::form) in place of the credential.
    pub template: Value,
    /// The form of the credential, such as `base64(STYTCH_PROJECT_ID:STYTCH_SECRET)`.
    pub form: String,
}

/// Exports the configuration of an Envoy that forwards only the declared operations.
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
/// No operation, two that match the same requests, a host without a URL, no host of Envoy, or callers that are not restricted.
pub fn export(upstreams: &[Upstream], options: &EnvoyOptions) -> Result<EnvoyConfig, EnvoyError> {
    options.check()?;
    let policy = Policy::new(upstreams)?;
    let mut clusters = cluster::Clusters::default();
    let mut routes = Vec::new();
    for declared in route::in_order(policy.declared()) {
        let base = declared.base()?;
        let cluster = clusters.name(declared, base, options)?;
        routes.push(route::route(declared, base, &cluster, options));
    }
    let mut secrets: Vec<EnvoySecret> = Vec::new();
    for declared in policy.declared() {
        if let Some(scheme) = declared.auth().first()
            && !secrets.iter().any(|secret| secret.provider == declared.provider())
        {
            let provider = declared.provider();
            let names = secret_names(provider, scheme);
            secrets.extend(names.map(|(name, scheme)| secret(provider, &name, scheme, options)));
        }
    }
    let bootstrap = json!({
        // Files of secrets are read by nodes with a name only.
        "node": {"id": "gateway", "cluster": "gateway"},
        // Envoy's default maximum size of a regular expression is 100.
        "layered_runtime": {"layers": [{
            "name": "patterns",
            "static_layer": {"re2.max_program_size.error_level": 100_000, "re2.max_program_size.warn_level": 100_000},
        }]},
        "static_resources": {
            "listeners": [listener::listener(routes, options)],
            "clusters": clusters.into_values(),
        },
        // No `admin`: whoever reaches it could read the secret and stop the server.
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

/// Returns the schemes that are needed together, each with the name of its secret.
fn secret_names<'a>(provider: &'a str, scheme: &'a AuthScheme) -> impl Iterator<Item = (String, &'a AuthScheme)> {
    let schemes = scheme.schemes();
    schemes.iter().map(move |scheme| {
        let part = scheme.parts().first().map_or("", |part| &part.name);
        (if schemes.len() == 1 { provider.to_owned() } else { format!("{provider}-{part}") }, scheme)
    })
}

fn secret(provider: &str, name: &str, scheme: &AuthScheme, options: &EnvoyOptions) -> EnvoySecret {
    let variables: Vec<&str> = scheme.parts().iter().map(|part| part.variable.as_str()).collect();
    let form = match scheme {
        AuthScheme::Basic { .. } => format!("base64({})", variables.join(":")),
        _ => variables.concat(),
    };
    let template = json!({"resources": [{
        "@type": "type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.Secret",
        "name": name,
        "generic_secret": {"secret": {"inline_string": form}},
    }]});
    EnvoySecret { provider: provider.to_owned(), path: options.secret_path(name), template, form }
}

#[cfg(test)]
mod path_tests;
#[cfg(test)]
mod tests;
