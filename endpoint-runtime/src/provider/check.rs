//! The checks of a provider's parts.

use std::{
    borrow::Cow,
    collections::{HashMap, HashSet},
};

use http::HeaderName;

use super::{AuthScheme, KeyLocation, Operation, Provider, ProviderError, RESERVED};
use crate::{
    base_url::BaseUrl,
    metadata::{Metadata, Parameter, RouteConditions},
    percent,
};

pub(super) fn name(name: &str) -> Result<(), ProviderError> {
    let is_word = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    let begins = name.starts_with(|first: char| first.is_ascii_lowercase());
    if begins && !name.ends_with('-') && name.bytes().all(is_word) {
        Ok(())
    } else {
        Err(ProviderError::Name { name: name.to_owned() })
    }
}

/// Checks and normalizes the URLs.
pub(super) fn hosts(provider: &mut Provider) -> Result<(), ProviderError> {
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
    host_variables(provider)
}

/// Checks that the variable of each host is an identifier with one meaning.
fn host_variables(provider: &Provider) -> Result<(), ProviderError> {
    let mut variables: HashSet<String> = RESERVED.iter().map(|name| provider.variable(name)).collect();
    for host in &provider.hosts {
        let variable = provider.host_variable(host);
        if host.name.is_empty() || !is_word(&variable) || !variables.insert(variable.clone()) {
            return Err(ProviderError::HostVariable { name: host.name.clone(), variable });
        }
    }
    Ok(())
}

fn is_word(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// Checks the variables and headers, which snippets and commands contain without escapes.
pub(super) fn auth(provider: &Provider) -> Result<(), ProviderError> {
    let mut variables = HashSet::new();
    for scheme in &provider.auth {
        let (mut places, mut names) = (HashSet::new(), HashSet::new());
        for scheme in scheme.schemes() {
            scheme_name(scheme)?;
            let place = scheme.place();
            if !places.insert(place.clone()) {
                return Err(ProviderError::CombinedSchemes { location: place.0.as_str(), name: place.1 });
            }
        }
        for part in scheme.parts() {
            let variable = &part.variable;
            let begins = variable.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_');
            if !begins || !is_word(variable) || !is_word(&part.name) || part.name.is_empty() {
                return Err(ProviderError::Variable { name: part.name.clone(), variable: variable.clone() });
            }
            let is_setting = |name: Cow<'_, str>| part.name == name || provider.variable(&name) == *variable;
            let is_repeated = !names.insert(&part.name) || !variables.insert(variable);
            if provider.settings().any(is_setting) || is_repeated {
                return Err(ProviderError::Credential { name: part.name.clone(), variable: variable.clone() });
            }
        }
    }
    Ok(())
}

/// Checks the name of an API key's header, query key or cookie, and that of a scheme.
fn scheme_name(scheme: &AuthScheme) -> Result<(), ProviderError> {
    let (name, is_valid) = match scheme {
        AuthScheme::ApiKey { location: KeyLocation::Query, name, .. } => (name, !name.is_empty()),
        AuthScheme::ApiKey { name, .. } => (name, HeaderName::from_bytes(name.as_bytes()).is_ok()),
        AuthScheme::Named { scheme: name, .. } => {
            let has_variant = ["basic", "bearer"].iter().any(|known| name.eq_ignore_ascii_case(known));
            (name, !has_variant && HeaderName::from_bytes(name.as_bytes()).is_ok())
        }
        _ => return Ok(()),
    };
    if is_valid { Ok(()) } else { Err(ProviderError::Header { header: name.clone() }) }
}

pub(super) fn operations(operations: &[Operation], provider: &Provider) -> Result<(), ProviderError> {
    let mut ids: HashMap<&str, &Operation> = HashMap::new();
    let mut routes: HashMap<(String, RouteConditions), &Operation> = HashMap::new();
    let mut names: HashMap<&str, &Operation> = HashMap::new();
    for operation in operations {
        let metadata = operation.metadata;
        let id = metadata.id;
        if let Some(first) = ids.insert(id, operation) {
            return Err(ProviderError::OperationId { id, first: first.name.clone(), second: operation.name.clone() });
        }
        if let Some(first) = routes.insert((route(metadata), RouteConditions::of(metadata)), operation) {
            let route = format!("{} {}", metadata.method, metadata.template);
            return Err(ProviderError::Route { route, first: first.metadata.id, second: id });
        }
        if let Some(first) = names.insert(&operation.name, operation) {
            let name = operation.name.clone();
            return Err(ProviderError::OperationName { name, first: first.metadata.id, second: id });
        }
        input(metadata)?;
        if let Some(host) = metadata.host.filter(|name| !provider.hosts.iter().any(|host| host.name == *name)) {
            return Err(ProviderError::UnknownHost { operation: id, host });
        }
        if metadata.authenticated && provider.auth.is_empty() {
            return Err(ProviderError::NoAuth { operation: id });
        }
    }
    // No name is the id of another operation.
    for second in operations {
        let id = second.metadata.id;
        if let Some(first) = names.get(id).filter(|first| first.metadata.id != id) {
            return Err(ProviderError::OperationName { name: id.to_owned(), first: first.metadata.id, second: id });
        }
    }
    Ok(())
}

/// Returns the method and the decoded template without parameter names, in which a control character stands for a parameter. Hosts are ignored, since neither documents nor gateways
/// distinguish routes by host.
fn route(metadata: &Metadata) -> String {
    let decoded = |literal: &&'static str| percent::decode(literal).unwrap_or(Cow::Borrowed(*literal));
    let mut parameters = metadata.path_parameters();
    let written = metadata.literals.iter().map(decoded).map(|literal| match parameters.next() {
        Some(parameter) if parameter.several_segments => format!("{literal}\u{1}"),
        Some(_) => format!("{literal}\0"),
        None => literal.into_owned(),
    });
    format!("{} {}", metadata.method, written.collect::<String>())
}

/// Refuses two parameters with the same name in a flat input.
fn input(metadata: &'static Metadata) -> Result<(), ProviderError> {
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
