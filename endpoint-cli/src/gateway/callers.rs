//! Who may call: whoever has the token, or whoever has a key.

use std::{fs::File, path::Path, sync::Arc};

use endpoint_gateway::{
    Listener,
    callers::{CallerKeys, Callers},
    file_access::check_unwritable,
};
use endpoint_runtime::provider::Provider;

use super::settings::Settings;
use crate::{failure::Failure, json};

/// Where the gateway listens, as far as callers see it.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub(super) address: std::net::SocketAddr,
    pub(super) url: String,
    pub(super) is_tls: bool,
}

impl Place {
    pub(super) fn of(listener: &Listener) -> Self {
        Self { address: listener.address(), url: listener.url(), is_tls: listener.is_tls() }
    }
}

/// The callers; with a token that was made before, where there is one.
pub(super) fn callers(
    provider: &Provider,
    settings: &Settings,
    place: &Place,
    before: Option<&Callers>,
) -> Result<Arc<Callers>, Failure> {
    let origins = &settings.page_origins;
    let callers = match (&settings.callers, before) {
        (Some(path), _) => {
            let keys = CallerKeys::parse(&read(path)?, std::slice::from_ref(provider))
                .map_err(|error| Failure::usage(format_args!("{}: {error}", path.display())))?;
            let mut origins = origins.clone();
            if settings.hosts.is_empty() && place.address.ip().is_loopback() {
                // The pages that the gateway serves itself.
                origins.extend(own(place));
            }
            Callers::keys(keys, &hosts(settings, place), &origins)
        }
        (None, Some(before)) => before.listing(origins),
        (None, None) if place.is_tls => Callers::local(place.address, origins).map(Callers::over_tls),
        (None, None) => Callers::local(place.address, origins),
    };
    callers.map(Arc::new).map_err(Failure::usage)
}

/// The hosts by which callers know the gateway: one without a port has the scheme's own, and the one that is listened on.
pub(super) fn hosts(settings: &Settings, place: &Place) -> Vec<String> {
    // The colons of an IPv6 address stand in brackets.
    let has_port = |host: &str| host.rsplit(']').next().is_some_and(|end| end.contains(':'));
    let with_port = |host: &String| Some(format!("{host}:{}", place.address.port())).filter(|_| !has_port(host));
    settings.hosts.iter().flat_map(|host| std::iter::once(host.clone()).chain(with_port(host))).collect()
}

/// The origins of a loopback address, as browsers send them.
fn own(place: &Place) -> [String; 2] {
    let (scheme, usual) = if place.is_tls { ("https", 443) } else { ("http", 80) };
    let port = place.address.port();
    let name = format!("{scheme}://localhost:{port}");
    let usual = format!(":{usual}");
    [&place.url, &name].map(|origin| origin.strip_suffix(&usual).unwrap_or(origin).to_owned())
}

/// Reads the file of keys. Whoever could change it could give themselves a key.
fn read(path: &Path) -> Result<String, Failure> {
    let failed = |error: String| Failure::usage(format_args!("{}: {error}", path.display()));
    let opened = File::open(path).and_then(|file| Ok((file.metadata()?, file)));
    let (metadata, mut file) = opened.map_err(|error| failed(error.to_string()))?;
    check_unwritable(path, &metadata).map_err(Failure::usage)?;
    json::read(&mut file).map_err(failed)
}
