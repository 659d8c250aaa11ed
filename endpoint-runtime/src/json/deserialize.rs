//! Reading [`Json`] with serde.
//!
//! `serde_json` hands over the text of a value only to its own `RawValue`, which it recognizes by the name of a newtype struct.
//! [`Json`] asks for the same newtype struct, and so gets the text from `serde_json`. Every other deserializer, such as the buffers
//! of `#[serde(flatten)]` and untagged enums, ignores the name and hands over the value, which is read piece by piece.

use std::{fmt, iter};

use serde::{
    Deserialize, Deserializer,
    de::{
        DeserializeSeed, Error, MapAccess, SeqAccess, Unexpected, Visitor,
        value::{Error as ValueError, MapDeserializer},
    },
    forward_to_deserialize_any,
};
use serde_json::value::RawValue;

use super::{
    Json, JsonMap, JsonNumber, MAX_DEPTH,
    error::JsonErrorKind,
    parse::{self, DuplicateKeys},
};

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(raw_value_name(), ValueVisitor { depth: 0, is_root: true })
    }
}

/// Reads member by member, so that `serde_json` knows the position of a value that is not an object.
impl<'de> Deserialize<'de> for JsonMap {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(MapVisitor)
    }
}

struct MapVisitor;

impl<'de> Visitor<'de> for MapVisitor {
    type Value = JsonMap;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a map")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<JsonMap, A::Error> {
        let mut members = JsonMap::new();
        while let Some(key) = map.next_key::<String>()? {
            members.insert(key, map.next_value_seed(MemberSeed)?);
        }
        Ok(members)
    }
}

/// Reads the value of a member like [`Json`], with one object around it.
pub(crate) struct MemberSeed;

impl<'de> DeserializeSeed<'de> for MemberSeed {
    type Value = Json;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Json, D::Error> {
        deserializer.deserialize_newtype_struct(raw_value_name(), ValueVisitor { depth: 1, is_root: true })
    }
}

impl<'de> Deserialize<'de> for JsonNumber {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let unexpected = match Json::deserialize(deserializer)? {
            Json::Number(number) => return Ok(number),
            Json::Null => Unexpected::Unit,
            Json::Bool(_) => Unexpected::Other("a boolean"),
            Json::String(_) => Unexpected::Other("a string"),
            Json::Array(_) => Unexpected::Seq,
            Json::Object(_) => Unexpected::Map,
        };
        Err(D::Error::invalid_type(unexpected, &"a JSON number"))
    }
}

/// Returns the name of the newtype struct for which `serde_json` hands over the text of a value.
fn raw_value_name() -> &'static str {
    match <&RawValue>::deserialize(NewtypeName) {
        Err(Name(name)) => name,
        // `RawValue` does not read anything else; without its name, values are read piece by piece.
        Ok(_) => "",
    }
}

/// A deserializer that fails with the name of the newtype struct that it is asked for.
struct NewtypeName;

#[derive(Debug)]
struct Name(&'static str);

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl std::error::Error for Name {}

impl Error for Name {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self("")
    }
}

impl<'de> Deserializer<'de> for NewtypeName {
    type Error = Name;

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, _: V) -> Result<V::Value, Name> {
        Err(Name(name))
    }

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Name> {
        Err(Name(""))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct seq tuple
        tuple_struct map struct enum identifier ignored_any
    }
}

/// The first key of a map: `serde_json`'s sign that the text of a value follows, or the key of a member.
enum Key {
    RawValue,
    Member(String),
}

struct KeyVisitor;

impl<'de> DeserializeSeed<'de> for KeyVisitor {
    type Value = Key;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Key, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for KeyVisitor {
    type Value = Key;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<Key, E> {
        Ok(if key == raw_value_name() { Key::RawValue } else { Key::Member(key.to_owned()) })
    }
}

/// Parses the text of a value.
struct TextVisitor {
    /// The number of objects and lists around the value.
    depth: usize,
}

impl<'de> DeserializeSeed<'de> for TextVisitor {
    type Value = Json;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Json, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for TextVisitor {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the text of a JSON value")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Json, E> {
        // The position within this text says nothing about the whole.
        parse::parse_within(self.depth, text, DuplicateKeys::LastWins).map_err(|error| E::custom(error.kind()))
    }
}

/// Reads a value piece by piece, or from its text.
#[derive(Clone, Copy)]
struct ValueVisitor {
    /// The number of objects and lists around the value.
    depth: usize,
    /// True for the value whose text `serde_json` may hand over. Below it, and in other deserializers, a map is a map.
    is_root: bool,
}

impl ValueVisitor {
    fn deeper<E: Error>(self) -> Result<Self, E> {
        if self.depth == MAX_DEPTH {
            return Err(E::custom(JsonErrorKind::TooDeep));
        }
        Ok(Self { depth: self.depth + 1, is_root: false })
    }

    /// Reads a value that another type wraps.
    fn wrapped<'de, D: Deserializer<'de>>(self, deserializer: D) -> Result<Json, D::Error> {
        let inner = if self.is_root { Self { is_root: false, ..self } } else { self.deeper()? };
        inner.deserialize(deserializer)
    }

    /// Reads the members of a map, of which the first key may be read already.
    fn members<'de, A: MapAccess<'de>>(self, first: Option<String>, mut map: A) -> Result<Json, A::Error> {
        let inner = self.deeper()?;
        let mut members = JsonMap::new();
        let mut next = first;
        while let Some(key) = match next.take() {
            Some(key) => Some(key),
            None => map.next_key::<String>()?,
        } {
            members.insert(key, map.next_value_seed(inner)?);
        }
        Ok(arbitrary_precision_number(&members).map_or(Json::Object(members), Json::Number))
    }
}

/// Returns the number that `serde_json`, with its feature `arbitrary_precision`, hands over as a map of one text.
fn arbitrary_precision_number(members: &JsonMap) -> Option<JsonNumber> {
    let (key, Json::String(text)) = members.iter().next().filter(|_| members.len() == 1)? else { return None };
    let map = MapDeserializer::<_, ValueError>::new(iter::once((key.as_str(), text.as_str())));
    serde_json::Number::deserialize(map).ok().map(JsonNumber::from)
}

impl<'de> DeserializeSeed<'de> for ValueVisitor {
    type Value = Json;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Json, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for ValueVisitor {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any valid JSON value")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Json, A::Error> {
        if !self.is_root {
            return self.members(None, map);
        }
        match map.next_key_seed(KeyVisitor)? {
            Some(Key::RawValue) => map.next_value_seed(TextVisitor { depth: self.depth }),
            Some(Key::Member(key)) => self.members(Some(key), map),
            None => Ok(Json::Object(JsonMap::new())),
        }
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Json, A::Error> {
        let inner = self.deeper()?;
        let mut items = Vec::new();
        while let Some(item) = seq.next_element_seed(inner)? {
            items.push(item);
        }
        Ok(Json::Array(items))
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Json, D::Error> {
        self.wrapped(deserializer)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Json, D::Error> {
        self.wrapped(deserializer)
    }

    fn visit_unit<E: Error>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_none<E: Error>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E: Error>(self, flag: bool) -> Result<Json, E> {
        Ok(flag.into())
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Json, E> {
        Ok(number.into())
    }

    fn visit_i128<E: Error>(self, number: i128) -> Result<Json, E> {
        Ok(number.into())
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Json, E> {
        Ok(number.into())
    }

    fn visit_u128<E: Error>(self, number: u128) -> Result<Json, E> {
        Ok(number.into())
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Json, E> {
        JsonNumber::from_f64(number).map(Json::Number).ok_or_else(|| E::custom("expected a finite number"))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Json, E> {
        Ok(text.into())
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Json, E> {
        Ok(text.into())
    }
}
