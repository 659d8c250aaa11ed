//! Arguments that are sent as their JSON text.

use serde::de::DeserializeOwned;

use crate::server::TextSource;

/// A value that can be decoded from its JSON text in a path, a query, a header or a form.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be decoded from JSON text, which a server has to do",
    label = "not `serde::Deserialize`",
    note = "declare it with `#[object]`, or derive `serde::Deserialize` for it; with `server = \"feat\"`: `#[cfg_attr(feature = \"feat\", derive(serde::Deserialize))]`"
)]
pub trait DecodeJsonText: Sized {
    /// Decodes a required argument, or returns `None` if it is rejected: with 400, and with 422 in a form.
    fn decode(source: TextSource<'_, '_>) -> Option<Self>;

    /// Decodes an optional argument, or returns `None` if it is rejected.
    fn decode_optional(source: TextSource<'_, '_>) -> Option<Option<Self>>;
}

#[diagnostic::do_not_recommend]
impl<T: DeserializeOwned> DecodeJsonText for T {
    fn decode(source: TextSource<'_, '_>) -> Option<Self> {
        source.json()
    }

    fn decode_optional(source: TextSource<'_, '_>) -> Option<Option<Self>> {
        source.optional_json()
    }
}
