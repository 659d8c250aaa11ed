//! The builder of providers.

use std::{collections::HashMap, sync::Arc};

use serde_json::Value;

use super::{
    AuthScheme, Environment, Host, InputParameter, Operation, OperationGroup, Provider, ProviderError, Refusals,
    ResponseHeader, Types, ValueType, check,
    definitions::{EndpointJsonSchemas, generate},
    documentation,
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
            definitions: Arc::default(),
            types: Arc::default(),
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
        let Self { mut provider, endpoints, shared_modules } = self;
        check::name(&provider.name)?;
        check::hosts(&mut provider)?;
        check::auth(&provider)?;
        normalize_docs(&mut provider);
        let operations = operations(&endpoints, &shared_modules, &mut provider)?;
        check::operations(&operations, &provider)?;
        let mut docs: HashMap<&str, Vec<String>> = HashMap::new();
        for (operation, endpoint) in operations.into_iter().zip(endpoints) {
            let name = operation.metadata.tag.unwrap_or(operation.metadata.resource);
            let docs = docs.entry(name).or_default();
            let resource_docs = documentation::normalized(endpoint.resource_docs);
            if !docs.contains(&resource_docs) {
                docs.push(resource_docs);
            }
            match provider.groups.iter_mut().find(|group| group.name == name) {
                Some(group) => group.operations.push(operation),
                None => {
                    let group =
                        OperationGroup { name: name.to_owned(), docs: String::new(), operations: vec![operation] };
                    provider.groups.push(group);
                }
            }
        }
        for group in &mut provider.groups {
            group.docs = docs.get(group.name.as_str()).map(|docs| docs.join("\n\n")).unwrap_or_default();
        }
        Ok(provider)
    }
}

fn operations(
    endpoints: &[&'static EndpointSchemas],
    shared_modules: &[String],
    provider: &mut Provider,
) -> Result<Vec<Operation>, ProviderError> {
    let (schemas, definitions) = generate(endpoints, shared_modules)?;
    provider.definitions = Arc::new(definitions);
    provider.types = Arc::new(Types::read(&provider.definitions));
    let read = |schema: &Value| ValueType::read(schema, &provider.definitions);
    let operation = |(endpoint, schemas): (&&'static EndpointSchemas, EndpointJsonSchemas)| {
        let metadata = endpoint.metadata;
        let parameters = metadata.parameters().zip(schemas.parameters);
        Operation {
            metadata,
            name: name(metadata),
            docs: documentation::normalized(metadata.docs),
            deprecated: metadata.deprecated.map(documentation::normalized),
            parameters: parameters
                .map(|(metadata, generated)| {
                    let value_type = read(&generated.schema);
                    InputParameter::new(metadata, generated, value_type, &provider.types)
                })
                .collect(),
            response_headers: metadata
                .response
                .headers
                .iter()
                .zip(schemas.response_headers)
                .map(|(metadata, schema)| {
                    let value_type = read(&schema);
                    ResponseHeader::new(*metadata, schema, &value_type, &provider.types)
                })
                .collect(),
            response_type: schemas.response.as_ref().map(read),
            response: schemas.response,
            error_type: read(&schemas.error),
            error: schemas.error,
            error_content_type: endpoint.error.content_type,
            error_fields: endpoint.error.fields,
            definitions: Arc::clone(&provider.definitions),
            types: Arc::clone(&provider.types),
        }
    };
    Ok(endpoints.iter().zip(schemas).map(operation).collect())
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
