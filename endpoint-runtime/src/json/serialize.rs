//! Writing [`Json`] with serde.

use serde::{Serialize, Serializer, ser::Error};
use serde_json::value::RawValue;

use super::{Json, JsonMap, JsonNumber, number::Primitive};

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(flag) => serializer.serialize_bool(*flag),
            Self::Number(number) => number.serialize(serializer),
            Self::String(text) => serializer.serialize_str(text),
            Self::Array(items) => serializer.collect_seq(items),
            Self::Object(members) => members.serialize(serializer),
        }
    }
}

impl Serialize for JsonMap {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self)
    }
}

/// A number whose text `serde_json` would write by itself is a number for every serializer. The others are raw values, which
/// `serde_json`'s serializers write as they are.
impl Serialize for JsonNumber {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.primitive() {
            Some(Primitive::Unsigned(integer)) => serializer.serialize_u64(integer),
            Some(Primitive::Signed(integer)) => serializer.serialize_i64(integer),
            Some(Primitive::Float(double)) => serializer.serialize_f64(double),
            None => serde_json::from_str::<&RawValue>(self.as_str()).map_err(S::Error::custom)?.serialize(serializer),
        }
    }
}
