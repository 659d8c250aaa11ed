//! The gateway that the settings describe.

use std::sync::Arc;

use endpoint_gateway::{
    CallerAdmission, Gateway, Pages, PagesOptions, Records, Upstream, callers::Callers, credentials::CredentialChain,
    limits::Limits, upstream::Authorities,
};
use endpoint_runtime::provider::Provider;

use super::{limits, log, settings::Settings, upstream::Surrounding};
use crate::{failure::Failure, sandbox::causes};

/// What stays as it is while the settings change.
pub(super) struct Kept<'p> {
    pub(super) provider: &'p Provider,
    pub(super) surrounding: Surrounding,
    pub(super) is_sandbox: bool,
    pub(super) credentials: CredentialChain,
    pub(super) records: Records,
}

impl Kept<'_> {
    pub(super) fn gateway(
        &self,
        settings: &Settings,
        callers: Arc<Callers>,
        limits: Arc<Limits>,
    ) -> Result<Gateway, Failure> {
        let (mut upstream, reach) = self.surrounding.upstream(self.provider, settings)?;
        if self.is_sandbox {
            upstream = upstream.sandbox();
        }
        let pages = self.pages(settings, &upstream)?;
        let mut builder = Gateway::builder()
            .upstream(upstream)
            .egress(reach)
            .trust(trusted(settings)?)
            .bounds(limits::bounds(&settings.bounds)?)
            .credentials(self.credentials.clone())
            .admission(CallerAdmission::new(callers, limits))
            .observe(self.records.clone());
        if settings.pages.unwrap_or(true) {
            builder = builder.pages(pages);
        }
        log::tie(builder).build().map_err(|error| Failure::failed(causes(&error)))
    }

    fn pages(&self, settings: &Settings, upstream: &Upstream) -> Result<Pages, Failure> {
        let options = settings.gateway_origins.iter().fold(PagesOptions::new(), PagesOptions::gateway);
        let options = if self.is_sandbox {
            options.sandbox(&self.provider.name)
        } else {
            // A URL of the operator's own is told to callers only, by the state of the gateway; pages ask for no token.
            match upstream.environment() {
                Some(served) => options.serves(&self.provider.name, served.clone()),
                None => options,
            }
        };
        Pages::new(vec![self.provider.clone()], options).map_err(Failure::usage)
    }
}

fn trusted(settings: &Settings) -> Result<Authorities, Failure> {
    let read = settings.trust.as_ref().map(Authorities::read).transpose();
    read.map(Option::unwrap_or_default).map_err(|error| Failure::usage(format_args!("`trust`: {error}")))
}
