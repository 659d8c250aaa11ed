//! The control of a gateway: the state of its providers' credentials, and how they are set.
//!
//! A credential goes in and never comes out: it is told whether there is one, where from and since when.

mod body;
mod parts;
mod status;

use std::{sync::Arc, time::SystemTime};

use endpoint_runtime::http::{StatusCode, request::Parts};
use hyper::body::Incoming;
use tokio::time::Instant;

use crate::{
    CredentialSource, GatewayError, Problem, Upstream, credentials::PutError, provider_upstream::EnvironmentMismatch,
};
use status::{ProviderStatus, Status};

pub(crate) struct Control {
    upstreams: Vec<Upstream>,
    credentials: Arc<dyn CredentialSource>,
}

impl Control {
    /// Creates the control of these upstreams' credentials.
    ///
    /// # Errors
    /// A credential that belongs to another environment than requests go to.
    pub(crate) fn new(upstreams: Vec<Upstream>, credentials: Arc<dyn CredentialSource>) -> Result<Self, GatewayError> {
        for upstream in &upstreams {
            let provider = &upstream.provider().name;
            let Some(credential) = credentials.credential(provider) else { continue };
            if let Some(EnvironmentMismatch { provider, belongs, goes }) = upstream.environment_mismatch(&credential) {
                return Err(GatewayError::Environment { provider, belongs, goes });
            }
        }
        Ok(Self { upstreams, credentials })
    }

    /// The upstream of the provider of this name.
    pub(crate) fn upstream(&self, name: &str) -> Result<&Upstream, Problem> {
        self.upstreams.iter().find(|upstream| upstream.provider().name == name).ok_or_else(no_provider)
    }

    pub(crate) fn status(&self, is_admin: bool) -> Status<'_> {
        let providers = self.upstreams.iter().map(|upstream| ProviderStatus::of(upstream, &*self.credentials));
        Status { admin: is_admin, providers: providers.collect() }
    }

    /// Sets or replaces a provider's credential by what the body holds, which is there by `until`.
    pub(crate) async fn put<'a>(
        &self,
        upstream: &'a Upstream,
        head: &Parts,
        body: Incoming,
        until: Instant,
    ) -> Result<ProviderStatus<'a>, Problem> {
        let name = &upstream.provider().name;
        if upstream.is_sandbox() {
            let detail =
                "a sandbox plays this provider, with a credential of its own; start the gateway for the real one";
            return Err(Problem::new(StatusCode::CONFLICT, "sandbox", detail));
        }
        if !self.credentials.is_writable(name) {
            return Err(refused(PutError::ReadOnly));
        }
        let parts = body::read(head, body, until).await?;
        parts::check(upstream, &parts)?;
        let (source, provider) = (Arc::clone(&self.credentials), name.clone());
        let put = move || {
            let parts: Vec<_> = parts.iter().map(|(name, text)| (name.as_str(), text.clone())).collect();
            source.put(&provider, &parts, SystemTime::now())
        };
        // A store writes to the disk.
        let done = tokio::task::spawn_blocking(put).await.map_err(|_| failed())?;
        done.map_err(refused)?;
        tracing::info!(provider = name, "a credential was set");
        Ok(ProviderStatus::of(upstream, &*self.credentials))
    }
}

fn no_provider() -> Problem {
    Problem::new(StatusCode::NOT_FOUND, "no_provider", "the gateway serves no such provider; `/-/status` lists them")
}

fn failed() -> Problem {
    let detail = "the credential could not be stored; the gateway's log says why";
    Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "store", detail)
}

fn refused(error: PutError) -> Problem {
    match error {
        PutError::ReadOnly => Problem::new(StatusCode::CONFLICT, "not_writable", error.to_string()),
        PutError::Provider => no_provider(),
        PutError::Parts { .. } | PutError::Credential(_) => Problem::bad_request("parts", error.to_string()),
        PutError::Source(error) => {
            tracing::error!(%error, "a credential could not be stored");
            failed()
        }
    }
}
