//! Durations in the JSON form of Protocol Buffers, which Envoy reads.

use std::time::Duration;

/// Formats a duration, as in `1.500s`.
pub(super) fn seconds(duration: Duration) -> String {
    format!("{}.{:03}s", duration.as_secs(), duration.subsec_millis())
}
