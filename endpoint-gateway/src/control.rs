//! The control API of a gateway: it shows the status of the providers' credentials, and sets them.
//!
//! A credential is never returned, only its status: its origin, its version and the time at which it was set.

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

/// The control API over the upstreams' credentials.
pub(crate) struct Control {
    upstreams: Vec<Upstream>,
    credentials: Arc<dyn CredentialSource>,
}

impl Control {
    /// Creates the control API of these upstreams' credentials.
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

    /// Returns the upstream of the provider with this name.
    pub(crate) fn upstream(&self, name: &str) -> Result<&Upstream, Problem> {
        self.upstreams.iter().find(|upstream| upstream.provider().name == name).ok_or_else(no_provider)
    }

    pub(crate) fn status(&self, is_admin: bool) -> Status<'_> {
        let providers = self.upstreams.iter().map(|upstream| ProviderStatus::of(upstream, &*self.credentials));
        Status { admin: is_admin, providers: providers.collect() }
    }

    /// Sets or replaces a provider's credential from the body, which is read until the deadline `until`.
    pub(crate) async fn put<'a>(
        &self,
        upstream: &'a Upstream,
        head: &Parts,
        body: Incoming,
        until: Instant,
    ) -> Result<ProviderStatus<'a>, Problem> {
        let name = &upstream.provider().name;
        if upstream.is_sandbox() {
            let detail = "this provider is a sandbox with its own credential; start the gateway for the real provider to set one";
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
        // A store writes to the disk, which blocks.
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
    let detail = "the credential could not be stored; read the reason in the gateway's log";
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
