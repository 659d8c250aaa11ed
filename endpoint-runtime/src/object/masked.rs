//! A map that a sensitive field is written to while values are masked.

use serde::{Serialize, ser::SerializeMap};

use crate::redact::REDACTED;

/// A map that writes a placeholder in the place of each value.
pub(super) struct MaskedMap<'m, M>(pub(super) &'m mut M);

impl<M: SerializeMap> SerializeMap for MaskedMap<'_, M> {
    type Ok = ();
    type Error = M::Error;

    fn serialize_key<K: Serialize + ?Sized>(&mut self, key: &K) -> Result<(), M::Error> {
        self.0.serialize_key(key)
    }

    fn serialize_value<V: Serialize + ?Sized>(&mut self, _: &V) -> Result<(), M::Error> {
        self.0.serialize_value(REDACTED)
    }

    fn end(self) -> Result<(), M::Error> {
        Ok(())
    }
}
