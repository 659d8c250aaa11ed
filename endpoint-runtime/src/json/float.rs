//! The text of a float.

use serde_json::ser::{CompactFormatter, Formatter};

/// Returns the text of a double: the shortest digits that are read as the same double, laid out as ECMAScript does (`5`, `0.000001`,
/// `1e+21`), so that Rust and JavaScript send the same bytes (RFC 8785, section 3.2.2.3). Negative zero is `-0`, since `0` would be
/// read as another double. Returns `None` for an infinity and for NaN, which JSON does not have.
pub(crate) fn f64_text(double: f64) -> Option<String> {
    double.is_finite().then(|| laid_out(|text| CompactFormatter.write_f64(text, double)))
}

/// Returns the text of a single, as [`f64_text`] does. Its digits are the shortest that are read as the same single.
pub(crate) fn f32_text(single: f32) -> Option<String> {
    single.is_finite().then(|| laid_out(|text| CompactFormatter.write_f32(text, single)))
}

/// The longest integer that ECMAScript writes without an exponent, in digits.
const MAX_INTEGER_DIGITS: i32 = 21;

/// The most zeros behind the decimal point that ECMAScript writes before the first other digit.
const MAX_LEADING_ZEROS: i32 = 5;

/// Lays out the number that `write` writes, as `Number::toString` of ECMAScript does (ECMA-262, section 6.1.6.1.20).
fn laid_out(write: impl FnOnce(&mut Vec<u8>) -> std::io::Result<()>) -> String {
    let mut written = Vec::with_capacity(32);
    // Neither can fail: a vector takes any number of bytes, and `serde_json` writes ASCII.
    let _ = write(&mut written);
    let written = String::from_utf8(written).unwrap_or_default();

    let (sign, unsigned) = written.strip_prefix('-').map_or(("", &*written), |unsigned| ("-", unsigned));
    let (mantissa, exponent) = unsigned.split_once('e').unwrap_or((unsigned, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let all_digits = format!("{whole}{fraction}");
    let significant = all_digits.trim_start_matches('0');
    let leading_zeros = length(&all_digits) - length(significant);
    let digits = significant.trim_end_matches('0');
    if digits.is_empty() {
        return format!("{sign}0");
    }
    // The number is 0.digits times ten to the power of `point`.
    let point = length(whole) - leading_zeros + exponent.parse::<i32>().unwrap_or_default();
    let (before, after) = digits.split_at(usize::try_from(point).unwrap_or_default().min(digits.len()));
    match point {
        1..=MAX_INTEGER_DIGITS if after.is_empty() => {
            format!("{sign}{before:0<width$}", width = usize::try_from(point).unwrap_or_default())
        }
        1..=MAX_INTEGER_DIGITS => format!("{sign}{before}.{after}"),
        ..=0 if point >= -MAX_LEADING_ZEROS => {
            format!("{sign}0.{:0<zeros$}{digits}", "", zeros = usize::try_from(-point).unwrap_or_default())
        }
        _ => {
            let (first, rest) = digits.split_at(1);
            let dot = if rest.is_empty() { "" } else { "." };
            format!("{sign}{first}{dot}{rest}e{:+}", point - 1)
        }
    }
}

fn length(digits: &str) -> i32 {
    i32::try_from(digits.len()).unwrap_or(i32::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_layout_is_that_of_ecmascript() {
        for (double, text) in [
            (0.0, "0"),
            (-0.0, "-0"),
            (5.0, "5"),
            (-1.5, "-1.5"),
            (100.0, "100"),
            (1e15, "1000000000000000"),
            (123_456_789_012_345_680_000.0, "123456789012345680000"),
            (1e20, "100000000000000000000"),
            (1e21, "1e+21"),
            (-1.5e300, "-1.5e+300"),
            (0.1, "0.1"),
            (1e-4, "0.0001"),
            (1.5e-6, "0.0000015"),
            (1e-6, "0.000001"),
            (1e-7, "1e-7"),
            (1.25e-7, "1.25e-7"),
            (f64::MAX, "1.7976931348623157e+308"),
            (f64::from_bits(1), "5e-324"),
        ] {
            assert_eq!(f64_text(double).as_deref(), Some(text));
        }
        assert_eq!(f32_text(0.1).as_deref(), Some("0.1"));
        assert_eq!(f32_text(f32::MAX).as_deref(), Some("3.4028235e+38"));
        assert_eq!([f64_text(f64::NAN), f64_text(f64::INFINITY), f32_text(f32::NEG_INFINITY)], [None, None, None]);
    }

    proptest! {
        #[test]
        fn a_float_is_read_back_from_its_text(double: f64, single: f32) {
            if let Some(text) = f64_text(double) {
                prop_assert_eq!(text.parse::<f64>().unwrap().to_bits(), double.to_bits());
                prop_assert_eq!(serde_json::from_str::<f64>(&text).unwrap().to_bits(), double.to_bits());
            }
            if let Some(text) = f32_text(single) {
                prop_assert_eq!(text.parse::<f32>().unwrap().to_bits(), single.to_bits());
            }
        }
    }
}
