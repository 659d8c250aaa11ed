//! The idempotency key that a client makes for a call without one, in the query or in a field of the body.

use super::Encoder;
use crate::{
    body::push_pair,
    error::EncodeError,
    metadata::{BodyFormat, Parameter, ParameterLocation},
    percent,
};

impl Encoder<'_> {
    /// Adds the key, unless the arguments have one. The arguments were encoded before.
    pub(crate) fn add_made_key(
        &mut self,
        parameter: &Parameter,
        make: impl FnOnce() -> Result<String, EncodeError>,
    ) -> Result<(), EncodeError> {
        let Parameter { wire_name, location, .. } = *parameter;
        let mut key = String::new();
        percent::encode_key_into(wire_name, &mut key);
        let is_in_form = self.metadata().body != BodyFormat::Json;
        let is_given = match location {
            ParameterLocation::Query => has_key(self.target().split_once('?').map_or("", |(_, query)| query), &key),
            ParameterLocation::Field if is_in_form => has_key(&self.form, &percent::encode(wire_name)),
            ParameterLocation::Field => self.json_object().has_member(wire_name),
            _ => true,
        };
        if is_given {
            return Ok(());
        }
        let text = make()?;
        match location {
            ParameterLocation::Query => self.encoded_pair(location, &key, &text, None),
            _ if is_in_form => push_pair(&percent::encode(wire_name), &text, &mut self.form),
            _ => self.json_object().field(parameter.wire_name, &text, false),
        }
        Ok(())
    }
}

/// Returns whether one of the pairs has this key.
fn has_key(pairs: &str, key: &str) -> bool {
    pairs.split('&').any(|pair| pair.split('=').next() == Some(key))
}
