//! The builder of providers, with its checks for conflicts.

use std::{
    borrow::Cow,
    collections::{HashMap, HashSet},
    sync::Arc,
};

use http::HeaderName;
use serde_json::Value;

use super::{
    AuthScheme, Environment, Host, InputParameter, Operation, OperationGroup, Provider, ProviderError, RESERVED,
    Refusals, ResponseHeader, Types, ValueType,
    definitions::{EndpointJsonSchemas, generate},
    documentation, param_text,
};
use crate::{
    base_url::BaseUrl,
    metadata::{Metadata, Parameter},
    percent,
    schema::EndpointSchemas,
};

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
        check_name(&provider.name)?;
        check_hosts(&mut provider)?;
        check_auth(&provider)?;
        normalize_docs(&mut provider);
        let operations = operations(&endpoints, &shared_modules, &mut provider)?;
        check_operations(&operations, &provider)?;
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

fn check_name(name: &str) -> Result<(), ProviderError> {
    let is_word = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    let begins = name.starts_with(|first: char| first.is_ascii_lowercase());
    if begins && !name.ends_with('-') && name.bytes().all(is_word) {
        Ok(())
    } else {
        Err(ProviderError::Name { name: name.to_owned() })
    }
}

/// Checks and normalizes the URLs.
fn check_hosts(provider: &mut Provider) -> Result<(), ProviderError> {
    if provider.environments.is_empty() {
        return Err(ProviderError::NoEnvironment);
    }
    let environments = provider.environments.iter_mut().map(|environment| (&environment.name, &mut environment.url));
    let hosts = provider.hosts.iter_mut().map(|host| (&host.name, &mut host.url));
    let mut names = HashSet::new();
    for (name, url) in environments.chain(hosts) {
        if !names.insert(name) {
            return Err(ProviderError::HostName { name: name.clone() });
        }
        match url.parse::<BaseUrl>() {
            Ok(checked) => *url = checked.to_string(),
            Err(source) => return Err(ProviderError::Url { name: name.clone(), source }),
        }
    }
    Ok(())
}

/// Checks the variables and headers, which snippets and commands contain without escapes.
fn check_auth(provider: &Provider) -> Result<(), ProviderError> {
    let mut variables = HashSet::new();
    for scheme in &provider.auth {
        if let AuthScheme::ApiKey { header, .. } = scheme
            && HeaderName::from_bytes(header.as_bytes()).is_err()
        {
            return Err(ProviderError::Header { header: header.clone() });
        }
        for part in scheme.parts() {
            let variable = &part.variable;
            let is_word = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
            let begins = variable.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_');
            if !begins || !is_word(variable) || !is_word(&part.name) || part.name.is_empty() {
                return Err(ProviderError::Variable { name: part.name.clone(), variable: variable.clone() });
            }
            let is_reserved = |name: &&str| part.name == **name || provider.variable(name) == *variable;
            if RESERVED.iter().any(is_reserved) || !variables.insert(variable) {
                return Err(ProviderError::Credential { name: part.name.clone(), variable: variable.clone() });
            }
        }
    }
    Ok(())
}

fn check_operations(operations: &[Operation], provider: &Provider) -> Result<(), ProviderError> {
    let mut ids: HashMap<&str, &Operation> = HashMap::new();
    let mut routes: HashMap<String, &Operation> = HashMap::new();
    let mut names: HashMap<&str, &Operation> = HashMap::new();
    for operation in operations {
        let metadata = operation.metadata;
        let id = metadata.id;
        if let Some(first) = ids.insert(id, operation) {
            return Err(ProviderError::OperationId { id, first: first.name.clone(), second: operation.name.clone() });
        }
        if let Some(first) = routes.insert(route(metadata), operation) {
            let route = format!("{} {}", metadata.method, metadata.template);
            return Err(ProviderError::Route { route, first: first.metadata.id, second: id });
        }
        if let Some(first) = names.insert(&operation.name, operation) {
            let name = operation.name.clone();
            return Err(ProviderError::OperationName { name, first: first.metadata.id, second: id });
        }
        if let Some(first) = operations.iter().find(|other| other.name == id && other.metadata.id != id) {
            return Err(ProviderError::OperationName { name: id.to_owned(), first: first.metadata.id, second: id });
        }
        check_input(metadata)?;
        for parameter in &operation.parameters {
            if let Some(text) = parameter.text {
                param_text::check(id, parameter, text, &provider.types)?;
            }
        }
        if let Some(host) = metadata.host.filter(|name| !provider.hosts.iter().any(|host| host.name == *name)) {
            return Err(ProviderError::UnknownHost { operation: id, host });
        }
        if metadata.authenticated && provider.auth.is_empty() {
            return Err(ProviderError::NoAuth { operation: id });
        }
    }
    Ok(())
}

/// Returns the method and the decoded template without parameter names. Hosts are ignored, since neither documents nor gateways
/// distinguish routes by host.
fn route(metadata: &Metadata) -> String {
    let decoded = |literal: &&'static str| percent::decode(literal).unwrap_or(Cow::Borrowed(*literal));
    let literals: Vec<_> = metadata.literals.iter().map(decoded).collect();
    format!("{} {}", metadata.method, literals.join("\0"))
}

/// Refuses two parameters with the same name in a flat input.
fn check_input(metadata: &'static Metadata) -> Result<(), ProviderError> {
    let parameters: Vec<Parameter> = metadata.parameters().collect();
    for (at, second) in parameters.iter().enumerate() {
        for first in parameters.iter().take(at) {
            let name = if first.name == second.name || second.is_header(first.name) {
                first.name
            } else if first.is_header(second.name) {
                second.name
            } else {
                continue;
            };
            return Err(ProviderError::Input { operation: metadata.id, name, first: first.name, second: second.name });
        }
    }
    Ok(())
}
