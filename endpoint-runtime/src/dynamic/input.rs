//! The checked input of a call by data.

use std::collections::BTreeMap;

use super::{Arguments, check, error::InputErrors};
use crate::{body::FilePart, json::JsonMap, metadata::Metadata, provider::Operation};

/// The files by their argument names.
pub(super) type Files = BTreeMap<&'static str, Vec<FilePart>>;

/// The checked values by their argument names.
pub(super) struct Input {
    pub(super) metadata: &'static Metadata,
    pub(super) values: JsonMap,
    /// The files, and the content of a body that is a stream.
    pub(super) files: Files,
}

impl Input {
    pub(super) fn new(operation: &Operation, arguments: Arguments) -> Result<Self, InputErrors> {
        let (input, errors) = check::check_input(operation, arguments, check::Missing::Refused);
        if errors.is_empty() { Ok(input) } else { Err(InputErrors(errors)) }
    }
}
