//! Path templates as the document writes them.

use std::collections::HashMap;

use endpoint_runtime::metadata::Metadata;

use crate::template;

/// The templates that were met so far, by their text without the parameters' names.
#[derive(Default)]
pub(super) struct Paths(HashMap<String, Path>);

/// A template, as in `/v1/users/{user_id}`, and the names of its parameters.
#[derive(Clone)]
pub(super) struct Path {
    pub(super) template: String,
    names: Vec<&'static str>,
}

/// What an operation's path parameters are called in the document.
pub(super) struct Renamed(HashMap<&'static str, &'static str>);

impl Renamed {
    pub(super) fn get(&self, name: &'static str) -> &'static str {
        self.0.get(name).copied().unwrap_or(name)
    }
}

impl Paths {
    /// The template under which the operation goes: its own, or that of the first with which it shares all but the names.
    pub(super) fn add(&mut self, metadata: &'static Metadata) -> (String, Renamed) {
        let own = Path::of(metadata);
        let names = own.names.clone();
        let first = self.0.entry(metadata.literals.join("{}")).or_insert(own);
        (first.template.clone(), Renamed(names.into_iter().zip(first.names.iter().copied()).collect()))
    }
}

impl Path {
    fn of(metadata: &'static Metadata) -> Self {
        let names: Vec<_> = template::names(metadata).collect();
        let mut template = String::new();
        let mut unnamed = metadata.literals.iter();
        template.extend(unnamed.next().copied());
        for (name, literal) in names.iter().zip(unnamed) {
            template.extend(["{", name, "}", literal]);
        }
        Self { template, names }
    }
}
