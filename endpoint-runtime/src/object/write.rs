//! The writer of all objects.

use serde::{Serialize, Serializer, ser::SerializeMap};

use super::Object;
use crate::json::JsonMap;
#[cfg(any(feature = "cassette", feature = "mock"))]
use crate::redact::is_masked;

/// An object that can be written. `#[object]` implements it for an object that is sent, and with the option `server`.
#[doc(hidden)]
pub trait WriteObject: Object {
    /// Writes the field at `index` as the member `name`, unless it is left out.
    ///
    /// # Errors
    /// The value cannot be written.
    fn write_field<M: SerializeMap>(&self, index: usize, name: &'static str, map: &mut M) -> Result<(), M::Error>;

    /// Returns the members that no field has, if they are kept.
    fn rest(&self) -> Option<&JsonMap> {
        None
    }
}

/// Writes an object.
///
/// # Errors
/// A value cannot be written.
pub fn serialize<T: WriteObject, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(None)?;
    let table = T::table();
    for (index, name) in table.field_names().iter().enumerate() {
        #[cfg(any(feature = "cassette", feature = "mock"))]
        if is_masked(table.is_sensitive(index)) {
            value.write_field(index, name, &mut super::masked::MaskedMap(&mut map))?;
            continue;
        }
        value.write_field(index, name, &mut map)?;
    }
    for (name, json) in value.rest().into_iter().flatten() {
        map.serialize_entry(name, json)?;
    }
    map.end()
}

/// A value that can be written as a field of an object: any `Serialize` type.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be written as a field of an object",
    label = "not `serde::Serialize`",
    note = "declare it with `#[object(sent)]`, `#[object(server)]` or `#[open_enum]`, or derive `serde::Serialize` for it; of a list or a map, for its items"
)]
pub trait WriteField: Sized {
    /// Writes the member.
    ///
    /// # Errors
    /// The value cannot be written.
    fn write<M: SerializeMap>(field: &Self, name: &'static str, map: &mut M) -> Result<(), M::Error>;

    /// Writes the member, or nothing for `None`.
    ///
    /// # Errors
    /// The value cannot be written.
    fn write_optional<M: SerializeMap>(field: &Option<Self>, name: &'static str, map: &mut M) -> Result<(), M::Error>;

    /// Writes the member, null for `Some(None)`, or nothing for `None`.
    ///
    /// # Errors
    /// The value cannot be written.
    fn write_nullable<M: SerializeMap>(
        field: &Option<Option<Self>>,
        name: &'static str,
        map: &mut M,
    ) -> Result<(), M::Error>;
}

#[diagnostic::do_not_recommend]
impl<T: Serialize> WriteField for T {
    fn write<M: SerializeMap>(field: &Self, name: &'static str, map: &mut M) -> Result<(), M::Error> {
        map.serialize_entry(name, field)
    }

    fn write_optional<M: SerializeMap>(field: &Option<Self>, name: &'static str, map: &mut M) -> Result<(), M::Error> {
        match field {
            Some(value) => map.serialize_entry(name, value),
            None => Ok(()),
        }
    }

    fn write_nullable<M: SerializeMap>(
        field: &Option<Option<Self>>,
        name: &'static str,
        map: &mut M,
    ) -> Result<(), M::Error> {
        match field {
            Some(value) => map.serialize_entry(name, value),
            None => Ok(()),
        }
    }
}
