//! The catalog of providers and operations, by page path.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use endpoint_runtime::{
    percent,
    provider::{Operation, OperationGroup, Provider},
};

use super::PagesOptions;

/// The providers, indexed by page path.
#[derive(Clone, Debug)]
pub(super) struct Catalog(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    providers: Vec<Provider>,
    options: PagesOptions,
    /// The provider, the group and the operation of each path.
    positions: HashMap<String, [usize; 3]>,
    /// The ids of the groups on the index, by provider and group.
    groups: Vec<Vec<String>>,
}

/// An operation, and its group and provider.
#[derive(Clone, Copy, Debug)]
pub(super) struct OperationEntry<'a> {
    pub(super) provider: &'a Provider,
    pub(super) group: &'a OperationGroup,
    /// The id of the group on the index.
    pub(super) group_id: &'a str,
    pub(super) operation: &'a Operation,
}

impl Catalog {
    pub(super) fn new(mut providers: Vec<Provider>, options: PagesOptions) -> Self {
        // Pages and snippets show the first environment.
        for provider in &mut providers {
            if let Some(served) = options.served(provider) {
                let served = served.clone();
                provider.environments.retain(|known| known.url != served.url);
                provider.environments.insert(0, served);
            }
        }
        let mut positions = HashMap::new();
        let mut ids = HashSet::new();
        let mut groups = Vec::new();
        for (at, provider) in providers.iter().enumerate() {
            let mut of_provider = Vec::new();
            for (group_at, group) in provider.groups.iter().enumerate() {
                of_provider.push(group_id(&provider.name, &group.name, &mut ids));
                for (operation_at, operation) in group.operations.iter().enumerate() {
                    positions.insert(path(provider, operation), [at, group_at, operation_at]);
                }
            }
            groups.push(of_provider);
        }
        Self(Arc::new(Inner { providers, options, positions, groups }))
    }

    pub(super) fn options(&self) -> &PagesOptions {
        &self.0.options
    }

    pub(super) fn providers(&self) -> &[Provider] {
        &self.0.providers
    }

    pub(super) fn provider(&self, name: &str) -> Option<&Provider> {
        self.0.providers.iter().find(|provider| provider.name == name)
    }

    /// Returns whether the provider is a sandbox.
    pub(super) fn is_sandbox(&self, provider: &Provider) -> bool {
        self.0.options.sandbox.contains(&provider.name)
    }

    /// Returns the groups of a provider, each with its id on the index.
    pub(super) fn groups<'a>(&'a self, provider: &'a Provider) -> impl Iterator<Item = (&'a OperationGroup, &'a str)> {
        let at = self.0.providers.iter().position(|other| other.name == provider.name);
        let ids = at.and_then(|at| self.0.groups.get(at)).map(Vec::as_slice).unwrap_or_default();
        provider.groups.iter().zip(ids.iter().map(String::as_str))
    }

    /// Finds the operation of a page's path.
    pub(super) fn find(&self, path: &str) -> Option<OperationEntry<'_>> {
        let [at, group_at, operation_at] = *self.0.positions.get(path)?;
        let provider = self.0.providers.get(at)?;
        let group = provider.groups.get(group_at)?;
        let group_id = self.0.groups.get(at)?.get(group_at)?;
        Some(OperationEntry { provider, group, group_id, operation: group.operations.get(operation_at)? })
    }
}

/// Returns the path of an operation's page.
pub(super) fn path(provider: &Provider, operation: &Operation) -> String {
    format!("/-/operations/{}/{}", provider.name, percent::encode(&operation.name))
}

/// Converts a name to an id: letters and digits in lowercase, `-` between words.
pub(super) fn slug(name: &str) -> String {
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join("-")
}

/// Makes a unique id for the group.
fn group_id(provider: &str, group: &str, taken: &mut HashSet<String>) -> String {
    let id = format!("group-{provider}-{}", slug(group));
    let numbered = (2..).map(|number: u32| format!("{id}-{number}"));
    let free = std::iter::once(id.clone()).chain(numbered).find(|id| !taken.contains(id)).unwrap_or(id);
    taken.insert(free.clone());
    free
}
