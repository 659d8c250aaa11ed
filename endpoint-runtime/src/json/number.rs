//! A JSON number that keeps its text.

use std::{fmt, str::FromStr};

use super::{
    error::{JsonError, JsonErrorKind},
    float::f64_text,
    parse::number_length,
};

/// A JSON number, with its text. Two are equal if their texts are.
///
/// ```
/// use endpoint_runtime::JsonNumber;
///
/// let price: JsonNumber = "1.10".parse()?;
/// assert_eq!(price.as_str(), "1.10");
/// assert_eq!(price.as_f64(), Some(1.1));
/// # Ok::<(), endpoint_runtime::JsonError>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct JsonNumber(Box<str>);

impl JsonNumber {
    /// Creates a number from a text of the grammar of RFC 8259, section 6.
    pub(super) fn from_checked(text: impl Into<Box<str>>) -> Self {
        Self(text.into())
    }

    /// Creates a number with the shortest text that is read as this double, laid out as JavaScript does: `5`, `0.1`, `1e+21` (RFC
    /// 8785, section 3.2.2.3; negative zero is `-0`). Returns `None` for an infinity and for NaN, which JSON does not have.
    #[must_use]
    pub fn from_f64(double: f64) -> Option<Self> {
        f64_text(double).map(Self::from_checked)
    }

    /// Returns the text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the number if it is in the range of `i64` and written without a fraction and an exponent.
    #[must_use]
    pub fn as_i64(&self) -> Option<i64> {
        self.0.parse().ok()
    }

    /// Returns the number if it is in the range of `u64` and written without a fraction and an exponent.
    #[must_use]
    pub fn as_u64(&self) -> Option<u64> {
        self.0.parse().ok().or_else(|| (&*self.0 == "-0").then_some(0))
    }

    /// Returns the nearest double, or `None` if the number is out of range.
    #[must_use]
    pub fn as_f64(&self) -> Option<f64> {
        self.0.parse().ok().filter(|double: &f64| double.is_finite())
    }

    /// Returns the number without a fraction and an exponent if it is whole: `1` for `1.0`, `1200` for `1.2e3`, `0` for `-0`.
    /// Returns `None` for other numbers, and for an exponent that adds more than 400 zeros.
    #[must_use]
    pub fn to_integer(&self) -> Option<Self> {
        let (negative, text) = self.0.strip_prefix('-').map_or((false, &*self.0), |text| (true, text));
        let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let digits = format!("{whole}{fraction}");
        let significant = digits.trim_end_matches('0');
        if significant.is_empty() {
            return Some(Self::from_checked("0"));
        }
        let length =
            usize::try_from(exponent.parse::<i64>().ok()?.checked_add(i64::try_from(whole.len()).ok()?)?).ok()?;
        if length < significant.len() || length > digits.len().saturating_add(MAX_ADDED_ZEROS) {
            return None;
        }
        let integer = format!("{digits:0<length$}");
        let integer = integer.get(..length)?.trim_start_matches('0');
        Some(Self::from_checked(format!("{}{integer}", if negative { "-" } else { "" })))
    }

    /// Returns the number of `serde_json` if it has the same text, so that nothing is lost. `1.10`, `-0` and integers of more
    /// than 64 bits have none.
    ///
    /// `serde_json::Number::from` also takes these, and loses digits unless `serde_json`'s feature `arbitrary_precision` is on.
    #[must_use]
    pub fn to_exact(&self) -> Option<serde_json::Number> {
        let float = || serde_json::Number::from_f64(self.as_f64()?).filter(|number| number.to_string() == *self.0);
        match &*self.0 {
            "-0" => None,
            text => {
                text.parse::<u64>().map(Into::into).or_else(|_| text.parse::<i64>().map(Into::into)).ok().or_else(float)
            }
        }
    }

    /// Returns the number of Rust that has the same text, whether `serde_json` writes it or the writer of bodies.
    pub(super) fn primitive(&self) -> Option<Primitive> {
        let exact = self.to_exact()?;
        let integer = exact.as_u64().map(Primitive::Unsigned).or_else(|| exact.as_i64().map(Primitive::Signed));
        integer.or_else(|| {
            exact.as_f64().filter(|double| Self::from_f64(*double).as_ref() == Some(self)).map(Primitive::Float)
        })
    }
}

/// The most zeros that an exponent adds to an integer. A double has at most 309 digits.
const MAX_ADDED_ZEROS: usize = 400;

/// A number of Rust.
pub(super) enum Primitive {
    Unsigned(u64),
    Signed(i64),
    Float(f64),
}

impl fmt::Display for JsonNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for JsonNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "JsonNumber({})", self.0)
    }
}

/// Parses a number in the grammar of RFC 8259, section 6, without white space around it.
impl FromStr for JsonNumber {
    type Err = JsonError;

    fn from_str(text: &str) -> Result<Self, JsonError> {
        match number_length(text.as_bytes()) {
            Some(length) if length == text.len() => Ok(Self::from_checked(text)),
            length => Err(JsonError::new(JsonErrorKind::Syntax("expected a number"), text, length.unwrap_or(0))),
        }
    }
}

macro_rules! from_integers {
    ($($integer:ty)*) => {$(
        impl From<$integer> for JsonNumber {
            fn from(integer: $integer) -> Self {
                Self::from_checked(integer.to_string())
            }
        }

        impl From<$integer> for super::Json {
            fn from(integer: $integer) -> Self {
                Self::Number(integer.into())
            }
        }
    )*};
}

from_integers!(u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize);
