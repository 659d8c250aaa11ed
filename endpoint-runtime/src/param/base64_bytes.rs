//! Bytes that are sent as base64 (RFC 4648).

use std::{borrow::Cow, ops::Deref};

use base64::{
    Engine as _,
    alphabet::{STANDARD, URL_SAFE},
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
};
use bytes::Bytes;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

use super::{Param, ParamError, ParamText};

/// The padding is written, and may be missing where it is read.
const CONFIG: GeneralPurposeConfig =
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
const STANDARD_ENGINE: GeneralPurpose = GeneralPurpose::new(&STANDARD, CONFIG);
const URL_SAFE_ENGINE: GeneralPurpose = GeneralPurpose::new(&URL_SAFE, CONFIG);

fn decode(engine: &GeneralPurpose, text: &str) -> Result<Bytes, ParamError> {
    // Some APIs break the text into lines.
    let has_blanks = text.bytes().any(|byte| byte.is_ascii_whitespace());
    let text =
        if has_blanks { Cow::Owned(text.split_ascii_whitespace().collect::<String>()) } else { Cow::Borrowed(text) };
    engine.decode(text.as_bytes()).map(Bytes::from).map_err(|_| ParamError::new("expected base64"))
}

macro_rules! base64_bytes {
    ($(#[$attribute:meta])* $name:ident, $engine:ident, $encoding:literal) => {
        $(#[$attribute])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
        pub struct $name(pub Bytes);

        impl<T: Into<Bytes>> From<T> for $name {
            fn from(bytes: T) -> Self {
                Self(bytes.into())
            }
        }

        impl Deref for $name {
            type Target = [u8];

            fn deref(&self) -> &[u8] {
                &self.0
            }
        }

        impl Param for $name {
            fn to_text(&self) -> Result<ParamText<'_>, ParamError> {
                Ok($engine.encode(&self.0).into())
            }

            fn from_text(text: &str) -> Result<Self, ParamError> {
                decode(&$engine, text).map(Self)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&$engine.encode(&self.0))
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <Cow<'_, str>>::deserialize(deserializer)?;
                decode(&$engine, &text).map(Self).map_err(D::Error::custom)
            }
        }

        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "type": "string", "contentEncoding": $encoding })
            }
        }
    };
}

base64_bytes! {
    /// Bytes that are sent as base64 (RFC 4648, section 4), in JSON, a header or a query.
    ///
    /// ```
    /// use endpoint_runtime::{Base64, Result, endpoints};
    ///
    /// #[endpoints]
    /// pub trait Contents {
    ///     // PUT /contents/a.txt with {"message":"Adds a","content":"aGVsbG8="}
    ///     #[endpoint(PUT "/contents/<path..>")]
    ///     async fn write(&self, path: String, message: String, content: Base64) -> Result<()>;
    /// }
    ///
    /// let request = WriteRequest::new("a.txt", "Adds a", "hello");
    /// assert_eq!(&*request.content, b"hello");
    /// ```
    ///
    /// Line breaks in the text, and missing padding, are accepted.
    Base64, STANDARD_ENGINE, "base64"
}

base64_bytes! {
    /// Bytes that are sent as base64 in the alphabet for URLs and file names (RFC 4648, section 5), with padding: as [`Base64`](crate::Base64), with `-`
    /// and `_` in place of `+` and `/`.
    Base64Url, URL_SAFE_ENGINE, "base64url"
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_alphabets_differ_in_two_characters() {
        let bytes: &[u8] = &[0xfb, 0xff, 0xfe, 0xff];
        assert_eq!(&*Base64::from(bytes.to_vec()).to_text().unwrap(), "+//+/w==");
        assert_eq!(&*Base64Url::from(bytes.to_vec()).to_text().unwrap(), "-__-_w==");
        for text in ["+//+\n/w==", "+//+/w", " +//+/w==\r\n"] {
            assert_eq!(&*Base64::from_text(text).unwrap(), bytes, "{text}");
        }
        for text in ["-__-_w==", "+//+/", "+//+/w=="] {
            assert!(Base64::from_text(text).is_err() || Base64Url::from_text(text).is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_as_they_were_written(bytes: Vec<u8>) {
            let value = Base64::from(bytes.clone());
            prop_assert_eq!(&*Base64::from_text(&value.to_text().unwrap()).unwrap(), &bytes[..]);
            let json = serde_json::to_string(&Base64Url::from(bytes.clone())).unwrap();
            prop_assert_eq!(&*serde_json::from_str::<Base64Url>(&json).unwrap(), &bytes[..]);
        }
    }
}
