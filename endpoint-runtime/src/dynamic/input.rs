//! The checked input of a call by data.

use std::collections::BTreeMap;

use super::{Arguments, check, error::InputErrors};
use crate::{
    body::FilePart,
    json::{Json, JsonMap},
    metadata::Metadata,
    provider::Operation,
    redact::REDACTED,
};

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

    /// Returns the same input with a placeholder for every text, number and boolean of a sensitive value.
    pub(super) fn masked(&self) -> Self {
        let mut values = self.values.clone();
        for parameter in self.metadata.parameters().filter(|parameter| parameter.sensitive) {
            if let Some(value) = values.get_mut(parameter.name) {
                mask(value);
            }
        }
        Self { metadata: self.metadata, values, files: self.files.clone() }
    }
}

fn mask(value: &mut Json) {
    match value {
        Json::Null => {}
        Json::Array(items) => items.iter_mut().for_each(mask),
        Json::Object(members) => members.iter_mut().for_each(|(_, member)| mask(member)),
        scalar => *scalar = REDACTED.into(),
    }
}
