//! Who may call: whoever has the token, or whoever has a key.

use std::{fs::File, path::Path, sync::Arc};

use endpoint_gateway::{
    Listener,
    callers::{CallerKeys, Callers},
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
            Callers::keys(keys, &settings.hosts, &origins)
        }
        (None, Some(before)) => before.listing(origins),
        (None, None) if place.is_tls => Callers::local(place.address, origins).map(Callers::over_tls),
        (None, None) => Callers::local(place.address, origins),
    };
    callers.map(Arc::new).map_err(Failure::usage)
}

/// The origins of a loopback address, as browsers send them.
fn own(place: &Place) -> [String; 2] {
    let (scheme, usual) = if place.is_tls { ("https", 443) } else { ("http", 80) };
    let port = place.address.port();
    let name = format!("{scheme}://localhost:{port}");
    let usual = format!(":{usual}");
    [&place.url, &name].map(|origin| origin.strip_suffix(&usual).unwrap_or(origin).to_owned())
}

fn read(path: &Path) -> Result<String, Failure> {
    let text = File::open(path).map_err(|error| error.to_string()).and_then(|mut file| json::read(&mut file));
    text.map_err(|error| Failure::usage(format_args!("{}: {error}", path.display())))
}
