//! Values of path segments, queries, headers and form fields.

mod as_text;
mod base64_bytes;
mod bit;
mod crate_types;
pub(crate) mod newtype;
mod std_types;

use std::{borrow::Cow, fmt, ops::Deref, sync::Arc};

use secrecy::{ExposeSecret, SecretString};

pub use as_text::AsText;
pub use base64_bytes::{Base64, Base64Url};
pub use bit::Bit;

use crate::json::{JsonNumber, f32_text, f64_text};

/// A value with one textual form, which a path, a query, a header or a form holds.
///
/// The text is the JSON scalar of the value without quotes: `true`, `42`, `1.5`, `plain text`. A float that is whole has no
/// fraction (`5`), as in JavaScript (RFC 8785, section 3.2.2.3). So a call by data, which takes
/// a JSON object, sends the same bytes as the typed call. A provider is refused when it is built if an enumerated value or an example of
/// a parameter has another text, or if no number of its type is read as text. [Derive](derive@crate::Param) it for a newtype around a `Param`, and
/// for an enum of unit variants:
///
/// # Types
///
/// | type | feature | text | format in the schema |
/// |---|---|---|---|
/// | `String`, `Box<str>`, `Arc<str>`, `Cow<'static, str>`, `secrecy::SecretString`, `char` | | the text | |
/// | `bool`, integers, `f32`, `f64` | | `true`, `42`, `0.5` | that of the number |
/// | `NonZero<u32>` and those of the other integers | | `42`; 0 is refused | that of the number, with its bounds |
/// | `IpAddr`, `Ipv4Addr`, `Ipv6Addr` | | `192.0.2.1`, `2001:db8::1` | `ip`, `ipv4`, `ipv6` |
/// | [`AsText`], [`Base64`], [`Base64Url`], [`Bit`] | | as they describe | |
/// | `uuid::Uuid` | `uuid` | hyphenated, in lower case (RFC 9562); all forms are read | `uuid` |
/// | `jiff::Timestamp` | `jiff` | RFC 3339 in UTC: `2026-01-31T12:30:00.5Z` | `date-time` |
/// | `jiff::civil::Date`, `Time`, `DateTime` | `jiff` | `2026-01-31`, `12:30:00`, `2026-01-31T12:30:00` | `date`, `partial-time`, `partial-date-time` |
/// | `jiff::SignedDuration` | `jiff` | ISO 8601: `PT1H30M` | `duration` |
/// | `chrono::DateTime<Utc>`, `DateTime<FixedOffset>` | `chrono` | RFC 3339: `2026-01-31T12:30:00.500Z` | `date-time` |
/// | `chrono::NaiveDate`, `NaiveTime`, `NaiveDateTime` | `chrono` | `2026-01-31`, `12:30:00`, `2026-01-31T12:30:00` | `date`, `partial-time`, `partial-date-time` |
/// | `rust_decimal::Decimal` | `rust_decimal` | all digits: `1.10`; a text in JSON | a pattern |
/// | `url::Url` | `url` | normalized: `https://example.com/` | `uri` |
///
/// The features add serde's and schemars' traits for the types, so that they are fields of objects as well. A field that the API may leave out is an
/// `Option` if its type has no `Default`, such as a `Url`, an address or a `NonZero`. `time::OffsetDateTime` is none of them: its JSON is
/// not RFC 3339, and it has no schema. It is a newtype that implements `Param` and serde's traits by `time`'s `Rfc3339`.
///
/// ```
/// use endpoint_runtime::Param;
///
/// #[derive(Clone, Debug, Param)]
/// struct OrganizationId(String);
///
/// #[derive(Clone, Debug, PartialEq, Param)]
/// #[param(rename_all = "snake_case")]
/// enum Order {
///     NewestFirst,
///     OldestFirst,
/// }
///
/// assert_eq!(&*OrganizationId("org-1".into()).to_text()?, "org-1");
/// assert_eq!(&*Order::NewestFirst.to_text()?, "newest_first");
/// assert_eq!(Order::from_text("oldest_first")?, Order::OldestFirst);
/// # Ok::<(), endpoint_runtime::ParamError>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no text form, so it cannot be a value of a path, a query, a header or a form",
    label = "not a `Param`",
    note = "for a newtype or an enum of unit variants: `#[derive(endpoint_runtime::Param)]`",
    note = "for a type of another crate: a newtype of it that derives `Param`, with `#[param(display)]` if it has `Display` and `FromStr`",
    note = "write an optional value as `Option<T>`, and a repeated query value as `Vec<T>`, where `T` is a `Param`"
)]
pub trait Param: Sized {
    /// Returns the text of the value.
    ///
    /// # Errors
    /// The value has no text, such as a float that is not finite.
    fn to_text(&self) -> Result<ParamText<'_>, ParamError>;

    /// Parses the text of a value.
    ///
    /// # Errors
    /// No value of this type has this text.
    fn from_text(text: &str) -> Result<Self, ParamError>;
}

/// An error of converting a [`Param`] to or from text. It does not contain the text, which may be secret.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct ParamError(Cow<'static, str>);

impl ParamError {
    /// Creates an error from its message, such as "expected a whole number".
    pub fn new(expected: impl Into<Cow<'static, str>>) -> Self {
        Self(expected.into())
    }
}

/// The text of a [`Param`]: borrowed, stored inline if it is short, or owned.
#[derive(Clone)]
pub struct ParamText<'a>(TextRepr<'a>);

#[derive(Clone)]
enum TextRepr<'a> {
    Borrowed(&'a str),
    Inline(InlineText),
    Owned(String),
}

/// A buffer that is large enough for any integer and any `char`.
#[derive(Clone, Copy)]
struct InlineText {
    bytes: [u8; 40],
    len: usize,
}

impl fmt::Write for InlineText {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let end = self.len + text.len();
        self.bytes.get_mut(self.len..end).ok_or(fmt::Error)?.copy_from_slice(text.as_bytes());
        self.len = end;
        Ok(())
    }
}

impl ParamText<'_> {
    /// Writes the `Display` of `value`, without an allocation if it is at most 40 bytes long.
    pub fn display(value: impl fmt::Display) -> Self {
        let mut short = InlineText { bytes: [0; 40], len: 0 };
        match fmt::write(&mut short, format_args!("{value}")) {
            Ok(()) => Self(TextRepr::Inline(short)),
            Err(fmt::Error) => Self(TextRepr::Owned(value.to_string())),
        }
    }
}

impl<'a> From<&'a str> for ParamText<'a> {
    fn from(text: &'a str) -> Self {
        Self(TextRepr::Borrowed(text))
    }
}

impl From<String> for ParamText<'_> {
    fn from(text: String) -> Self {
        Self(TextRepr::Owned(text))
    }
}

impl Deref for ParamText<'_> {
    type Target = str;

    #[inline]
    fn deref(&self) -> &str {
        match &self.0 {
            TextRepr::Borrowed(text) => text,
            TextRepr::Owned(text) => text,
            // The bytes are UTF-8, since only whole `str`s are written.
            TextRepr::Inline(short) => {
                short.bytes.get(..short.len).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default()
            }
        }
    }
}

/// Shows the length only, since the value may be secret.
impl fmt::Debug for ParamText<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ParamText({} bytes)", self.len())
    }
}

macro_rules! text_params {
    ($($text:ty),+) => {$(
        impl Param for $text {
            fn to_text(&self) -> Result<ParamText<'_>, ParamError> {
                Ok(ParamText::from(&**self))
            }

            fn from_text(text: &str) -> Result<Self, ParamError> {
                Ok(text.into())
            }
        }
    )+};
}

text_params!(String, Box<str>, Arc<str>);

impl Param for Cow<'static, str> {
    fn to_text(&self) -> Result<ParamText<'_>, ParamError> {
        Ok(ParamText::from(&**self))
    }

    fn from_text(text: &str) -> Result<Self, ParamError> {
        Ok(Cow::Owned(text.to_owned()))
    }
}

impl Param for SecretString {
    fn to_text(&self) -> Result<ParamText<'_>, ParamError> {
        Ok(ParamText::from(self.expose_secret()))
    }

    fn from_text(text: &str) -> Result<Self, ParamError> {
        Ok(text.into())
    }
}

macro_rules! scalar_params {
    ($($scalar:ty, $other_text:ident: $expected:literal),+ $(,)?) => {
        /// Returns the expectation of a scalar type by its name, such as "a whole number from 0 to 255" for `u8`.
        pub(crate) fn scalar_expectation(type_name: &str) -> Option<&'static str> {
            match type_name {
                $(stringify!($scalar) => $expected.strip_prefix("expected "),)+
                _ => None,
            }
        }

        $(
        impl Param for $scalar {
            fn to_text(&self) -> Result<ParamText<'_>, ParamError> {
                Ok(ParamText::display(self))
            }

            fn from_text(text: &str) -> Result<Self, ParamError> {
                // `parse` accepts a leading `+`, JSON does not.
                if text.starts_with('+') && text.len() > 1 {
                    return Err(ParamError::new($expected));
                }
                let value = text.parse().ok().or_else(|| $other_text(text)?.parse().ok());
                value.ok_or_else(|| ParamError::new($expected))
            }
        })+
    };
}

/// Returns the digits of a whole number that is written with a fraction of zero or an exponent. For JSON Schema it is an integer
/// (Validation, section 6.1.1).
fn digits(text: &str) -> Option<String> {
    let integer = text.contains(['.', 'e', 'E']).then(|| text.parse::<JsonNumber>().ok()?.to_integer())??;
    Some(integer.as_str().to_owned())
}

/// A type of which no value has another text.
fn no_digits(_: &str) -> Option<String> {
    None
}

scalar_params! {
    bool, no_digits: "expected true or false",
    char, no_digits: "expected one character",
    u8, digits: "expected a whole number from 0 to 255",
    u16, digits: "expected a whole number from 0 to 65535",
    u32, digits: "expected a whole number of 32 bits, not negative",
    u64, digits: "expected a whole number of 64 bits, not negative",
    u128, digits: "expected a whole number of 128 bits, not negative",
    usize, digits: "expected a whole number, not negative",
    i8, digits: "expected a whole number from -128 to 127",
    i16, digits: "expected a whole number from -32768 to 32767",
    i32, digits: "expected a whole number of 32 bits",
    i64, digits: "expected a whole number of 64 bits",
    i128, digits: "expected a whole number of 128 bits",
    isize, digits: "expected a whole number",
}

macro_rules! float_params {
    ($($float:ty: $text:path),+) => {$(
        impl Param for $float {
            fn to_text(&self) -> Result<ParamText<'_>, ParamError> {
                $text(*self).map(ParamText::from).ok_or_else(|| ParamError::new("expected a finite number"))
            }

            fn from_text(text: &str) -> Result<Self, ParamError> {
                serde_json::from_str(text).map_err(|_| ParamError::new("expected a number"))
            }
        }
    )+};
}

float_params!(f32: f32_text, f64: f64_text);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::write_json;

    #[test]
    fn text_equals_the_json_scalar() {
        fn check<T: Param + serde::Serialize>(value: &T) {
            let mut json = Vec::new();
            write_json(value, &mut json).unwrap();
            let json = String::from_utf8(json).unwrap();
            let json = serde_json::from_str::<String>(&json).unwrap_or(json);
            assert_eq!(&*value.to_text().unwrap(), json);
        }
        check(&"plain / text".to_owned());
        check(&true);
        check(&'ß');
        check(&u64::MAX);
        check(&i64::MIN);
        check(&1.0_f64);
        check(&1e300_f64);
        check(&0.1_f32);
    }

    #[test]
    fn a_whole_number_may_have_a_fraction_and_an_exponent() {
        assert_eq!((u8::from_text("9.0"), i16::from_text("-0.9e1"), u64::from_text("1E3")), (Ok(9), Ok(-9), Ok(1000)));
        for other in ["9.5", "9.", ".0", "1e3", "1e999999999999", "0x9", "e", ""] {
            assert!(u8::from_text(other).is_err(), "{other}");
        }
        assert!(char::from_text("9.0").is_err() && bool::from_text("1.0").is_err());
    }

    #[test]
    fn a_text_that_is_no_json_number_is_refused() {
        assert!(u32::from_text("+1").is_err());
        assert!(f64::from_text("NaN").is_err());
        assert!(f64::from_text("+1.5").is_err());
        assert!(f64::INFINITY.to_text().is_err());
        assert_eq!(char::from_text("+").unwrap(), '+');
    }
}
