//! What is read again while the gateway runs: all of it is checked before any of it counts.

use std::sync::Arc;

use clap::ArgMatches;
use endpoint_gateway::{RunningGateway, Tls, callers::Callers, limits::Limits, store::Store};

use super::{
    callers::{self, Place},
    limits, options,
    parts::GatewayParts,
    settings::Settings,
};
use crate::failure::Failure;

/// What runs, and what it is made of.
pub(super) struct ReloadableGateway<'p> {
    pub(super) kept: GatewayParts<'p>,
    pub(super) place: Place,
    pub(super) settings: Settings,
    pub(super) callers: Arc<Callers>,
    pub(super) limits: Arc<Limits>,
    pub(super) gateway: RunningGateway,
    pub(super) tls: Option<Tls>,
    pub(super) store: Option<Arc<Store>>,
}

impl ReloadableGateway<'_> {
    /// Reads everything again, and says what came of it, a line for each thing.
    pub(super) fn reload(&mut self, matches: &ArgMatches) -> String {
        let mut told = vec![match self.settings(matches) {
            Ok(()) => "the settings and the callers were read again".to_owned(),
            Err(Failure { message, .. }) => kept("the settings and the callers", &message),
        }];
        if let Some(tls) = &self.tls {
            told.push(match tls.reload() {
                Ok(()) => "the certificate was read again".to_owned(),
                Err(error) => kept("the certificate", &error.to_string()),
            });
        }
        if let Some(store) = &self.store {
            told.push(match self.store_again(store) {
                Ok(()) => "the store was read again".to_owned(),
                Err(Failure { message, .. }) => kept("the store", &message),
            });
        }
        told.join("\n") + "\n"
    }

    fn store_again(&self, store: &Store) -> Result<(), Failure> {
        let (upstream, _) = self.kept.discovered.upstream(self.kept.provider, &self.settings)?;
        store.reload_for(&[upstream]).map_err(Failure::usage)
    }

    fn settings(&mut self, matches: &ArgMatches) -> Result<(), Failure> {
        let settings = options::read(matches)?;
        if let Some(name) = settings.changed_without_restart(&self.settings) {
            return Err(Failure::usage(format_args!("`{name}` takes another start to be changed")));
        }
        if self.kept.is_sandbox && (settings.environment.is_some() || settings.base_url.is_some()) {
            return Err(Failure::usage("it takes another start to go from the sandbox to the API"));
        }
        let callers = callers::callers(self.kept.provider, &settings, &self.place, Some(&self.callers))?;
        let limits = if settings.limits == self.settings.limits {
            Arc::clone(&self.limits)
        } else {
            Arc::new(Limits::new(limits::limits(&settings.limits)))
        };
        let gateway = self.kept.gateway(&settings, Arc::clone(&callers), Arc::clone(&limits))?;
        self.gateway.replace(gateway).map_err(Failure::usage)?;
        (self.settings, self.callers, self.limits) = (settings, callers, limits);
        Ok(())
    }
}

fn kept(what: &str, why: &str) -> String {
    tracing::error!(why, "{what} stay as they were");
    format!("error: {what} stay as before: {why}")
}
