//! Conversions from Rust's types, and to `serde_json::Value`.

use std::borrow::Cow;

use serde_json::{Map, Number, Value};

use super::{Json, JsonMap, JsonNumber};

impl From<bool> for Json {
    fn from(flag: bool) -> Self {
        Self::Bool(flag)
    }
}

impl From<JsonNumber> for Json {
    fn from(number: JsonNumber) -> Self {
        Self::Number(number)
    }
}

impl From<String> for Json {
    fn from(text: String) -> Self {
        Self::String(text)
    }
}

impl From<&str> for Json {
    fn from(text: &str) -> Self {
        Self::String(text.to_owned())
    }
}

impl From<Cow<'_, str>> for Json {
    fn from(text: Cow<'_, str>) -> Self {
        Self::String(text.into_owned())
    }
}

impl<T: Into<Json>> From<Vec<T>> for Json {
    fn from(items: Vec<T>) -> Self {
        Self::Array(items.into_iter().map(Into::into).collect())
    }
}

impl<T: Into<Json>> FromIterator<T> for Json {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Self::Array(items.into_iter().map(Into::into).collect())
    }
}

impl From<JsonMap> for Json {
    fn from(members: JsonMap) -> Self {
        Self::Object(members)
    }
}

/// `None` is `null`.
impl<T: Into<Json>> From<Option<T>> for Json {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// A copy, for functions that take any value that becomes JSON.
impl From<&Json> for Json {
    fn from(json: &Json) -> Self {
        json.clone()
    }
}

/// Without `serde_json`'s features `arbitrary_precision` and `preserve_order`, numbers become integers of 64 bits or doubles
/// (`1.10` becomes `1.1`, and a number beyond a double's range the largest or smallest double), and members are sorted.
impl From<&Json> for Value {
    fn from(json: &Json) -> Self {
        match json {
            Json::Null => Self::Null,
            Json::Bool(flag) => Self::Bool(*flag),
            Json::Number(number) => Self::Number(number.into()),
            Json::String(text) => Self::String(text.clone()),
            Json::Array(items) => items.iter().map(Self::from).collect(),
            Json::Object(members) => Self::Object(members.into()),
        }
    }
}

/// The same as from `&Json`.
impl From<Json> for Value {
    fn from(json: Json) -> Self {
        (&json).into()
    }
}

/// The same as for [`Json`].
impl From<&JsonMap> for Map<String, Value> {
    fn from(members: &JsonMap) -> Self {
        members.iter().map(|(key, value)| (key.clone(), value.into())).collect()
    }
}

/// The nearest number that `serde_json` has; see [`JsonNumber::to_exact`] for one that has the same digits.
impl From<&JsonNumber> for Number {
    fn from(number: &JsonNumber) -> Self {
        number.as_str().parse().unwrap_or_else(|_| {
            // Only a number beyond a double's range is refused.
            let largest = if number.as_str().starts_with('-') { f64::MIN } else { f64::MAX };
            Self::from_f64(largest).unwrap_or_else(|| 0.into())
        })
    }
}
