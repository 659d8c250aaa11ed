//! Values that are sent as their JSON text: in a path, a query, a header or a form.

use std::fmt;

use serde::Serialize;

use super::{PathArgument, TextPlace};
use crate::{
    body::encode_error,
    debug::{Redacted, redacted},
    error::EncodeError,
    json::write_json,
    path::PathValue,
};

/// An argument with `#[encode(json)]`: any `Serialize` type that is `Debug`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be sent as JSON text",
    label = "not both `serde::Serialize` and `Debug`",
    note = "for a type of your own: declare it with `#[object(sent)]` or `#[open_enum]`, or derive `Debug` and `serde::Serialize` for it"
)]
pub trait JsonTextArgument: Sized {
    /// Returns the argument of the path with this name.
    fn path(&self, name: &'static str, sensitive: bool) -> PathArgument<'_>;

    /// Visits a required argument.
    fn visit(&self, place: TextPlace<'_, '_, '_>);

    /// Visits an optional argument.
    fn visit_optional(value: &Option<Self>, place: TextPlace<'_, '_, '_>);
}

#[diagnostic::do_not_recommend]
impl<T: Serialize + fmt::Debug> JsonTextArgument for T {
    fn path(&self, name: &'static str, sensitive: bool) -> PathArgument<'_> {
        let shown = (!sensitive).then_some(self as &dyn fmt::Debug);
        PathArgument { name, shown, value: PathValue::checked(name, json_text(self, name, sensitive).map(Into::into)) }
    }

    fn visit(&self, mut place: TextPlace<'_, '_, '_>) {
        let shown: &dyn fmt::Debug = if place.is_sensitive() { &Redacted } else { self };
        if place.begin(shown) {
            place.add_json(json_text(self, place.name(), place.is_sensitive()));
        }
    }

    fn visit_optional(value: &Option<Self>, mut place: TextPlace<'_, '_, '_>) {
        let shown = if place.is_sensitive() { redacted(value) } else { value };
        if place.begin(shown)
            && let Some(value) = value
        {
            place.add_json(json_text(value, place.name(), place.is_sensitive()));
        }
    }
}

/// Returns the JSON text of the argument `name`.
pub(crate) fn json_text<T: Serialize>(value: &T, name: &'static str, sensitive: bool) -> Result<String, EncodeError> {
    let mut json = Vec::new();
    write_json(value, &mut json).map_err(|error| encode_error(name, error, sensitive))?;
    // JSON is UTF-8.
    Ok(String::from_utf8(json).unwrap_or_default())
}
