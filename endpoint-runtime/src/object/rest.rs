//! The field for unknown members.

use crate::json::JsonMap;

/// The type of a field with `#[rest]`: [`JsonMap`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot hold the unknown members of an object",
    label = "not `JsonMap`",
    note = "write `endpoint_runtime::JsonMap`, which keeps every value as it was received"
)]
pub trait RestField {
    /// Returns no members.
    fn empty() -> Self;

    /// Returns the members.
    fn as_map(&self) -> &JsonMap;

    /// Returns the members, to add one.
    fn as_map_mut(&mut self) -> &mut JsonMap;
}

impl RestField for JsonMap {
    fn empty() -> Self {
        Self::default()
    }

    fn as_map(&self) -> &JsonMap {
        self
    }

    fn as_map_mut(&mut self) -> &mut JsonMap {
        self
    }
}
