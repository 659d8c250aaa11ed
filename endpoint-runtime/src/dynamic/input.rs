//! The checked input of a call by data.

use serde_json::{Map, Value};

use super::{check, error::InputErrors};
use crate::{metadata::Metadata, provider::Operation};

/// The checked values by their argument names.
pub(super) struct Input {
    pub(super) metadata: &'static Metadata,
    pub(super) values: Map<String, Value>,
}

impl Input {
    pub(super) fn new(operation: &Operation, input: Value) -> Result<Self, InputErrors> {
        let (values, errors) = check::check_input(operation, input);
        if errors.is_empty() { Ok(Self { metadata: operation.metadata, values }) } else { Err(InputErrors(errors)) }
    }
}
