//! The operations of a path.

use endpoint_runtime::metadata::Method;
use serde::Serialize;

use super::{Operation, OrderedMap};

/// The operations of a path.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct PathItem {
    /// Those of the methods that OpenAPI 3.1 knows, in lower case.
    #[serde(flatten)]
    pub operations: OrderedMap<Operation>,
    /// Those of other methods, in upper case, as `additionalOperations` of OpenAPI 3.2 holds them.
    #[serde(rename = "x-additional-operations", skip_serializing_if = "OrderedMap::is_empty")]
    pub additional: OrderedMap<Operation>,
}

impl PathItem {
    /// Returns the operation of a method: `post`, or `PURGE`.
    #[must_use]
    pub fn get(&self, method: &str) -> Option<&Operation> {
        self.operations.get(method).or_else(|| self.additional.get(method))
    }

    pub(super) fn has(&self, method: Method) -> bool {
        match method {
            Method::Other(name) => self.additional.get(name).is_some(),
            known => self.operations.get(&known.as_str().to_ascii_lowercase()).is_some(),
        }
    }

    pub(super) fn insert(&mut self, method: Method, operation: Operation) {
        match method {
            Method::Other(name) => self.additional.insert(name, operation),
            known => self.operations.insert(known.as_str().to_ascii_lowercase(), operation),
        }
    }
}
