//! JSON bodies: the fields of an object as they stand there, duplicates refused.

use std::{
    borrow::Cow,
    collections::{HashMap, hash_map::Entry},
    fmt,
};

use serde::{
    Deserialize, Deserializer,
    de::{DeserializeOwned, IgnoredAny, MapAccess, Visitor},
};
use serde_json::value::RawValue;

use crate::{
    error::DecodeError,
    metadata::{Location, Metadata},
    server::rejection::Rejection,
    unique_json::{self, Key},
};

/// The fields of a JSON object. Their text is kept, so that no number loses a digit.
#[derive(Debug, Default)]
pub(crate) struct Object<'a>(HashMap<Cow<'a, str>, &'a RawValue>);

impl<'a> Object<'a> {
    /// Reads an object; an empty body is one without fields.
    pub(crate) fn parse(metadata: &'static Metadata, body: &'a [u8]) -> Result<Self, Rejection> {
        if body.is_empty() {
            return Ok(Self::default());
        }
        let Fields(fields) = serde_json::from_slice(body).map_err(|error| refusal_of_object(body, &error))?;
        let mut object = HashMap::with_capacity(fields.len());
        for (key, value) in fields {
            match object.entry(key) {
                Entry::Vacant(entry) => entry.insert(value),
                Entry::Occupied(entry) => return Err(duplicate(declared(metadata, entry.key()))),
            };
            if value.get().starts_with(['{', '[']) {
                check_duplicates(value.get().as_bytes())?;
            }
        }
        Ok(Self(object))
    }

    pub(crate) fn get(&self, name: &str) -> Option<&'a str> {
        self.0.get(name).map(|value| value.get())
    }
}

/// Reads a value that stands at `place`.
pub(crate) fn read<T: DeserializeOwned>(json: &[u8], location: Location, field: &'static str) -> Result<T, Rejection> {
    serde_json::from_slice(json).map_err(|error| {
        // A 128-bit integer calls any other value a mistake of syntax.
        if error.is_syntax() && check_duplicates(json).is_ok() {
            Rejection::unexpected(location, field, &"a value of another type is expected")
        } else {
            refusal(error, location, field)
        }
    })
}

/// Says what was expected, never what was there.
pub(crate) fn refusal(error: serde_json::Error, location: Location, field: &'static str) -> Rejection {
    match DecodeError::from(error) {
        DecodeError::Shape { expected, .. } => Rejection::unexpected(location, field, &expected),
        _ => malformed().with_field(field),
    }
}

fn malformed() -> Rejection {
    Rejection::bad_request("the body is no complete, valid JSON")
}

fn duplicate(field: Option<&'static str>) -> Rejection {
    let rejection = Rejection::bad_request("a key occurs twice in one JSON object");
    match field {
        Some(field) => rejection.with_field(field),
        None => rejection,
    }
}

/// The key where it is one of the endpoint's own; others are the caller's words and not repeated.
fn declared(metadata: &'static Metadata, key: &str) -> Option<&'static str> {
    metadata
        .parameters()
        .find(|parameter| parameter.location == Location::Field && parameter.wire_name == key)
        .map(|parameter| parameter.wire_name)
}

/// Another value than an object is found before the rest is read, so that the rest may be no JSON.
fn refusal_of_object(body: &[u8], error: &serde_json::Error) -> Rejection {
    if error.is_data() && serde_json::from_slice::<IgnoredAny>(body).is_ok() {
        Rejection::new(http::StatusCode::UNPROCESSABLE_ENTITY, "the body: expected a JSON object")
    } else {
        malformed()
    }
}

/// Refuses a body that is no JSON, or in which an object, however deep, has a key twice.
pub(crate) fn check_duplicates(json: &[u8]) -> Result<(), Rejection> {
    unique_json::check(json).map_err(|error| if error.is_data() { duplicate(None) } else { malformed() })
}

struct Fields<'a>(Vec<(Cow<'a, str>, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Fields<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct FieldsVisitor;

        impl<'de> Visitor<'de> for FieldsVisitor {
            type Value = Fields<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a JSON object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fields<'de>, A::Error> {
                let mut fields = Vec::new();
                while let Some(Key(key)) = map.next_key()? {
                    fields.push((key, map.next_value()?));
                }
                Ok(Fields(fields))
            }
        }

        deserializer.deserialize_map(FieldsVisitor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn malformed_json_is_told_from_a_key_that_occurs_twice() {
        let detail = |json: &str| check_duplicates(json.as_bytes()).unwrap_err().detail().to_owned();
        assert_eq!(detail(r#"{"a":1,"a":2}"#), "a key occurs twice in one JSON object");
        assert_eq!(detail("{\"a\":1"), "the body is no complete, valid JSON");
    }
}
