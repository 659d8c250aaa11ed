//! The builder of providers.

use std::sync::Arc;

use indexmap::IndexMap;

use super::{
    AuthScheme, Environment, Host, Operation, OperationGroup, Provider, ProviderError, Refusals, check, documentation,
    schemas::LazySchemas,
};
use crate::{metadata::Metadata, schema::EndpointSchemas};

/// A builder of a [`Provider`].
#[derive(Clone, Debug)]
#[must_use]
pub struct ProviderBuilder {
    provider: Provider,
    endpoints: Vec<&'static EndpointSchemas>,
    shared_modules: Vec<String>,
}

impl ProviderBuilder {
    pub(super) fn new(name: String) -> Self {
        let provider = Provider {
            title: name.clone(),
            name,
            version: "0.0.0".to_owned(),
            docs: String::new(),
            license: None,
            environments: Vec::new(),
            hosts: Vec::new(),
            auth: Vec::new(),
            refusals: Refusals::default(),
            rust_client: None,
            groups: Vec::new(),
            schemas: Arc::new(LazySchemas::new(Vec::new(), Vec::new())),
            changed: None,
        };
        Self { provider, endpoints: Vec::new(), shared_modules: Vec::new() }
    }

    /// Sets the display name. It is the provider's name by default.
    pub fn title(mut self, title: impl Into<String>) -> Self {
        self.provider.title = title.into();
        self
    }

    /// Sets the body of the responses to refused requests, which is that of problem details by default.
    pub fn refusals(mut self, refusals: Refusals) -> Self {
        self.provider.refusals = refusals;
        self
    }

    /// Sets the version: `env!("CARGO_PKG_VERSION")` of the provider crate.
    pub fn version(mut self, version: impl Into<String>) -> Self {
        self.provider.version = version.into();
        self
    }

    /// Sets the documentation of the API, as Markdown. Like all documentation, [`build`](Self::build) normalizes its line ends and
    /// removes control characters.
    pub fn docs(mut self, docs: impl Into<String>) -> Self {
        self.provider.docs = docs.into();
        self
    }

    /// Sets the license, as an SPDX expression: `env!("CARGO_PKG_LICENSE")` of the provider crate.
    pub fn license(mut self, expression: impl Into<String>) -> Self {
        self.provider.license = Some(expression.into()).filter(|license| !license.trim().is_empty());
        self
    }

    /// Adds an environment. The first one is the default.
    pub fn environment(mut self, environment: Environment) -> Self {
        self.provider.environments.push(environment);
        self
    }

    /// Adds a named host.
    pub fn host(mut self, host: Host) -> Self {
        self.provider.hosts.push(host);
        self
    }

    /// Adds an authentication scheme. A caller uses one of them.
    pub fn auth(mut self, scheme: AuthScheme) -> Self {
        self.provider.auth.push(scheme);
        self
    }

    /// Sets the full path of the Rust client, a type with `from_env()` and `send(request)`.
    pub fn rust_client(mut self, path: impl Into<String>) -> Self {
        self.provider.rust_client = Some(path.into());
        self
    }

    /// Adds the endpoints of a trait, which are the `SCHEMAS` of its client.
    pub fn resource(mut self, schemas: &'static [EndpointSchemas]) -> Self {
        self.endpoints.extend(schemas);
        self
    }

    /// Adds the endpoints of several traits: the schemas that [`tree!`](crate::tree) lists.
    pub fn resources(mut self, schemas: impl IntoIterator<Item = &'static [EndpointSchemas]>) -> Self {
        self.endpoints.extend(schemas.into_iter().flatten());
        self
    }

    /// Adds the path of a module whose types have their own names in documents, such as `acme::ids`.
    ///
    /// The names of other types begin with the path of their module inside of the crate: `acme::teams::members::Found` is
    /// `TeamsMembersFound`. So adding a resource does not rename any type.
    pub fn shared_module(mut self, path: impl Into<String>) -> Self {
        self.shared_modules.push(path.into());
        self
    }

    /// Builds the provider.
    ///
    /// # Errors
    /// A part is missing or invalid, or two parts conflict.
    pub fn build(self) -> Result<Provider, ProviderError> {
        let provider = self.build_lazily()?;
        provider.schemas.check()?;
        Ok(provider)
    }

    /// Builds the provider like [`build`](Self::build), but leaves its schemas to their first use: a program that needs none of
    /// them starts in a fraction of the time.
    ///
    /// Problems that only the schemas have are not found. A test that calls `build` finds them.
    ///
    /// # Errors
    /// A part is missing or invalid, or two parts conflict.
    pub fn build_lazily(self) -> Result<Provider, ProviderError> {
        let Self { mut provider, mut endpoints, shared_modules } = self;
        // They have no path by which a tool could name or allow them.
        endpoints.retain(|endpoint| !endpoint.metadata.is_at_url());
        check::name(&provider.name)?;
        check::hosts(&mut provider)?;
        check::auth(&provider)?;
        normalize_docs(&mut provider);
        provider.schemas = Arc::new(LazySchemas::new(endpoints.clone(), shared_modules));
        let operations: Vec<_> = endpoints
            .iter()
            .enumerate()
            .map(|(index, endpoint)| operation(endpoint, index, Arc::clone(&provider.schemas)))
            .collect();
        check::operations(&operations, &provider)?;
        provider.groups = groups(operations, &endpoints);
        Ok(provider)
    }
}

fn operation(endpoint: &'static EndpointSchemas, index: usize, schemas: Arc<LazySchemas>) -> Operation {
    let metadata = endpoint.metadata;
    Operation {
        metadata,
        name: name(metadata),
        docs: documentation::normalized(metadata.docs),
        deprecated: metadata.deprecated.map(documentation::normalized),
        error_content_type: endpoint.error.content_type,
        error_fields: endpoint.error.fields,
        schemas,
        index,
        changed: None,
    }
}

/// Groups the operations of these endpoints by tag. A group has the documentation of all its traits.
fn groups(operations: Vec<Operation>, endpoints: &[&'static EndpointSchemas]) -> Vec<OperationGroup> {
    let mut groups: IndexMap<&str, (Vec<String>, Vec<Operation>)> = IndexMap::new();
    for (operation, endpoint) in operations.into_iter().zip(endpoints) {
        let name = operation.metadata.tag.unwrap_or(operation.metadata.resource);
        let (docs, operations) = groups.entry(name).or_default();
        let resource_docs = documentation::normalized(endpoint.resource_docs);
        if !docs.contains(&resource_docs) {
            docs.push(resource_docs);
        }
        operations.push(operation);
    }
    let group = |(name, (docs, operations)): (&str, (Vec<String>, _))| OperationGroup {
        name: name.to_owned(),
        docs: docs.join("\n\n"),
        operations,
    };
    groups.into_iter().map(group).collect()
}

/// Normalizes the documentation that was given to the builder.
fn normalize_docs(provider: &mut Provider) {
    let environments = provider.environments.iter_mut().map(|environment| &mut environment.docs);
    let hosts = provider.hosts.iter_mut().map(|host| &mut host.docs);
    let parts = provider.auth.iter_mut().flat_map(AuthScheme::parts_mut).map(|part| &mut part.docs);
    for docs in [&mut provider.docs].into_iter().chain(environments).chain(hosts).chain(parts) {
        *docs = documentation::normalized(docs);
    }
}

/// Returns the [name](Operation::name) of an operation.
fn name(metadata: &Metadata) -> String {
    let mut segments: Vec<&str> = metadata.request.split("::").skip(1).collect();
    segments.pop();
    segments.push(metadata.name);
    segments.join(".")
}
