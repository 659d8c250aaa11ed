//! Path templates of the document.

use std::collections::HashMap;

use endpoint_runtime::{
    metadata::{Metadata, RouteConditions},
    percent,
};

use crate::template;

/// The templates of the document, by their text without the parameters' names.
#[derive(Default)]
pub(super) struct PathTemplates(HashMap<String, PathTemplate>);

/// A template, as in `/v1/users/{user_id}`, and the names of its parameters.
#[derive(Clone)]
pub(super) struct PathTemplate {
    pub(super) template: String,
    names: Vec<&'static str>,
}

/// The names that an operation's path parameters have in the document, by their declared names.
pub(super) struct ParameterNames(HashMap<&'static str, &'static str>);

impl ParameterNames {
    pub(super) fn get(&self, name: &'static str) -> &'static str {
        self.0.get(name).copied().unwrap_or(name)
    }
}

impl PathTemplates {
    /// Returns the operation's template: its own, or the first that differs from it only in the names of parameters.
    pub(super) fn add(&mut self, metadata: &'static Metadata) -> (String, ParameterNames) {
        let declared = PathTemplate::of(metadata);
        let names = declared.names.clone();
        let first = self.0.entry(metadata.literals.join("{}")).or_insert(declared);
        (first.template.clone(), ParameterNames(names.into_iter().zip(first.names.iter().copied()).collect()))
    }
}

/// Adds a fragment that tells an operation from the others with its method and path: its conditions, or else its id.
pub(super) fn with_fragment(template: &str, metadata: &Metadata) -> String {
    let RouteConditions { headers, pairs, keys, fields } = RouteConditions::of(metadata);
    let pair = |(key, value): (String, String)| match value.as_str() {
        "" => percent::encode(&key),
        value => format!("{}={}", percent::encode(&key), percent::encode(value)),
    };
    let headers = headers.into_iter().map(|(name, value)| (name, value.to_owned()));
    let keys = keys.into_iter().map(|key| (key.into_owned(), String::new()));
    let fields = fields.into_iter().map(|(name, value)| (name.to_owned(), value.trim_matches('"').to_owned()));
    let all: Vec<String> = headers.chain(pairs).chain(keys).chain(fields).map(pair).collect();
    if all.is_empty() { format!("{template}#{}", metadata.id) } else { format!("{template}#{}", all.join("&")) }
}

impl PathTemplate {
    fn of(metadata: &'static Metadata) -> Self {
        let names: Vec<_> = template::names(metadata).collect();
        let mut template = String::new();
        let mut literals = metadata.literals.iter();
        template.extend(literals.next().copied());
        for (name, literal) in names.iter().zip(literals) {
            template.extend(["{", name, "}", literal]);
        }
        Self { template, names }
    }
}
