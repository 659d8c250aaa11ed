//! The callers of a gateway: everyone who has the token, or everyone who has a key.

use std::{fs::File, path::Path, sync::Arc};

use endpoint_gateway::{
    Listener,
    callers::{CallerKeys, Callers},
    file_access::check_unwritable,
};
use endpoint_runtime::provider::Provider;

use super::settings::Settings;
use crate::{failure::Failure, json};

/// The address of the gateway as callers see it.
#[derive(Clone, Debug)]
pub(super) struct BindAddress {
    pub(super) address: std::net::SocketAddr,
    pub(super) url: String,
    pub(super) is_tls: bool,
}

impl BindAddress {
    pub(super) fn of(listener: &Listener) -> Self {
        Self { address: listener.address(), url: listener.url(), is_tls: listener.is_tls() }
    }
}

/// Reads the caller keys, or makes a token. The token of `before` is kept.
pub(super) fn load(
    provider: &Provider,
    settings: &Settings,
    bound: &BindAddress,
    before: Option<&Callers>,
) -> Result<Arc<Callers>, Failure> {
    let origins = &settings.page_origins;
    let callers = match (&settings.callers, before) {
        (Some(path), _) => {
            let keys = CallerKeys::parse(&read(path)?, std::slice::from_ref(provider))
                .map_err(|error| Failure::usage(format_args!("{}: {error}", path.display())))?;
            let mut origins = origins.clone();
            if settings.hosts.is_empty() && bound.address.ip().is_loopback() {
                // The pages that the gateway serves itself.
                origins.extend(loopback_origins(bound));
            }
            Callers::keys(keys, &hosts(settings, bound), &origins)
        }
        (None, Some(before)) => before.with_origins(origins),
        (None, None) if bound.is_tls => Callers::local(bound.address, origins).map(Callers::over_tls),
        (None, None) => Callers::local(bound.address, origins),
    };
    callers.map(Arc::new).map_err(Failure::usage)
}

/// Returns the hosts under which callers reach the gateway. A host without a port is accepted with the default port and with
/// the port that the gateway listens on.
pub(super) fn hosts(settings: &Settings, bound: &BindAddress) -> Vec<String> {
    // The colons of an IPv6 address stand in brackets.
    let has_port = |host: &str| host.rsplit(']').next().is_some_and(|end| end.contains(':'));
    let with_port = |host: &String| Some(format!("{host}:{}", bound.address.port())).filter(|_| !has_port(host));
    settings.hosts.iter().flat_map(|host| std::iter::once(host.clone()).chain(with_port(host))).collect()
}

/// Returns the origins of a loopback address, as browsers send them.
fn loopback_origins(bound: &BindAddress) -> [String; 2] {
    let (scheme, usual) = if bound.is_tls { ("https", 443) } else { ("http", 80) };
    let port = bound.address.port();
    let name = format!("{scheme}://localhost:{port}");
    let usual = format!(":{usual}");
    [&bound.url, &name].map(|origin| origin.strip_suffix(&usual).unwrap_or(origin).to_owned())
}

/// Reads the file of keys. Whoever could change it could give themselves a key.
fn read(path: &Path) -> Result<String, Failure> {
    let failed = |error: String| Failure::usage(format_args!("{}: {error}", path.display()));
    let opened = File::open(path).and_then(|file| Ok((file.metadata()?, file)));
    let (metadata, mut file) = opened.map_err(|error| failed(error.to_string()))?;
    check_unwritable(path, &metadata).map_err(Failure::usage)?;
    json::read(&mut file).map_err(failed)
}
