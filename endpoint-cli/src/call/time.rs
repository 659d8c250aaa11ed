//! Times in options.

use std::time::Duration;

use crate::failure::Failure;

/// Reads `500ms`, `30s`, `2m`, or seconds without a unit.
pub(super) fn limit(text: &str) -> Result<Duration, Failure> {
    parse(text).ok_or_else(|| Failure::usage("--timeout is no time; write it as `500ms`, `30s` or `2m`"))
}

/// The time, if it is one.
pub(crate) fn parse(text: &str) -> Option<Duration> {
    let digits = text.trim_end_matches(|end: char| !end.is_ascii_digit());
    let number: Option<u64> = digits.parse().ok().filter(|number| *number > 0);
    number.and_then(|number| match text.get(digits.len()..)? {
        "ms" => Some(Duration::from_millis(number)),
        "s" | "" => Some(Duration::from_secs(number)),
        "m" => number.checked_mul(60).map(Duration::from_secs),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_has_a_unit_or_is_seconds() {
        for (text, milliseconds) in [("500ms", 500), ("30s", 30_000), ("2m", 120_000), ("7", 7_000)] {
            assert_eq!(limit(text).unwrap(), Duration::from_millis(milliseconds));
        }
        for text in ["", "s", "0s", "-1s", "1h", "1.5s", "1 s", "99999999999999999999s", "18446744073709551615m"] {
            assert!(limit(text).is_err(), "{text}");
        }
    }
}
