//! What goes into a path segment, a query value, a header or a form field.

use std::{borrow::Cow, fmt, ops::Deref, sync::Arc};

use secrecy::{ExposeSecret, SecretString};

/// A value that has one textual form, the form it takes in a path, a query, a header or a form.
///
/// The text is the value's JSON scalar without quotes, so that a call by data (one flat JSON object) sends the same
/// bytes as the typed call: `true`, `42`, `1.5`, `plain text`. Derive it for a newtype around a `Param` and for an enum
/// of unit variants:
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
    message = "`{Self}` has no text form, so it cannot stand in a path, a query, a header or a form",
    label = "not a `Param`",
    note = "for a newtype or an enum of unit variants: `#[derive(endpoint_runtime::Param)]`",
    note = "an optional value is written `Option<T>`, a repeated query value `Vec<T>`, with a `T` that is a `Param`"
)]
pub trait Param: Sized {
    /// The value as text.
    ///
    /// # Errors
    /// When the value has no text, as a float that is not finite.
    fn to_text(&self) -> Result<ParamText<'_>, ParamError>;

    /// The value that has this text.
    ///
    /// # Errors
    /// When no value of this type has this text.
    fn from_text(text: &str) -> Result<Self, ParamError>;
}

/// Why a text is no value of a [`Param`], or a value has no text. It never holds the text itself, which may be secret.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct ParamError(Cow<'static, str>);

impl ParamError {
    /// What was expected, as in "expected a whole number".
    pub fn new(expected: impl Into<Cow<'static, str>>) -> Self {
        Self(expected.into())
    }
}

/// The text of a [`Param`]: borrowed from the value, or short enough to need no allocation, or owned.
#[derive(Clone)]
pub struct ParamText<'a>(Repr<'a>);

#[derive(Clone)]
enum Repr<'a> {
    Borrowed(&'a str),
    Short(Short),
    Owned(String),
}

/// Room for any integer and any `char`.
#[derive(Clone, Copy)]
struct Short {
    bytes: [u8; 40],
    len: usize,
}

impl fmt::Write for Short {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let end = self.len + text.len();
        self.bytes.get_mut(self.len..end).ok_or(fmt::Error)?.copy_from_slice(text.as_bytes());
        self.len = end;
        Ok(())
    }
}

impl ParamText<'_> {
    /// The text that `value` displays, without an allocation when it is at most 40 bytes long.
    pub fn display(value: impl fmt::Display) -> Self {
        let mut short = Short { bytes: [0; 40], len: 0 };
        match fmt::write(&mut short, format_args!("{value}")) {
            Ok(()) => Self(Repr::Short(short)),
            Err(fmt::Error) => Self(Repr::Owned(value.to_string())),
        }
    }
}

impl<'a> From<&'a str> for ParamText<'a> {
    fn from(text: &'a str) -> Self {
        Self(Repr::Borrowed(text))
    }
}

impl From<String> for ParamText<'_> {
    fn from(text: String) -> Self {
        Self(Repr::Owned(text))
    }
}

impl Deref for ParamText<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        match &self.0 {
            Repr::Borrowed(text) => text,
            Repr::Owned(text) => text,
            // Only whole `str`s were written, so the bytes are UTF-8.
            Repr::Short(short) => {
                short.bytes.get(..short.len).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default()
            }
        }
    }
}

/// Shows the length only: the value may be secret.
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
    ($($scalar:ty: $expected:literal),+ $(,)?) => {$(
        impl Param for $scalar {
            fn to_text(&self) -> Result<ParamText<'_>, ParamError> {
                Ok(ParamText::display(self))
            }

            fn from_text(text: &str) -> Result<Self, ParamError> {
                // `parse` takes a leading `+`, JSON does not.
                if text.starts_with('+') && text.len() > 1 {
                    return Err(ParamError::new($expected));
                }
                text.parse().map_err(|_| ParamError::new($expected))
            }
        }
    )+};
}

scalar_params! {
    bool: "expected true or false",
    char: "expected one character",
    u8: "expected a whole number from 0 to 255",
    u16: "expected a whole number from 0 to 65535",
    u32: "expected a whole number of 32 bits, not negative",
    u64: "expected a whole number of 64 bits, not negative",
    u128: "expected a whole number of 128 bits, not negative",
    usize: "expected a whole number, not negative",
    i8: "expected a whole number from -128 to 127",
    i16: "expected a whole number from -32768 to 32767",
    i32: "expected a whole number of 32 bits",
    i64: "expected a whole number of 64 bits",
    i128: "expected a whole number of 128 bits",
    isize: "expected a whole number",
}

macro_rules! float_params {
    ($($float:ty),+) => {$(
        impl Param for $float {
            fn to_text(&self) -> Result<ParamText<'_>, ParamError> {
                if !self.is_finite() {
                    return Err(ParamError::new("expected a finite number"));
                }
                // `1.0` and `1e300`, as JSON writes them; `Display` would say `1` and three hundred zeros.
                serde_json::to_string(self).map(ParamText::from).map_err(|_| ParamError::new("expected a finite number"))
            }

            fn from_text(text: &str) -> Result<Self, ParamError> {
                serde_json::from_str(text).map_err(|_| ParamError::new("expected a number"))
            }
        }
    )+};
}

float_params!(f32, f64);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_equals_the_json_scalar() {
        fn check<T: Param + serde::Serialize>(value: &T) {
            let json = serde_json::to_string(value).unwrap();
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
    fn what_json_would_not_take_is_refused() {
        assert!(u32::from_text("+1").is_err());
        assert!(f64::from_text("NaN").is_err());
        assert!(f64::from_text("+1.5").is_err());
        assert!(f64::INFINITY.to_text().is_err());
        assert_eq!(char::from_text("+").unwrap(), '+');
    }
}
