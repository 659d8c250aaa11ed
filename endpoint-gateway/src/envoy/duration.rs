//! Durations, as Envoy reads them.

use std::time::Duration;

/// Writes a duration as the JSON of Protocol Buffers has it.
pub(super) fn seconds(duration: Duration) -> String {
    format!("{}.{:03}s", duration.as_secs(), duration.subsec_millis())
}
