//! Path templates.

use endpoint_runtime::Metadata;

/// Returns the names of a path's parameters in the order of the path. Each is between two of its literals.
pub(crate) fn names(metadata: &Metadata) -> impl Iterator<Item = &'static str> + use<> {
    metadata.path_parameters().map(|parameter| parameter.name)
}
