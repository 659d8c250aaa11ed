//! Durations as users write them.

use std::time::Duration;

use serde::{Deserialize, Deserializer, de::Error as _};

/// A duration in a configuration file.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct WrittenDuration(pub(crate) Duration);

impl<'de> Deserialize<'de> for WrittenDuration {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        parse("it", &text).map(Self).map_err(D::Error::custom)
    }
}

/// Parses `500ms`, `30s`, `2m`, or seconds without a unit. `source` names the option or the setting in the error.
pub(crate) fn parse(source: &str, text: &str) -> Result<Duration, String> {
    let digits = text.trim_end_matches(|end: char| !end.is_ascii_digit());
    let number: Option<u64> = digits.parse().ok().filter(|number| *number > 0);
    let duration = number.and_then(|number| match text.get(digits.len()..)? {
        "ms" => Some(Duration::from_millis(number)),
        "s" | "" => Some(Duration::from_secs(number)),
        "m" => number.checked_mul(60).map(Duration::from_secs),
        _ => None,
    });
    duration.ok_or_else(|| format!("{source} is not a duration; write it as `500ms`, `30s` or `2m`"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_duration_has_a_unit_or_is_in_seconds() {
        for (text, milliseconds) in [("500ms", 500), ("30s", 30_000), ("2m", 120_000), ("7", 7_000)] {
            assert_eq!(parse("--timeout", text).unwrap(), Duration::from_millis(milliseconds));
        }
        for text in ["", "s", "0s", "-1s", "1h", "1.5s", "1 s", "99999999999999999999s", "18446744073709551615m"] {
            assert!(parse("--timeout", text).is_err(), "{text}");
        }
    }
}
