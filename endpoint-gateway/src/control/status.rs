//! The JSON of the providers and their credentials.

use endpoint_runtime::provider::Environment;
use serde::Serialize;

use crate::{CredentialSource, Upstream, credentials::CredentialStatus};

/// The body of `/-/status`.
#[derive(Debug, Serialize)]
pub(crate) struct Status<'a> {
    /// True if the caller may set credentials.
    pub(super) admin: bool,
    pub(super) providers: Vec<ProviderStatus<'a>>,
}

#[derive(Debug, Serialize)]
pub(crate) struct ProviderStatus<'a> {
    name: &'a str,
    title: &'a str,
    mode: &'static str,
    upstream: String,
    environment: Option<&'a str>,
    credential: CredentialReport,
    writable: bool,
}

#[derive(Debug, Serialize)]
struct CredentialReport {
    state: &'static str,
    source: Option<&'static str>,
    id: Option<String>,
    version: Option<u64>,
    set: Option<String>,
}

impl<'a> ProviderStatus<'a> {
    pub(super) fn of(upstream: &'a Upstream, credentials: &dyn CredentialSource) -> Self {
        let provider = upstream.provider();
        let needs_credential = !provider.auth.is_empty();
        Self {
            name: &provider.name,
            title: &provider.title,
            mode: if upstream.is_sandbox() { "sandbox" } else { "upstream" },
            upstream: upstream.base().to_string(),
            environment: upstream.environment().map(|Environment { name, .. }| name.as_str()),
            credential: CredentialReport::of(credentials.status(&provider.name), needs_credential),
            writable: needs_credential && !upstream.is_sandbox() && credentials.is_writable(&provider.name),
        }
    }
}

impl CredentialReport {
    fn of(status: Option<CredentialStatus>, needs_credential: bool) -> Self {
        let Some(CredentialStatus { origin, id, version, set, .. }) = status else {
            // A provider without a scheme needs no credential.
            let state = if needs_credential { "missing" } else { "set" };
            return Self { state, source: None, id: None, version: None, set: None };
        };
        let set = set.map(|time| humantime::format_rfc3339_seconds(time).to_string());
        Self { state: "set", source: Some(origin.as_str()), id, version, set }
    }
}
