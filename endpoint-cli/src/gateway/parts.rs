//! The parts of a gateway that stay the same when its settings are reloaded.

use std::sync::Arc;

use endpoint_gateway::{
    CallerAdmission, Gateway, Pages, PagesOptions, Records, Upstream, callers::Callers, credentials::CredentialChain,
    limits::Limits, upstream::Authorities,
};
use endpoint_runtime::provider::Provider;

use super::{limits, log, settings::Settings, upstream::Discovered};
use crate::failure::Failure;

/// The parts of a gateway that stay the same when its settings are reloaded.
pub(super) struct GatewayParts<'p> {
    pub(super) provider: &'p Provider,
    pub(super) discovered: Discovered,
    pub(super) is_sandbox: bool,
    pub(super) credentials: CredentialChain,
    pub(super) records: Records,
}

impl GatewayParts<'_> {
    /// Builds the gateway that the settings describe.
    pub(super) fn gateway(
        &self,
        settings: &Settings,
        callers: Arc<Callers>,
        limits: Arc<Limits>,
    ) -> Result<Gateway, Failure> {
        let (mut upstream, reach) = self.discovered.upstream(self.provider, settings)?;
        if self.is_sandbox {
            upstream = upstream.sandbox();
        }
        let pages = self.pages(settings, &upstream)?;
        let mut builder = Gateway::builder()
            .upstream(upstream)
            .egress(reach)
            .trust(trusted(settings)?)
            .bounds(limits::bounds(&settings.bounds))
            .credentials(self.credentials.clone())
            .admission(CallerAdmission::new(callers, limits))
            .observe(self.records.clone());
        if settings.pages.unwrap_or(true) {
            builder = builder.pages(pages);
        }
        log::propagate_traces(builder).build().map_err(|error| Failure::from_error(&error))
    }

    fn pages(&self, settings: &Settings, upstream: &Upstream) -> Result<Pages, Failure> {
        let options = settings.gateway_origins.iter().fold(PagesOptions::new(), PagesOptions::gateway);
        let options = if self.is_sandbox {
            options.sandbox(&self.provider.name)
        } else {
            // Pages need no token, so they do not show a base URL of the operator's own. Callers get it from the status.
            match upstream.environment() {
                Some(served) => options.serves(&self.provider.name, served.clone()),
                None => options,
            }
        };
        Pages::new(vec![self.provider.clone()], options).map_err(Failure::usage)
    }
}

/// Reads the certificate authorities that are trusted for the API.
fn trusted(settings: &Settings) -> Result<Authorities, Failure> {
    let read = settings.trust.as_ref().map(Authorities::read).transpose();
    read.map(Option::unwrap_or_default).map_err(|error| Failure::usage(format_args!("`trust`: {error}")))
}
