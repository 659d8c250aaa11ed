//! The types of arguments that a visitor takes.

use std::fmt;

use serde::Serialize;

use super::{ArgumentVisitor, PathArgument, TextPlace};
#[cfg(feature = "server")]
use crate::server::TextSource;
use crate::{
    debug::{Redacted, redacted},
    param::Param,
    path::PathValue,
};

/// An argument that is sent as text: any [`Param`] that is `Debug`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be sent as text, in a path, a query, a header or a form",
    label = "not both `Param` and `Debug`",
    note = "for a newtype or an enum of unit variants: `#[derive(Debug, endpoint_runtime::Param)]`",
    note = "for a struct of several values: declare an argument for each of them, and name it in the template, as in `?<limit>&<page>`",
    note = "for a type of another crate: a newtype of it with `#[derive(Debug, endpoint_runtime::Param)]` and `#[param(display)]`, if it has `Display` and `FromStr`",
    note = "write an optional value as `Option<T>`, and a repeated query value as `Vec<T>`, where `T` is a `Param`"
)]
pub trait TextArgument: Sized {
    /// Returns the argument of the path with this name.
    fn path(&self, name: &'static str, sensitive: bool) -> PathArgument<'_>;

    /// Visits a required argument.
    fn visit(&self, place: TextPlace<'_, '_, '_>);

    /// Visits an optional argument.
    fn visit_optional(value: &Option<Self>, place: TextPlace<'_, '_, '_>);

    /// Returns the argument of the path with this name, which is a list.
    #[expect(clippy::ptr_arg, reason = "a trait object of `Debug` is made of a `Vec`, not of a slice")]
    fn joined_path<'a>(values: &'a Vec<Self>, name: &'static str, sensitive: bool, separator: char)
    -> PathArgument<'a>;

    /// Visits a list, whose items are joined to one text. An empty list has none.
    fn visit_joined(values: &[Self], place: TextPlace<'_, '_, '_>, separator: char);

    /// Visits an argument with any number of values.
    fn visit_repeated(values: &[Self], place: TextPlace<'_, '_, '_>);

    /// Decodes a required argument, or returns `None` if it is rejected.
    #[cfg(feature = "server")]
    fn decode(source: TextSource<'_, '_>) -> Option<Self>;

    /// Decodes an optional argument, or returns `None` if it is rejected.
    #[cfg(feature = "server")]
    fn decode_optional(source: TextSource<'_, '_>) -> Option<Option<Self>>;

    /// Decodes a list whose items are joined to one text, or returns `None` if it is rejected.
    #[cfg(feature = "server")]
    fn decode_joined(source: TextSource<'_, '_>, separator: char) -> Option<Vec<Self>>;

    /// Decodes an argument with any number of values, or returns `None` if one is rejected.
    #[cfg(feature = "server")]
    fn decode_repeated(source: TextSource<'_, '_>) -> Option<Vec<Self>>;
}

impl<T: Param + fmt::Debug> TextArgument for T {
    #[inline]
    fn path(&self, name: &'static str, sensitive: bool) -> PathArgument<'_> {
        let shown = (!sensitive).then_some(self as &dyn fmt::Debug);
        PathArgument { name, shown, value: PathValue::new(name, self.to_text()) }
    }

    fn visit(&self, mut place: TextPlace<'_, '_, '_>) {
        let shown = shown(place.is_sensitive(), self);
        if place.begin(shown) {
            place.add(self.to_text());
        }
    }

    fn visit_optional(value: &Option<Self>, mut place: TextPlace<'_, '_, '_>) {
        let shown = if place.is_sensitive() { redacted(value) } else { value };
        if place.begin(shown)
            && let Some(value) = value
        {
            place.add(value.to_text());
        }
    }

    fn joined_path<'a>(
        values: &'a Vec<Self>,
        name: &'static str,
        sensitive: bool,
        separator: char,
    ) -> PathArgument<'a> {
        let shown = (!sensitive).then_some(values as &dyn fmt::Debug);
        PathArgument { name, shown, value: PathValue::joined(name, values.iter().map(Param::to_text), separator) }
    }

    fn visit_joined(values: &[Self], mut place: TextPlace<'_, '_, '_>, separator: char) {
        let shown = shown(place.is_sensitive(), &values);
        if place.begin(shown) {
            place.add_joined(values.iter().map(Param::to_text), separator);
        }
    }

    fn visit_repeated(values: &[Self], mut place: TextPlace<'_, '_, '_>) {
        let shown = shown(place.is_sensitive(), &values);
        if place.begin(shown) {
            for value in values {
                place.add(value.to_text());
            }
        }
    }

    #[cfg(feature = "server")]
    fn decode(source: TextSource<'_, '_>) -> Option<Self> {
        source.one(T::from_text)
    }

    #[cfg(feature = "server")]
    fn decode_optional(source: TextSource<'_, '_>) -> Option<Option<Self>> {
        source.optional(T::from_text)
    }

    #[cfg(feature = "server")]
    fn decode_joined(source: TextSource<'_, '_>, separator: char) -> Option<Vec<Self>> {
        source.joined(separator, T::from_text)
    }

    #[cfg(feature = "server")]
    fn decode_repeated(source: TextSource<'_, '_>) -> Option<Vec<Self>> {
        source.repeated(T::from_text)
    }
}

/// The value in `Debug`, or a placeholder.
fn shown(sensitive: bool, value: &dyn fmt::Debug) -> &dyn fmt::Debug {
    if sensitive { &Redacted } else { value }
}

/// An argument that is a member of a JSON body: any `Serialize` type that is `Debug`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be sent as a field of a JSON body",
    label = "not both `serde::Serialize` and `Debug`",
    note = "for a type of your own: declare it with `#[object(sent)]` or `#[open_enum]`, or derive `Debug` and `serde::Serialize` for it",
    note = "an argument that is no field of the body is named in the template, or has `#[header(\"…\")]`, `#[headers]` or `#[body]`"
)]
pub trait JsonArgument: Sized {
    /// Visits a required argument, which is the member `key`.
    fn visit(&self, visitor: &mut ArgumentVisitor<'_, '_>, name: &'static str, key: &'static str, sensitive: bool);

    /// Visits an optional argument, which is the member `key` unless it is `None`.
    fn visit_optional(
        value: &Option<Self>,
        visitor: &mut ArgumentVisitor<'_, '_>,
        name: &'static str,
        key: &'static str,
        sensitive: bool,
    );

    /// Visits an argument that is the member `key`, with null for `Some(None)`, unless it is `None`.
    fn visit_nullable(
        value: &Option<Option<Self>>,
        visitor: &mut ArgumentVisitor<'_, '_>,
        name: &'static str,
        key: &'static str,
        sensitive: bool,
    );
}

#[diagnostic::do_not_recommend]
impl<T: Serialize + fmt::Debug> JsonArgument for T {
    fn visit(&self, visitor: &mut ArgumentVisitor<'_, '_>, name: &'static str, key: &'static str, sensitive: bool) {
        let shown = shown(sensitive, self);
        if let Some(encoder) = visitor.argument(name, shown) {
            encoder.json_object().field(key, self, sensitive);
        }
    }

    fn visit_optional(
        value: &Option<Self>,
        visitor: &mut ArgumentVisitor<'_, '_>,
        name: &'static str,
        key: &'static str,
        sensitive: bool,
    ) {
        let shown = if sensitive { redacted(value) } else { value };
        if let Some(encoder) = visitor.argument(name, shown)
            && let Some(value) = value
        {
            encoder.json_object().field(key, value, sensitive);
        }
    }

    fn visit_nullable(
        value: &Option<Option<Self>>,
        visitor: &mut ArgumentVisitor<'_, '_>,
        name: &'static str,
        key: &'static str,
        sensitive: bool,
    ) {
        // `Some(None)` is a value of the type `Option<T>`, which is written as null.
        <Option<T> as JsonArgument>::visit_optional(value, visitor, name, key, sensitive);
    }
}

/// An argument whose type is named `Bytes`, as a member of a JSON body: any [`JsonArgument`]. The mistake in any other one is
/// that it is meant as the whole body.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be sent as a field of a JSON body",
    label = "write `#[body(bytes)]` before the argument, which makes it the whole body",
    note = "bytes within a JSON body are a text, such as base64 in a `String`"
)]
pub trait BytesField: Sized {
    /// Visits a required argument, like [`JsonArgument::visit`].
    fn visit(&self, visitor: &mut ArgumentVisitor<'_, '_>, name: &'static str, key: &'static str, sensitive: bool);

    /// Visits an optional argument, like [`JsonArgument::visit_optional`].
    fn visit_optional(
        value: &Option<Self>,
        visitor: &mut ArgumentVisitor<'_, '_>,
        name: &'static str,
        key: &'static str,
        sensitive: bool,
    );

    /// Visits an argument that may be null, like [`JsonArgument::visit_nullable`].
    fn visit_nullable(
        value: &Option<Option<Self>>,
        visitor: &mut ArgumentVisitor<'_, '_>,
        name: &'static str,
        key: &'static str,
        sensitive: bool,
    );
}

#[diagnostic::do_not_recommend]
impl<T: JsonArgument> BytesField for T {
    fn visit(&self, visitor: &mut ArgumentVisitor<'_, '_>, name: &'static str, key: &'static str, sensitive: bool) {
        <T as JsonArgument>::visit(self, visitor, name, key, sensitive);
    }

    fn visit_optional(
        value: &Option<Self>,
        visitor: &mut ArgumentVisitor<'_, '_>,
        name: &'static str,
        key: &'static str,
        sensitive: bool,
    ) {
        <T as JsonArgument>::visit_optional(value, visitor, name, key, sensitive);
    }

    fn visit_nullable(
        value: &Option<Option<Self>>,
        visitor: &mut ArgumentVisitor<'_, '_>,
        name: &'static str,
        key: &'static str,
        sensitive: bool,
    ) {
        <T as JsonArgument>::visit_nullable(value, visitor, name, key, sensitive);
    }
}
