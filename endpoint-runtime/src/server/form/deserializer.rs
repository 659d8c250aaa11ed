//! The deserializer of a form with one reading of its fields.

use serde::{
    Deserializer,
    de::{
        DeserializeSeed, MapAccess, Visitor,
        value::{MapAccessDeserializer, SeqDeserializer},
    },
    forward_to_deserialize_any,
};

use super::{
    error::FormError,
    fields::Fields,
    readings::{Reading, Readings},
    text_deserializer::TextDeserializer,
};

/// A deserializer of a form.
pub(super) struct FormDeserializer<'de>(FieldAccess<'de>);

impl<'de> FormDeserializer<'de> {
    pub(super) fn new(fields: &'de Fields<'_>, readings: &Readings) -> Self {
        let mut read = Vec::with_capacity(fields.len() + readings.empty.len());
        for index in 0..fields.len() {
            let values = Values::of(fields, index, readings.of(index));
            if !values.is_absent() {
                read.push((fields.key(index), values));
            }
        }
        for missing in &readings.empty {
            read.push((missing.name, Values::default()));
        }
        Self(FieldAccess { fields: read.into_iter(), field: None })
    }
}

impl<'de> Deserializer<'de> for FormDeserializer<'de> {
    type Error = FormError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, FormError> {
        visitor.visit_map(self.0)
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

    /// Reads a variant with a value: the key is the variant's name.
    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, FormError> {
        visitor.visit_enum(MapAccessDeserializer::new(self.0))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf seq tuple tuple_struct map
        struct identifier ignored_any
    }
}

struct FieldAccess<'de> {
    fields: std::vec::IntoIter<(&'de str, Values<'de>)>,
    /// The field whose key is read.
    field: Option<(&'de str, Values<'de>)>,
}

impl<'de> MapAccess<'de> for FieldAccess<'de> {
    type Error = FormError;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, FormError> {
        let Some((key, values)) = self.fields.next() else {
            return Ok(None);
        };
        self.field = Some((key, values));
        seed.deserialize(TextDeserializer { text: key, is_typed: false }).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, FormError> {
        let (key, values) = self.field.take().unwrap_or_default();
        seed.deserialize(values).map_err(|error| error.of_field(key))
    }
}

/// A deserializer of the values of one key: as a list, or as a single value.
#[derive(Default)]
pub(super) struct Values<'de> {
    texts: Vec<&'de str>,
    reading: Reading,
}

impl<'de> Values<'de> {
    /// Returns the values of the field at `index`, in one reading.
    pub(super) fn of(fields: &'de Fields<'_>, index: usize, reading: Reading) -> Self {
        let texts = fields.values(index).filter(|text| !reading.skips_blanks || !text.is_empty());
        Self { texts: texts.collect(), reading }
    }

    /// Returns whether the field counts as absent, since all of its values are left out.
    pub(super) fn is_absent(&self) -> bool {
        self.texts.is_empty()
    }

    pub(super) fn into_items(self) -> impl Iterator<Item = TextDeserializer<'de>> {
        let is_typed = self.reading.is_typed;
        self.texts.into_iter().map(move |text| TextDeserializer { text, is_typed })
    }

    fn only(&self) -> Result<TextDeserializer<'de>, FormError> {
        match *self.texts {
            [text] => Ok(TextDeserializer { text, is_typed: self.reading.is_typed }),
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

impl<'de> Deserializer<'de> for Values<'de> {
    type Error = FormError;

    forward_to_only! {
        deserialize_bool, deserialize_char, deserialize_i8, deserialize_i16, deserialize_i32,
        deserialize_i64, deserialize_i128, deserialize_u8, deserialize_u16, deserialize_u32, deserialize_u64,
        deserialize_u128, deserialize_f32, deserialize_f64, deserialize_str, deserialize_string, deserialize_map,
        deserialize_identifier,
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, FormError> {
        match self.texts.len() {
            1 if !self.reading.is_list => self.only()?.deserialize_any(visitor),
            _ => self.deserialize_seq(visitor),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, FormError> {
        visitor.visit_some(self)
    }

    /// Reads a value that the client leaves out.
    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, FormError> {
        if self.texts.is_empty() { visitor.visit_unit() } else { self.deserialize_any(visitor) }
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, FormError> {
        self.deserialize_unit(visitor)
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
        visitor.visit_seq(SeqDeserializer::new(self.into_items()))
    }

    /// Reads numbers: the client writes bytes as a list of them, as JSON has no bytes.
    fn deserialize_bytes<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, FormError> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_byte_buf<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, FormError> {
        self.deserialize_seq(visitor)
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

    forward_to_deserialize_any! { struct }
}
