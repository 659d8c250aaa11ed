//! Arguments that are nested in a query or a form.

use serde::de::DeserializeOwned;

use super::{TextSource, form, json};
use crate::{metadata::Nesting, object::strictly};

/// A value that can be decoded from keys of a query or a form that name the values in it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be decoded from keys of a query or a form, which a server has to do",
    label = "not `serde::Deserialize`",
    note = "declare it with `#[object]`, or derive `serde::Deserialize` for it; with `server = \"feat\"`: `#[cfg_attr(feature = \"feat\", derive(serde::Deserialize))]`"
)]
pub trait DecodeNested: Sized {
    /// Decodes a required argument, or returns `None` if it is rejected: with 400, and with 422 in a form.
    fn decode(source: TextSource<'_, '_>, nesting: Nesting) -> Option<Self>;

    /// Decodes an optional argument, or returns `None` if it is rejected.
    fn decode_optional(source: TextSource<'_, '_>, nesting: Nesting) -> Option<Option<Self>>;
}

#[diagnostic::do_not_recommend]
impl<T: DeserializeOwned> DecodeNested for T {
    fn decode(source: TextSource<'_, '_>, nesting: Nesting) -> Option<Self> {
        source.of_pairs(|pairs, key, location| {
            strictly(|| form::read_nested(pairs, Some(key), nesting))
                .map_err(|error| json::rejection(&error.mismatch, location, key))
        })
    }

    fn decode_optional(source: TextSource<'_, '_>, nesting: Nesting) -> Option<Option<Self>> {
        source.of_pairs(|pairs, key, location| {
            strictly(|| form::read_optional_nested(pairs, key, nesting))
                .map_err(|error| json::rejection(&error.mismatch, location, key))
        })
    }
}
