//! The reader of all open enums.

use std::{fmt, marker::PhantomData};

use serde::{
    Deserializer,
    de::{Error, Visitor},
};

/// A known text of an open enum.
#[derive(Clone, Copy, Debug)]
pub struct Text {
    /// The text.
    pub text: &'static str,
    /// The documentation of the variant, as Markdown.
    pub docs: &'static str,
}

/// An enum of known texts, with a variant for any other text. `#[open_enum]` implements it.
pub trait OpenEnum: Sized {
    /// The known texts, in the order of the variants.
    const TEXTS: &'static [Text];

    /// Returns the variant with this index.
    fn known(index: usize) -> Option<Self>;

    /// Returns the variant for any other text.
    fn other(text: String) -> Self;
}

/// Returns the variant of a text.
pub fn from_text<T: OpenEnum>(text: impl AsRef<str> + Into<String>) -> T {
    let known = T::TEXTS.iter().position(|known| known.text == text.as_ref()).and_then(T::known);
    known.unwrap_or_else(|| T::other(text.into()))
}

/// Reads an open enum.
///
/// # Errors
/// The value is not a string.
pub fn deserialize_text<'de, T: OpenEnum, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_string(TextVisitor(PhantomData))
}

struct TextVisitor<T>(PhantomData<T>);

impl<T: OpenEnum> Visitor<'_> for TextVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        Ok(from_text(text))
    }

    fn visit_string<E: Error>(self, text: String) -> Result<T, E> {
        Ok(from_text(text))
    }
}
