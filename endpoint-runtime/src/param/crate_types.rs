//! Types of other crates as parameters, each behind the feature of its crate's name.

#[cfg(any(feature = "chrono", feature = "jiff", feature = "rust_decimal", feature = "url", feature = "uuid"))]
use super::{Param, ParamError, ParamText};

/// Implements [`Param`] by a text and its parser, which are those that the type's `Serialize` and `Deserialize` have.
#[cfg(any(feature = "chrono", feature = "jiff", feature = "rust_decimal", feature = "url", feature = "uuid"))]
macro_rules! crate_params {
    ($($type:ty: $text:expr, $parse:expr, $expected:literal);+ $(;)?) => {$(
        impl Param for $type {
            fn to_text(&self) -> Result<ParamText<'_>, ParamError> {
                let text: fn(&$type) -> ParamText<'_> = $text;
                Ok(text(self))
            }

            fn from_text(text: &str) -> Result<Self, ParamError> {
                let parse: fn(&str) -> Option<$type> = $parse;
                parse(text).ok_or_else(|| ParamError::new($expected))
            }
        }
    )+};
}

/// The hyphenated form in lower case (RFC 9562, section 4). The other forms of the RFC are read, too.
#[cfg(feature = "uuid")]
mod uuid {
    use super::{Param, ParamError, ParamText};

    crate_params! {
        uuid::Uuid: |value| ParamText::display(value), |text| text.parse().ok(), "expected a UUID";
    }
}

/// RFC 3339 and ISO 8601, as `Display` writes them.
#[cfg(feature = "jiff")]
mod jiff {
    use super::{Param, ParamError, ParamText};

    crate_params! {
        jiff::Timestamp: |value| ParamText::display(value), |text| text.parse().ok(), "expected a time with its offset, such as 2026-01-31T12:30:00Z";
        jiff::civil::Date: |value| ParamText::display(value), |text| text.parse().ok(), "expected a date, such as 2026-01-31";
        jiff::civil::Time: |value| ParamText::display(value), |text| text.parse().ok(), "expected a time of day, such as 12:30:00";
        jiff::civil::DateTime: |value| ParamText::display(value), |text| text.parse().ok(), "expected a date and a time, such as 2026-01-31T12:30:00";
        jiff::SignedDuration: |value| ParamText::display(value), |text| text.parse().ok(), "expected a duration, such as PT1H30M";
    }
}

/// RFC 3339 and ISO 8601, as `Serialize` writes them: `Display` writes others.
#[cfg(feature = "chrono")]
mod chrono {
    use chrono::SecondsFormat::AutoSi;

    use super::{Param, ParamError, ParamText};

    crate_params! {
        chrono::DateTime<chrono::Utc>: |time| time.to_rfc3339_opts(AutoSi, true).into(), |text| text.parse().ok(), "expected a time with its offset, such as 2026-01-31T12:30:00Z";
        chrono::DateTime<chrono::FixedOffset>: |time| time.to_rfc3339_opts(AutoSi, true).into(), |text| text.parse().ok(), "expected a time with its offset, such as 2026-01-31T12:30:00+01:00";
        chrono::NaiveDate: |date| ParamText::display(format_args!("{date:?}")), |text| text.parse().ok(), "expected a date, such as 2026-01-31";
        chrono::NaiveTime: |time| ParamText::display(format_args!("{time:?}")), |text| text.parse().ok(), "expected a time of day, such as 12:30:00";
        chrono::NaiveDateTime: |time| ParamText::display(format_args!("{time:?}")), |text| text.parse().ok(), "expected a date and a time, such as 2026-01-31T12:30:00";
    }
}

/// All digits, trailing zeros included: `1.10`. A number with more digits than the type holds is refused, not rounded.
#[cfg(feature = "rust_decimal")]
mod rust_decimal {
    use rust_decimal::Decimal;

    use super::{Param, ParamError, ParamText};

    crate_params! {
        Decimal: |value| ParamText::display(value), parse, "expected a decimal number of at most 28 digits, such as 1.10";
    }

    fn parse(text: &str) -> Option<Decimal> {
        // `Decimal` also reads a leading `+` and underscores, which no number of JSON has.
        let is_number = text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'.'));
        is_number.then(|| Decimal::from_str_exact(text).ok()).flatten()
    }
}

/// The normalized URL (WHATWG URL): `https://example.com` has the text `https://example.com/`.
#[cfg(feature = "url")]
mod url {
    use super::{Param, ParamError, ParamText};

    crate_params! {
        url::Url: |url| url.as_str().into(), |text| text.parse().ok(), "expected an absolute URL";
    }
}
