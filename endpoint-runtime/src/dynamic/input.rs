//! The checked input of a call by data.

use super::{check, error::InputErrors};
use crate::{
    json::{Json, JsonMap},
    metadata::Metadata,
    provider::Operation,
};

/// The checked values by their argument names.
pub(super) struct Input {
    pub(super) metadata: &'static Metadata,
    pub(super) values: JsonMap,
}

impl Input {
    pub(super) fn new(operation: &Operation, input: Json) -> Result<Self, InputErrors> {
        let (values, errors) = check::check_input(operation, input, check::Missing::Refused);
        if errors.is_empty() { Ok(Self { metadata: operation.metadata, values }) } else { Err(InputErrors(errors)) }
    }
}
