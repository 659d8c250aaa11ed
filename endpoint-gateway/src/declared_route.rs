//! A declared operation with everything that can be computed before a request.

use std::{fmt, sync::Arc};

use endpoint_runtime::{
    BaseUrl,
    http::HeaderName,
    metadata::{Parameter, ParameterLocation},
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

fn is_header(parameter: &Parameter) -> bool {
    parameter.location == ParameterLocation::Header
}

/// Returns whether an API key is sent in the header of this name.
fn is_header_key((location, header): (KeyLocation, &str), name: &HeaderName) -> bool {
    location == KeyLocation::Header && name.as_str().eq_ignore_ascii_case(header)
}

impl DeclaredRoute {
    /// Resolves an operation of an upstream.
    pub(crate) fn new(upstream: &Upstream, group: &str, operation: &Operation) -> Self {
        let metadata = operation.metadata;
        let auth = if metadata.authenticated { upstream.provider.auth.clone() } else { Vec::new() };
        let is_credential =
            |name: &HeaderName| auth.iter().flat_map(AuthScheme::keys).any(|key| is_header_key(key, name));
        let headers = metadata.parameters().filter(|parameter| is_header(parameter) && !parameter.map);
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

    /// Returns whether a header is forwarded: a declared one, or one of a map of headers. One that carries the provider's credential, or that
    /// no client sets, is not, whatever the prefix of the map is.
    pub(crate) fn takes_header(&self, name: &HeaderName) -> bool {
        let in_map = || {
            let metadata = self.operation.metadata;
            let is_credential = || self.auth.iter().flat_map(AuthScheme::keys).any(|key| is_header_key(key, name));
            let mut maps = metadata.parameters().filter(|parameter| is_header(parameter) && parameter.map);
            maps.any(|map| map.map_key(name.as_str(), metadata).is_some()) && !is_credential() && !is_never_passed(name)
        };
        self.headers.contains(name) || in_map()
    }

    /// Returns the headers that carry the provider's credential.
    pub(crate) fn credential_headers(&self) -> impl Iterator<Item = &str> {
        let keys = self.auth.iter().flat_map(AuthScheme::keys);
        keys.filter(|(location, _)| *location == KeyLocation::Header).map(|(_, name)| name)
    }

    /// Returns the prefixes of the maps of headers.
    pub(crate) fn header_prefixes(&self) -> impl Iterator<Item = &'static str> {
        let maps = self.operation.metadata.parameters().filter(|parameter| is_header(parameter) && parameter.map);
        maps.map(|map| map.wire_name)
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
