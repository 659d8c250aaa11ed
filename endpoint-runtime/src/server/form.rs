//! Forms, as [`FormBody`](crate::body::FormBody) writes them.
//!
//! The values of a form have no types. A type that asks for a number gets one, but serde buffers the values of a flattened part
//! and of a tagged or untagged enum before their types are known, and a buffered text is no number. So a form is read again with
//! another [reading](readings) of the values that were refused.

mod deserializer;
mod error;
mod fields;
mod nested;
mod nested_deserializer;
mod readings;
mod text_deserializer;

use serde::de::DeserializeOwned;

use crate::{error::JsonPath, server::pairs::Pairs};
use deserializer::FormDeserializer;
pub(crate) use error::{BLANK, FormError};
use fields::Fields;
pub(crate) use nested::{read as read_nested, read_optional as read_optional_nested};

/// Reads a value from a form.
///
/// A value that is buffered is a text if its type accepts one, and else the number or boolean that it reads as. A key that occurs
/// once is a list where one is expected, and a missing list is empty: the client writes nothing for it. A blank value counts as
/// absent where its type has no empty text.
pub(crate) fn read<T: DeserializeOwned>(pairs: &Pairs<'_>) -> Result<T, FormError> {
    let fields = Fields::new(pairs.iter());
    let mut value = None;
    readings::search(&fields, &|key| JsonPath::default().member(key), &mut |readings| {
        value = Some(T::deserialize(FormDeserializer::new(&fields, readings))?);
        Ok(())
    })?;
    value.ok_or_else(FormError::refused)
}

#[cfg(test)]
mod tests;
