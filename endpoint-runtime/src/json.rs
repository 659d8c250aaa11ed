//! JSON that is kept as it was written: a number keeps its text, an object the order of its members.

mod checks;
mod convert;
mod deserialize;
mod error;
mod float;
mod from_value;
mod map;
mod number;
mod parse;
mod raw_members;
#[cfg(feature = "schema")]
mod schema;
mod serialize;
#[cfg(test)]
mod tests;
mod write;

use std::{fmt, str::FromStr};

pub(crate) use deserialize::MemberSeed;
pub use error::{JsonError, JsonErrorKind};
pub(crate) use float::{f32_text, f64_text};
pub use map::JsonMap;
pub use number::JsonNumber;
#[cfg(feature = "dynamic")]
pub use parse::parse_json;
#[cfg(feature = "server")]
pub(crate) use parse::{DuplicateKeys, parse};
#[cfg(feature = "server")]
pub(crate) use raw_members::Key;
pub(crate) use raw_members::RawMembers;
pub(crate) use write::{WriteError, WriteProblem, write_json};

/// The maximum number of objects and lists in each other. It bounds the stack that reading, writing, cloning and dropping need.
pub(crate) const MAX_DEPTH: usize = 128;

/// Any JSON value. Unlike `serde_json::Value`, it keeps the text of a number and the order of an object's members.
///
/// It is read from and written to JSON by `serde_json`, at any place of a type: `1.10`, `1E5`, `-0` and numbers of thirty digits
/// come out as they went in. Of a key that occurs twice in one object, the last value counts, as with `serde_json::Value`.
///
/// ```
/// use endpoint_runtime::Json;
///
/// let price: Json = serde_json::from_str(r#"{ "price": 1.10, "currency": "EUR" }"#)?;
/// assert_eq!(price.to_string(), r#"{"price":1.10,"currency":"EUR"}"#);
/// assert_eq!(price.get("currency").and_then(Json::as_str), Some("EUR"));
///
/// let from_value = Json::from(serde_json::json!({ "currency": "EUR" }));
/// assert_eq!(from_value.get("currency"), price.get("currency"));
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// # Equality
///
/// Two numbers are equal if their texts are: `1.0` is not `1`. Two objects are equal if they have the same members, in any
/// order.
///
/// # Limits
///
/// More than 128 objects and lists in each other are refused when JSON is read.
///
/// * Buffers of serde (`#[serde(flatten)]`, untagged and internally tagged enums) hold numbers as integers of 64 bits and
///   doubles. A number that is read through one has the text of that integer or double.
/// * A number that `serde_json` would write with other digits (`1.10`) is passed to a serializer as a
///   [`RawValue`](serde_json::value::RawValue), which only `serde_json`'s serializers write as a number.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Json {
    /// `null`.
    #[default]
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, with its text.
    Number(JsonNumber),
    /// A text.
    String(String),
    /// A list.
    Array(Vec<Json>),
    /// An object, with the order of its members.
    Object(JsonMap),
}

impl Json {
    /// Returns true if the value is `null`.
    #[must_use]
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// Returns the boolean, or `None` if the value is something else.
    #[must_use]
    pub fn as_bool(&self) -> Option<bool> {
        if let Self::Bool(flag) = self { Some(*flag) } else { None }
    }

    /// Returns the number, or `None` if the value is something else.
    #[must_use]
    pub fn as_number(&self) -> Option<&JsonNumber> {
        if let Self::Number(number) = self { Some(number) } else { None }
    }

    /// Returns the integer, as [`JsonNumber::as_i64`] does.
    #[must_use]
    pub fn as_i64(&self) -> Option<i64> {
        self.as_number()?.as_i64()
    }

    /// Returns the integer, as [`JsonNumber::as_u64`] does.
    #[must_use]
    pub fn as_u64(&self) -> Option<u64> {
        self.as_number()?.as_u64()
    }

    /// Returns the nearest double, as [`JsonNumber::as_f64`] does.
    #[must_use]
    pub fn as_f64(&self) -> Option<f64> {
        self.as_number()?.as_f64()
    }

    /// Returns the text, or `None` if the value is something else.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        if let Self::String(text) = self { Some(text) } else { None }
    }

    /// Returns the items, or `None` if the value is something else.
    #[must_use]
    pub fn as_array(&self) -> Option<&[Json]> {
        if let Self::Array(items) = self { Some(items) } else { None }
    }

    /// Returns the members, or `None` if the value is something else.
    #[must_use]
    pub fn as_object(&self) -> Option<&JsonMap> {
        if let Self::Object(members) = self { Some(members) } else { None }
    }

    /// Returns the member with this key, or `None` if there is none or the value is not an object.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Json> {
        self.as_object()?.get(key)
    }
}

/// Writes the value as JSON without white space, or indented with `{:#}`.
impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let json = if f.alternate() { serde_json::to_string_pretty(self) } else { serde_json::to_string(self) };
        f.write_str(&json.map_err(|_| fmt::Error)?)
    }
}

/// Returns a text without a byte-order mark, which some editors and programs write and RFC 8259, section 8.1, lets a reader of JSON
/// ignore.
#[must_use]
pub fn without_byte_order_mark(text: &[u8]) -> &[u8] {
    text.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(text)
}

/// Parses one JSON value, with white space around it and perhaps a byte-order mark before it.
impl FromStr for Json {
    type Err = JsonError;

    fn from_str(json: &str) -> Result<Self, JsonError> {
        parse::parse(json, parse::DuplicateKeys::LastWins)
    }
}
