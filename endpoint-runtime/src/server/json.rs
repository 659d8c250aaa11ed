//! JSON bodies. Objects with duplicate keys are refused.

use std::{
    borrow::Cow,
    collections::{HashMap, hash_map::Entry},
};

use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::value::RawValue;

use crate::{
    error::{Mismatch, Problem},
    json::{Json, RawMembers},
    metadata::{Metadata, ParameterLocation},
    object::strictly,
    server::rejection::Rejection,
    unique_json,
};

/// The fields of a JSON object, with the JSON text of each value, so that no number loses a digit.
#[derive(Debug, Default)]
pub(crate) struct Object<'a>(HashMap<Cow<'a, str>, &'a RawValue>);

impl<'a> Object<'a> {
    /// Parses an object. An empty body is an object without fields.
    pub(crate) fn parse(metadata: &'static Metadata, body: &'a [u8]) -> Result<Self, Rejection> {
        if body.is_empty() {
            return Ok(Self::default());
        }
        let RawMembers(fields) = serde_json::from_slice(body).map_err(|error| object_rejection(body, &error))?;
        let mut object = HashMap::with_capacity(fields.len());
        for (key, value) in fields {
            match object.entry(key) {
                Entry::Vacant(entry) => entry.insert(value),
                Entry::Occupied(entry) => return Err(duplicate(declared_field(metadata, entry.key()))),
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

/// Parses the value of a field, or the whole body, which is valid JSON unless it is a scalar. Objects are read strictly.
pub(crate) fn read<T: DeserializeOwned>(
    json: &[u8],
    location: ParameterLocation,
    field: &'static str,
) -> Result<T, Rejection> {
    strictly(|| serde_json::from_slice(json)).or_else(|error| match with_integers(json) {
        Some(json) => strictly(|| serde_json::from_str(&json))
            .map_err(|error| unreadable(&error, json.as_bytes(), location, field)),
        None => Err(unreadable(&error, json, location, field)),
    })
}

/// Parses a value that is sent as JSON text outside of a JSON body.
pub(crate) fn read_text<T: DeserializeOwned>(
    text: &str,
    location: ParameterLocation,
    field: &'static str,
) -> Result<T, Rejection> {
    unique_json::check(text.as_bytes()).map_err(|error| {
        let expected = if error.is_data() { "expected JSON without a key that occurs twice" } else { "expected JSON" };
        Rejection::unexpected(location, field, &expected)
    })?;
    read(text.as_bytes(), location, field)
}

fn unreadable(error: &serde_json::Error, json: &[u8], location: ParameterLocation, field: &'static str) -> Rejection {
    // Some values of another type are errors of syntax for `serde_json`, such as a text for an integer of 128 bits.
    let is_valid = error.is_data() || check_duplicates(json).is_ok();
    match Mismatch::new(error, json).filter(|_| is_valid) {
        Some(mismatch) => rejection(&mismatch, location, field),
        None => malformed().with_field(field),
    }
}

/// Writes the numbers that have a fraction of zero or an exponent, and are whole, as integers. For JSON Schema, `5.0` is an integer
/// (Validation, section 6.1.1), which the types of Rust do not read. Returns `None` if there are none.
fn with_integers(json: &[u8]) -> Option<String> {
    let mut value: Json = std::str::from_utf8(json).ok()?.parse().ok()?;
    write_integers(&mut value).then(|| value.to_string())
}

/// The length of the longest integer of 128 bits. Longer ones are of no type, and a short text may stand for a very long one.
const MAX_INTEGER_LENGTH: usize = 40;

fn write_integers(value: &mut Json) -> bool {
    match value {
        Json::Number(number) => {
            let integer = number
                .to_integer()
                .filter(|integer| integer.as_str() != number.as_str() && integer.as_str().len() <= MAX_INTEGER_LENGTH);
            let is_other = integer.is_some();
            *number = integer.unwrap_or_else(|| number.clone());
            is_other
        }
        Json::Array(items) => items.iter_mut().fold(false, |changed, item| write_integers(item) | changed),
        Json::Object(members) => {
            members.iter_mut().fold(false, |changed, (_, member)| write_integers(member) | changed)
        }
        _ => false,
    }
}

/// Rejects a value that does not match its type. The rejection names the path of the value, and never the value. The names of
/// its members are cut and escaped as [`JsonPath`](crate::JsonPath) describes, since they can be the caller's text.
pub(crate) fn rejection(mismatch: &Mismatch, location: ParameterLocation, field: &'static str) -> Rejection {
    let Mismatch { path, problem } = mismatch;
    let rejection = match problem {
        Problem::Missing => Rejection::missing(location, field),
        problem => Rejection::unexpected(location, field, problem),
    };
    match location {
        _ if path.is_empty() => rejection,
        ParameterLocation::Body => rejection.with_field(path.to_string()),
        _ => rejection.with_field(path.within(field)),
    }
}

fn malformed() -> Rejection {
    Rejection::bad_request("the body is not complete, valid JSON")
}

fn duplicate(field: Option<&'static str>) -> Rejection {
    let rejection = Rejection::bad_request("a key occurs twice in one JSON object");
    match field {
        Some(field) => rejection.with_field(field),
        None => rejection,
    }
}

/// Returns the key if the endpoint declares it. Any other key is the caller's text, which a rejection does not repeat.
fn declared_field(metadata: &'static Metadata, key: &str) -> Option<&'static str> {
    metadata
        .parameters()
        .find(|parameter| parameter.location == ParameterLocation::Field && parameter.wire_name == key)
        .map(|parameter| parameter.wire_name)
}

/// Returns the rejection of a body that is not an object. The parser stops at the first byte of another value, so the rest is
/// checked here, since it may be invalid JSON.
fn object_rejection(body: &[u8], error: &serde_json::Error) -> Rejection {
    if error.is_data() && serde_json::from_slice::<IgnoredAny>(body).is_ok() {
        Rejection::new(http::StatusCode::UNPROCESSABLE_ENTITY, "the body: expected a JSON object")
    } else {
        malformed()
    }
}

/// Refuses invalid JSON, and objects with duplicate keys, at any depth.
pub(crate) fn check_duplicates(json: &[u8]) -> Result<(), Rejection> {
    unique_json::check(json).map_err(|error| if error.is_data() { duplicate(None) } else { malformed() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn malformed_json_and_a_duplicate_key_are_different_errors() {
        let detail = |json: &str| check_duplicates(json.as_bytes()).unwrap_err().detail().to_owned();
        assert_eq!(detail(r#"{"a":1,"a":2}"#), "a key occurs twice in one JSON object");
        assert_eq!(detail("{\"a\":1"), "the body is not complete, valid JSON");
    }
}
