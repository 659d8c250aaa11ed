//! Reloading the settings of a running gateway. All of them are checked before any takes effect.

use std::sync::Arc;

use clap::ArgMatches;
use endpoint_gateway::{RunningGateway, Tls, callers::Callers, limits::Limits, store::Store};

use super::{
    callers::{self, BindAddress},
    limits, options,
    parts::GatewayParts,
    settings::Settings,
};
use crate::failure::Failure;

/// A running gateway, with everything that it was built from.
pub(super) struct ReloadableGateway<'p> {
    pub(super) parts: GatewayParts<'p>,
    pub(super) bound: BindAddress,
    pub(super) settings: Settings,
    pub(super) callers: Arc<Callers>,
    pub(super) limits: Arc<Limits>,
    pub(super) gateway: RunningGateway,
    pub(super) tls: Option<Tls>,
    pub(super) store: Option<Arc<Store>>,
}

impl ReloadableGateway<'_> {
    /// Reads everything again, and reports the result of each part on a line of its own.
    pub(super) fn reload(&mut self, matches: &ArgMatches) -> String {
        let settings = self.reload_settings(matches).map_err(|failure| failure.message);
        let tls = self.tls.as_ref().map(|tls| tls.reload().map_err(|error| error.to_string()));
        let store = self.store.as_ref().map(|store| self.reload_store(store).map_err(|failure| failure.message));
        [("the settings and the callers were", Some(settings)), ("the certificate was", tls), ("the store was", store)]
            .into_iter()
            .filter_map(|(part, result)| result.map(|result| report(part, result)))
            .collect()
    }

    fn reload_store(&self, store: &Store) -> Result<(), Failure> {
        let (upstream, _) = self.parts.discovered.upstream(self.parts.provider, &self.settings)?;
        store.reload_for(&[upstream]).map_err(Failure::usage)
    }

    fn reload_settings(&mut self, matches: &ArgMatches) -> Result<(), Failure> {
        let settings = options::read(matches)?;
        if let Some(name) = settings.changed_restart_setting(&self.settings) {
            return Err(Failure::usage(format_args!(
                "`{name}` can only change by a restart; restart the gateway, or undo the change"
            )));
        }
        if self.parts.is_sandbox && settings.names_api() {
            return Err(Failure::usage(
                "the sandbox stands in for the API until the end; restart the gateway to reach the API",
            ));
        }
        let callers = callers::load(self.parts.provider, &settings, &self.bound, Some(&self.callers))?;
        let limits = if settings.limits == self.settings.limits {
            Arc::clone(&self.limits)
        } else {
            Arc::new(Limits::new(limits::limits(&settings.limits)))
        };
        let gateway = self.parts.gateway(&settings, Arc::clone(&callers), Arc::clone(&limits))?;
        self.gateway.replace(gateway).map_err(Failure::usage)?;
        (self.settings, self.callers, self.limits) = (settings, callers, limits);
        Ok(())
    }
}

fn report(part: &str, result: Result<(), String>) -> String {
    match result {
        Ok(()) => format!("{part} read again\n"),
        Err(reason) => {
            tracing::error!(reason, "{part} not read again");
            format!("error: {part} not read again: {reason}; the previous value stays in effect\n")
        }
    }
}
