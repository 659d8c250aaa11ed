//! The names by which an operation is called: its own, its id, and the id in camel case, as the SDK's methods have it.

use std::collections::HashMap;

use endpoint_export::case;
use endpoint_runtime::provider::{Operation, Provider};

/// The operations of a provider by all of their names.
pub(crate) struct OperationNames<'p> {
    /// The operation of each name; `None` for a camel case that several have.
    operations: HashMap<String, Option<&'p Operation>>,
}

impl<'p> OperationNames<'p> {
    pub(crate) fn new(provider: &'p Provider) -> Self {
        let mut operations = HashMap::new();
        for operation in provider.operations() {
            let camel = operations.entry(case::camel(operation.metadata.id)).or_insert(Some(operation));
            // Another operation of the same camel case has nothing but it in common.
            *camel = camel.filter(|known| known.metadata.id == operation.metadata.id);
        }
        // An id has precedence over a camel case, and a name over both.
        operations.extend(provider.operations().map(|operation| (operation.metadata.id.to_owned(), Some(operation))));
        operations.extend(provider.operations().map(|operation| (operation.name.clone(), Some(operation))));
        Self { operations }
    }

    /// Returns the operation of a name.
    pub(crate) fn get(&self, name: &str) -> Option<&'p Operation> {
        self.operations.get(name).copied().flatten()
    }

    /// Returns the names of an operation beside its own.
    pub(crate) fn aliases(&self, operation: &Operation) -> Vec<String> {
        let id = operation.metadata.id;
        let names = [id.to_owned(), case::camel(id)];
        let is_alias =
            |name: &String| *name != operation.name && self.get(name).is_some_and(|named| named.metadata.id == id);
        let mut aliases: Vec<String> = names.into_iter().filter(is_alias).collect();
        aliases.dedup();
        aliases
    }
}
