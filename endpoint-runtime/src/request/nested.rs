//! Values that are nested in a query or a form: `#[encode(brackets)]`, `#[encode(dots)]`.

use std::fmt;

use serde::Serialize;

use super::{Encoder, TextPlace, json_text::json_text};
use crate::{
    debug::{Redacted, redacted},
    error::{EncodeError, EncodeErrorKind},
    json::Json,
    metadata::{MAX_LEVELS, Nesting, ParameterLocation},
    redact::{REDACTED, is_masked},
};

/// An argument that is nested in a query or a form: any `Serialize` type that is `Debug`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be written as keys of a query or a form",
    label = "not both `serde::Serialize` and `Debug`",
    note = "for a type of your own: declare it with `#[object(sent)]` or `#[open_enum]`, or derive `Debug` and `serde::Serialize` for it"
)]
pub trait NestedArgument: Sized {
    /// Visits a required argument, or a list that may be empty.
    fn visit(&self, place: TextPlace<'_, '_, '_>, nesting: Nesting);

    /// Visits an optional argument.
    fn visit_optional(value: &Option<Self>, place: TextPlace<'_, '_, '_>, nesting: Nesting);
}

#[diagnostic::do_not_recommend]
impl<T: Serialize + fmt::Debug> NestedArgument for T {
    fn visit(&self, mut place: TextPlace<'_, '_, '_>, nesting: Nesting) {
        let shown: &dyn fmt::Debug = if place.is_sensitive() { &Redacted } else { self };
        if place.begin(shown) {
            add(self, place, nesting);
        }
    }

    fn visit_optional(value: &Option<Self>, mut place: TextPlace<'_, '_, '_>, nesting: Nesting) {
        let shown = if place.is_sensitive() { redacted(value) } else { value };
        if place.begin(shown)
            && let Some(value) = value
        {
            add(value, place, nesting);
        }
    }
}

fn add<T: Serialize>(value: &T, mut place: TextPlace<'_, '_, '_>, nesting: Nesting) {
    let name = place.name();
    let pairs = json_text(value, name, place.is_sensitive())
        .and_then(|json| nested_pairs(place.key(), &json, nesting).map_err(|reason| EncodeError::new(name, reason)));
    place.add_pairs(pairs);
}

/// The pairs of a value: keys that are percent-encoded, and texts that are not.
pub(crate) type NestedPairs = Vec<(String, String)>;

/// Returns the pairs of a value, which is written as JSON, behind a key that is percent-encoded. The members of an object are sorted by
/// their names, so that all ways to make a request send the same bytes.
///
/// # Errors
/// A value would be read as another one.
pub(crate) fn nested_pairs(encoded_key: &str, json: &str, nesting: Nesting) -> Result<NestedPairs, EncodeErrorKind> {
    const TOO_DEEP: EncodeErrorKind = EncodeErrorKind::Nested("it has more than 32 objects and lists in each other");
    let value: Json = json.parse().map_err(|_| TOO_DEEP)?;
    let mut writer = Writer { nesting, pairs: Vec::new() };
    writer.write(&mut encoded_key.to_owned(), &value, 0)?;
    Ok(writer.pairs)
}

struct Writer {
    nesting: Nesting,
    pairs: NestedPairs,
}

impl Writer {
    fn write(&mut self, key: &mut String, value: &Json, level: usize) -> Result<(), EncodeErrorKind> {
        let text = match value {
            Json::Null => return Ok(()),
            Json::Bool(flag) => flag.to_string(),
            Json::Number(number) => number.to_string(),
            Json::String(text) => text.clone(),
            Json::Array(_) | Json::Object(_) if level == MAX_LEVELS => {
                return Err(EncodeErrorKind::Nested("it has more than 32 objects and lists in each other"));
            }
            Json::Array(items) => return self.write_items(key, items, level),
            Json::Object(members) => {
                let mut members: Vec<_> = members.iter().collect();
                members.sort_by_key(|(name, _)| *name);
                let end = key.len();
                for (name, member) in members {
                    if !self.nesting.push_member(name, key) {
                        return Err(EncodeErrorKind::Nested(
                            "a member's name is empty, or holds a character that separates the parts of keys",
                        ));
                    }
                    self.write(key, member, level + 1)?;
                    key.truncate(end);
                }
                return Ok(());
            }
        };
        if key.is_empty() {
            return Err(EncodeErrorKind::Form);
        }
        self.pairs.push((key.clone(), text));
        Ok(())
    }

    fn write_items(&mut self, key: &mut String, items: &[Json], level: usize) -> Result<(), EncodeErrorKind> {
        if key.is_empty() {
            return Err(EncodeErrorKind::Form);
        }
        let end = key.len();
        for (index, item) in items.iter().enumerate() {
            if self.nesting.first.is_none() && matches!(item, Json::Array(_) | Json::Object(_)) {
                return Err(EncodeErrorKind::Nested("a list without indexes holds lists or objects"));
            }
            let before = self.pairs.len();
            self.nesting.push_item(index, key);
            self.write(key, item, level + 1)?;
            key.truncate(end);
            if self.pairs.len() == before {
                return Err(EncodeErrorKind::Nested(
                    "a list holds a null or an empty object or list, which has no key",
                ));
            }
        }
        Ok(())
    }
}

impl Encoder<'_> {
    /// Appends the pairs of a nested value.
    pub(crate) fn nested_pairs(
        &mut self,
        location: ParameterLocation,
        pairs: Result<NestedPairs, EncodeError>,
        sensitive: bool,
    ) {
        match pairs {
            Ok(pairs) => {
                for (key, text) in pairs {
                    if sensitive {
                        self.redact(&text);
                    }
                    let text = if is_masked(sensitive) { REDACTED } else { &text };
                    self.encoded_pair(location, &key, text, None);
                }
            }
            Err(error) => self.fail(error),
        }
    }
}
