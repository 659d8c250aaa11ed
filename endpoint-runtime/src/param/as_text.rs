//! Values that JSON holds as texts.

use std::{fmt, marker::PhantomData, ops::Deref};

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{Error, Visitor},
    ser::Error as _,
};

use super::{Param, ParamError, ParamText};

/// A value that JSON holds as a text: `"42"` in place of `42`.
///
/// Many APIs write 64-bit integers and decimals so, since numbers of JavaScript would lose digits. A number is read, too. It dereferences to the value.
///
/// ```
/// use endpoint_runtime::{AsText, object};
///
/// #[object(sent)]
/// pub struct Statistics {
///     #[field("viewCount")]
///     pub view_count: AsText<u64>,
/// }
///
/// let statistics: Statistics = serde_json::from_str(r#"{"viewCount":"18446744073709551615"}"#)?;
/// assert_eq!(*statistics.view_count, u64::MAX);
/// assert_eq!(serde_json::to_string(&Statistics::new(7))?, r#"{"viewCount":"7"}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct AsText<T>(pub T);

impl<T> From<T> for AsText<T> {
    fn from(value: T) -> Self {
        Self(value)
    }
}

impl<T> Deref for AsText<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: Param> Param for AsText<T> {
    fn to_text(&self) -> Result<ParamText<'_>, ParamError> {
        self.0.to_text()
    }

    fn from_text(text: &str) -> Result<Self, ParamError> {
        T::from_text(text).map(Self)
    }
}

impl<T: Param> Serialize for AsText<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0.to_text().map_err(S::Error::custom)?)
    }
}

impl<'de, T: Param> Deserialize<'de> for AsText<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TextVisitor(PhantomData))
    }
}

struct TextVisitor<T>(PhantomData<T>);

impl<T: Param> TextVisitor<T> {
    fn read<E: Error>(text: &str) -> Result<AsText<T>, E> {
        T::from_text(text).map(AsText).map_err(E::custom)
    }
}

impl<T: Param> Visitor<'_> for TextVisitor<T> {
    type Value = AsText<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text that holds the value")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Self::read(text)
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Self::Value, E> {
        Self::read(&number.to_string())
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Self::Value, E> {
        Self::read(&number.to_string())
    }
}

#[cfg(feature = "schema")]
impl<T> schemars::JsonSchema for AsText<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "AsText".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string" })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_text_and_a_number_are_read() {
        for (json, value) in [("\"-7\"", -7), ("-7", -7), ("\"9223372036854775807\"", i64::MAX), ("7", 7)] {
            assert_eq!(serde_json::from_str::<AsText<i64>>(json).unwrap(), AsText(value), "{json}");
        }
        for json in ["\"\"", "\"7.5\"", "7.5", "null", "[]", "\"9223372036854775808\""] {
            assert!(serde_json::from_str::<AsText<i64>>(json).is_err(), "{json}");
        }
    }

    proptest! {
        #[test]
        fn any_number_is_read_as_it_was_written(number: u64) {
            let json = serde_json::to_string(&AsText(number)).unwrap();
            prop_assert_eq!(&json, &format!("\"{number}\""));
            prop_assert_eq!(serde_json::from_str::<AsText<u64>>(&json).unwrap(), AsText(number));
        }
    }
}
