//! The deserializer of one value of a form.

use serde::{
    Deserializer,
    de::{IntoDeserializer, Visitor, value::BorrowedStrDeserializer},
    forward_to_deserialize_any,
};

use super::error::FormError;
use crate::param::Param;

/// A deserializer of one value, which is parsed like a [`Param`].
pub(super) struct TextDeserializer<'de> {
    pub(super) text: &'de str,
    /// True if it is a number or a boolean where it reads as one and no type is asked for.
    pub(super) is_typed: bool,
}

impl<'de> IntoDeserializer<'de, FormError> for TextDeserializer<'de> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

fn scalar<T: Param>(text: &str) -> Result<T, FormError> {
    T::from_text(text).map_err(|error| {
        let error = error.to_string();
        let expected = error.strip_prefix("expected ").map(str::to_owned).unwrap_or(error);
        FormError::expected(expected).of_text(text, false)
    })
}

macro_rules! scalars {
    ($($method:ident: $type:ty => $visit:ident),+ $(,)?) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, FormError> {
            visitor.$visit(scalar::<$type>(self.text)?)
        }
    )+};
}

impl<'de> Deserializer<'de> for TextDeserializer<'de> {
    type Error = FormError;

    scalars! {
        deserialize_bool: bool => visit_bool,
        deserialize_char: char => visit_char,
        deserialize_i8: i8 => visit_i8,
        deserialize_i16: i16 => visit_i16,
        deserialize_i32: i32 => visit_i32,
        deserialize_i64: i64 => visit_i64,
        deserialize_i128: i128 => visit_i128,
        deserialize_u8: u8 => visit_u8,
        deserialize_u16: u16 => visit_u16,
        deserialize_u32: u32 => visit_u32,
        deserialize_u64: u64 => visit_u64,
        deserialize_u128: u128 => visit_u128,
        deserialize_f32: f32 => visit_f32,
        deserialize_f64: f64 => visit_f64,
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, FormError> {
        match TypedValue::parse(self.text).filter(|_| self.is_typed) {
            None => visitor.visit_borrowed_str(self.text),
            Some(TypedValue::Bool(value)) => visitor.visit_bool(value),
            Some(TypedValue::Unsigned(value)) => visitor.visit_u64(value),
            Some(TypedValue::Signed(value)) => visitor.visit_i64(value),
            Some(TypedValue::Float(value)) => visitor.visit_f64(value),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, FormError> {
        visitor.visit_borrowed_str(self.text)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, FormError> {
        visitor.visit_borrowed_str(self.text)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, FormError> {
        visitor.visit_borrowed_str(self.text)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, FormError> {
        visitor.visit_unit()
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, FormError> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, FormError> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, FormError> {
        let variant = BorrowedStrDeserializer::<FormError>::new(self.text);
        variant.deserialize_enum(name, variants, visitor)
    }

    forward_to_deserialize_any! {
        bytes byte_buf unit unit_struct seq tuple tuple_struct map struct
    }
}

/// The value of a text that reads as a number or a boolean.
enum TypedValue {
    Bool(bool),
    Unsigned(u64),
    Signed(i64),
    Float(f64),
}

impl TypedValue {
    fn parse(text: &str) -> Option<Self> {
        // With a fraction or an exponent it is a float, even if it is whole.
        let float = text.contains(['.', 'e', 'E']).then(|| f64::from_text(text).ok()).flatten();
        float
            .map(Self::Float)
            .or_else(|| u64::from_text(text).ok().map(Self::Unsigned))
            .or_else(|| i64::from_text(text).ok().map(Self::Signed))
            .or_else(|| f64::from_text(text).ok().map(Self::Float))
            .or_else(|| bool::from_text(text).ok().map(Self::Bool))
    }
}

/// Returns whether a text reads as a number or a boolean.
pub(super) fn is_typed(text: &str) -> bool {
    TypedValue::parse(text).is_some()
}
