//! A declared operation with everything that can be computed before a request.

use std::{fmt, sync::Arc};

use endpoint_runtime::{
    BaseUrl,
    http::HeaderName,
    metadata::ParameterLocation,
    provider::{AuthScheme, KeyLocation, Operation},
    server::tree::{self, TemplateSegment},
};

use crate::{Upstream, passed_headers::is_never_passed, provider_upstream::MissingHostUrl};

/// A declared operation that the gateway forwards.
#[derive(Clone)]
pub struct DeclaredRoute {
    provider: Arc<str>,
    group: String,
    operation: Operation,
    template_segments: Vec<TemplateSegment>,
    headers: Vec<HeaderName>,
    auth: Vec<AuthScheme>,
    base: Result<BaseUrl, MissingHostUrl>,
}

impl DeclaredRoute {
    /// Resolves an operation of an upstream.
    pub(crate) fn new(upstream: &Upstream, group: &str, operation: &Operation) -> Self {
        let metadata = operation.metadata;
        let auth = if metadata.authenticated { upstream.provider.auth.clone() } else { Vec::new() };
        let is_credential = |name: &HeaderName| {
            let is_header = |(location, header): (KeyLocation, &str)| {
                location == KeyLocation::Header && name.as_str().eq_ignore_ascii_case(header)
            };
            auth.iter().flat_map(AuthScheme::keys).any(is_header)
        };
        let headers = metadata.parameters().filter(|parameter| parameter.location == ParameterLocation::Header);
        let constants = metadata.fixed_headers.iter().map(|(name, _)| *name);
        let headers = headers
            .map(|parameter| parameter.wire_name)
            .chain(constants)
            .filter_map(|name| name.parse::<HeaderName>().ok())
            .filter(|name| !is_credential(name) && !is_never_passed(name))
            .collect();
        Self {
            provider: upstream.provider.name.as_str().into(),
            group: group.to_owned(),
            operation: operation.clone(),
            template_segments: tree::template_segments(metadata.template),
            headers,
            auth,
            base: upstream.base_of(operation),
        }
    }

    /// Returns the provider's name.
    #[must_use]
    pub fn provider(&self) -> &str {
        &self.provider
    }

    pub(crate) fn shared_provider(&self) -> &Arc<str> {
        &self.provider
    }

    /// Returns the group's name.
    #[must_use]
    pub fn group(&self) -> &str {
        &self.group
    }

    /// Returns the operation.
    #[must_use]
    pub fn operation(&self) -> &Operation {
        &self.operation
    }

    pub(crate) fn template_segments(&self) -> &[TemplateSegment] {
        &self.template_segments
    }

    /// Returns the declared headers, without those that carry the provider's credential.
    pub(crate) fn headers(&self) -> &[HeaderName] {
        &self.headers
    }

    /// Returns the names of the cookies that are forwarded: the declared ones, without those that carry the provider's credential.
    pub(crate) fn cookies(&self) -> impl Iterator<Item = &'static str> {
        let declared = self.operation.metadata.parameters();
        let cookies = declared.filter(|parameter| parameter.location == ParameterLocation::Cookie);
        cookies.map(|parameter| parameter.wire_name).filter(|name| !self.is_key(KeyLocation::Cookie, name))
    }

    /// Returns whether an API key of the provider has this place and name.
    pub(crate) fn is_key(&self, location: KeyLocation, name: &str) -> bool {
        self.auth.iter().flat_map(AuthScheme::keys).any(|key| key == (location, name))
    }

    pub(crate) fn auth(&self) -> &[AuthScheme] {
        &self.auth
    }

    /// Returns the URL that requests go below.
    pub(crate) fn base(&self) -> Result<&BaseUrl, &MissingHostUrl> {
        self.base.as_ref()
    }
}

/// Shows the provider and the operation id.
impl fmt::Debug for DeclaredRoute {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DeclaredRoute({} {})", self.provider, self.operation.metadata.id)
    }
}
