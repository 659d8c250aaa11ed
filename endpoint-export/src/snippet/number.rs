//! The numbers that a language's own literals and writers keep.

use endpoint_runtime::{Json, JsonNumber};

/// Returns whether every number within the value satisfies the predicate.
pub(super) fn all_numbers(value: &Json, holds: fn(&JsonNumber) -> bool) -> bool {
    match value {
        Json::Number(number) => holds(number),
        Json::Array(items) => items.iter().all(|item| all_numbers(item, holds)),
        Json::Object(members) => members.values().all(|member| all_numbers(member, holds)),
        _ => true,
    }
}

/// Returns whether `JSON.stringify` writes the literal with the same digits.
pub(super) fn is_written_by_javascript(number: &JsonNumber) -> bool {
    // JavaScript writes -0 as 0.
    number.as_str() != "-0" && number.as_f64().and_then(JsonNumber::from_f64).as_ref() == Some(number)
}

/// Returns whether Python's `json.dumps` writes the literal with the same digits.
pub(super) fn is_written_by_python(number: &JsonNumber) -> bool {
    // Python refuses longer literals of integers.
    const MAX_DIGITS: usize = 4_300;
    // Outside of this range, Python writes an exponent with other digits than Rust.
    const RANGE: std::ops::Range<f64> = 1e-4..1e16;
    let text = number.as_str();
    if !text.contains(['.', 'e', 'E']) {
        return text != "-0" && text.len() <= MAX_DIGITS;
    }
    let is_plain = |double: f64| (double == 0.0 || RANGE.contains(&double.abs())) && format!("{double:?}") == text;
    number.as_f64().is_some_and(is_plain)
}

/// Returns whether the literal is the same number, which the package writes, perhaps in another notation.
pub(super) fn is_held_by_javascript(number: &JsonNumber) -> bool {
    let shortest = number.as_f64().and_then(JsonNumber::from_f64);
    let (Some(held), Some(given)) = (shortest.and_then(|number| Decimal::of(&number)), Decimal::of(number)) else {
        return false;
    };
    held == given
}

/// A number as ±0.digits times ten to a power, which is the same for all notations of it.
#[derive(PartialEq)]
struct Decimal {
    negative: bool,
    digits: String,
    magnitude: i64,
}

impl Decimal {
    /// Returns `None` for an exponent that no double has.
    fn of(number: &JsonNumber) -> Option<Self> {
        let text = number.as_str();
        let unsigned = text.trim_start_matches('-');
        let negative = unsigned.len() < text.len();
        let (mantissa, exponent) = unsigned.split_once(['e', 'E']).unwrap_or((unsigned, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let digits = format!("{whole}{fraction}");
        let significant = digits.trim_start_matches('0');
        if significant.is_empty() {
            return Some(Self { negative, digits: String::new(), magnitude: 0 });
        }
        let zeros = digits.len().saturating_sub(significant.len());
        let point = i64::try_from(whole.len()).ok()?.checked_sub(i64::try_from(zeros).ok()?)?;
        let magnitude = exponent.parse::<i64>().ok()?.checked_add(point)?;
        Some(Self { negative, digits: significant.trim_end_matches('0').to_owned(), magnitude })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(texts: &[&str], keeps: fn(&JsonNumber) -> bool) -> Vec<bool> {
        texts.iter().map(|text| keeps(&text.parse().unwrap())).collect()
    }

    #[test]
    fn javascript_writes_what_a_double_has_in_its_own_notation() {
        let same = ["0", "-7", "9007199254740991", "9007199254740992", "1.5", "0.1", "0.000001", "1e+300"];
        assert_eq!(kept(&same, is_written_by_javascript), [true; 8]);
        let other = ["9007199254740993", "1.10", "1.0", "-0", "0.0", "1E5", "1e300", "1e400", "1e21", "0.0000001"];
        assert_eq!(kept(&other, is_written_by_javascript), [false; 10]);
        assert_eq!(kept(&["1000000000000000000000", "0.1234567890123456789"], is_written_by_javascript), [false; 2]);
    }

    #[test]
    fn python_writes_every_integer_and_what_a_double_has_in_its_own_notation() {
        let same = ["0", "-7", "123456789012345678901234567890", "1.0", "0.0", "-0.0", "1.5", "0.1", "0.0001"];
        assert_eq!(kept(&same, is_written_by_python), [true; 9]);
        let other = ["1.10", "-0", "1E5", "1e300", "1e400", "0.00001", "10000000000000000.0", "0.1234567890123456789"];
        assert_eq!(kept(&other, is_written_by_python), [false; 8]);
        assert!(!is_written_by_python(&"7".repeat(4_301).parse().unwrap()));
    }

    #[test]
    fn javascript_holds_what_a_double_has_in_any_notation() {
        let same = ["0", "-0", "1.10", "1E5", "100e3", "0.00001", "1e300", "9007199254740992", "0e9", "-1.50e-7"];
        assert_eq!(kept(&same, is_held_by_javascript), [true, true, true, true, true, true, true, true, true, true]);
        let other = ["9007199254740993", "1e400", "0.12345678901234567890", "1e99999999999999999999"];
        assert_eq!(kept(&other, is_held_by_javascript), [false; 4]);
    }
}
