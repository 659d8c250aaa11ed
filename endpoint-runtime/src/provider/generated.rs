//! The definitions that one schema generator made.

use std::collections::BTreeMap;

use serde_json::Value;

/// The definitions of one generator: of the input or of the output of one endpoint.
pub(super) struct Generated {
    pub(super) resource: &'static str,
    pub(super) direction: Direction,
    /// The definition that is the response.
    pub(super) response: Option<String>,
    pub(super) definitions: BTreeMap<String, Value>,
}

/// The direction in which a schema describes values.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Direction {
    /// Responses, as a server writes them.
    Output,
    /// Requests, as a server reads them.
    Input,
}
