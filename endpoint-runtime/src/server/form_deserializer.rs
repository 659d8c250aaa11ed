//! A serde deserializer of forms, as [`FormBody`](crate::body::FormBody) writes them.

use std::{collections::HashMap, fmt};

use serde::{
    Deserializer,
    de::{
        DeserializeSeed, IntoDeserializer, MapAccess, Visitor,
        value::{SeqDeserializer, StrDeserializer},
    },
    forward_to_deserialize_any,
};

use crate::{
    error::{JsonPath, Mismatch, Problem},
    param::Param,
    server::pairs::Pairs,
};

/// The error of a form: the path of the field, and the problem without the value.
#[derive(Debug, thiserror::Error)]
#[error("{}: {}", .0.path, .0.problem)]
pub(crate) struct FormError(pub(crate) Mismatch);

impl FormError {
    fn expected(expected: String) -> Self {
        let problem = Problem::Unexpected { expected: expected.into(), found: None };
        Self(Mismatch { path: JsonPath::default(), problem })
    }

    /// Adds the key of the field whose value is invalid.
    fn of_field(mut self, key: &str) -> Self {
        self.0.path = JsonPath::default().member(key);
        self
    }
}

impl serde::de::Error for FormError {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self(Mismatch::of_message(&message.to_string()))
    }
}

/// A deserializer of a form: keys and their values, in the order of the first occurrence.
pub(crate) struct FormDeserializer<'a>(Vec<(&'a str, ValuesDeserializer<'a>)>);

impl<'a> FormDeserializer<'a> {
    pub(crate) fn new(pairs: &'a Pairs<'_>) -> Self {
        let mut fields: Vec<(&str, ValuesDeserializer<'_>)> = Vec::new();
        let mut positions = HashMap::new();
        for (key, value) in pairs.iter() {
            let position = *positions.entry(key).or_insert(fields.len());
            match fields.get_mut(position) {
                Some((_, values)) => values.0.push(value),
                None => fields.push((key, ValuesDeserializer(vec![value]))),
            }
        }
        Self(fields)
    }
}

impl<'de> Deserializer<'de> for FormDeserializer<'_> {
    type Error = FormError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, FormError> {
        visitor.visit_map(FieldAccess { fields: self.0.into_iter(), field: None })
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, FormError> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, FormError> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, FormError> {
        visitor.visit_unit()
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, FormError> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf seq tuple tuple_struct map
        struct enum identifier ignored_any
    }
}

struct FieldAccess<'a> {
    fields: std::vec::IntoIter<(&'a str, ValuesDeserializer<'a>)>,
    /// The field whose key is read.
    field: Option<(&'a str, ValuesDeserializer<'a>)>,
}

impl<'de> MapAccess<'de> for FieldAccess<'_> {
    type Error = FormError;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, FormError> {
        let Some((key, values)) = self.fields.next() else {
            return Ok(None);
        };
        self.field = Some((key, values));
        let key: StrDeserializer<'_, FormError> = key.into_deserializer();
        seed.deserialize(key).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, FormError> {
        let (key, values) = self.field.take().unwrap_or_default();
        seed.deserialize(values).map_err(|error| error.of_field(key))
    }
}

/// A deserializer of the values of one key: as a list, or as a single value.
#[derive(Default)]
struct ValuesDeserializer<'a>(Vec<&'a str>);

impl<'a> ValuesDeserializer<'a> {
    fn only(&self) -> Result<TextDeserializer<'a>, FormError> {
        match *self.0 {
            [text] => Ok(TextDeserializer(text)),
            _ => Err(FormError::expected("one value".to_owned())),
        }
    }
}

macro_rules! forward_to_only {
    ($($method:ident),+ $(,)?) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, FormError> {
            self.only()?.$method(visitor)
        }
    )+};
}

impl<'de> Deserializer<'de> for ValuesDeserializer<'_> {
    type Error = FormError;

    forward_to_only! {
        deserialize_any, deserialize_bool, deserialize_char, deserialize_i8, deserialize_i16, deserialize_i32,
        deserialize_i64, deserialize_i128, deserialize_u8, deserialize_u16, deserialize_u32, deserialize_u64,
        deserialize_u128, deserialize_f32, deserialize_f64, deserialize_str, deserialize_string, deserialize_bytes,
        deserialize_byte_buf, deserialize_unit, deserialize_map, deserialize_identifier,
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
        self.only()?.deserialize_enum(name, variants, visitor)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, FormError> {
        visitor.visit_seq(SeqDeserializer::new(self.0.into_iter().map(TextDeserializer)))
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, FormError> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, FormError> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, FormError> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! { unit_struct struct }
}

/// A deserializer of one value, which is parsed like a [`Param`].
struct TextDeserializer<'a>(&'a str);

impl IntoDeserializer<'_, FormError> for TextDeserializer<'_> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

fn scalar<T: Param>(text: &str) -> Result<T, FormError> {
    T::from_text(text).map_err(|error| {
        let error = error.to_string();
        FormError::expected(error.strip_prefix("expected ").map(str::to_owned).unwrap_or(error))
    })
}

macro_rules! scalars {
    ($($method:ident: $type:ty => $visit:ident),+ $(,)?) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, FormError> {
            visitor.$visit(scalar::<$type>(self.0)?)
        }
    )+};
}

impl<'de> Deserializer<'de> for TextDeserializer<'_> {
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
        visitor.visit_str(self.0)
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
        let variant: StrDeserializer<'_, FormError> = self.0.into_deserializer();
        variant.deserialize_enum(name, variants, visitor)
    }

    forward_to_deserialize_any! {
        str string bytes byte_buf unit unit_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}

#[cfg(test)]
mod tests {
    use serde::{Deserialize, Serialize};

    use super::*;
    use crate::metadata::ParameterLocation;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Order {
        NewestFirst,
    }

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Search {
        text: String,
        limit: u128,
        ratio: f64,
        exact: Option<bool>,
        order: Order,
        #[serde(default)]
        tags: Vec<i8>,
    }

    fn read<T: for<'de> Deserialize<'de>>(text: &str) -> Result<T, FormError> {
        let pairs = Pairs::parse(ParameterLocation::Field, text).unwrap();
        T::deserialize(FormDeserializer::new(&pairs))
    }

    #[test]
    fn a_struct_of_scalars_and_lists_comes_back() {
        let text = format!("tags=1&text=a+%26b&limit={}&ratio=1e300&order=newest_first&tags=-2&x=9", u128::MAX);
        let search = Search {
            text: "a &b".to_owned(),
            limit: u128::MAX,
            ratio: 1e300,
            exact: None,
            order: Order::NewestFirst,
            tags: vec![1, -2],
        };
        assert_eq!(read::<Search>(&text).unwrap(), search);
    }

    #[test]
    fn an_error_has_the_key_and_the_expectation_and_not_the_value() {
        for (text, expected) in [
            ("text=a&text=s3cret", "text: expected one value"),
            ("text=a&limit=s3cret", "limit: expected a whole number of 128 bits, not negative"),
            ("limit=1&ratio=1&order=newest_first", "text: is missing"),
            ("order=s3cret", "order: expected `newest_first`, found another string"),
        ] {
            assert_eq!(read::<Search>(text).unwrap_err().to_string(), expected);
        }
    }
}
