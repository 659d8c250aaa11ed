//! The time in a sandbox.

use std::time::Duration;

use super::Sandbox;
use crate::timestamp::Timestamp;

/// The clock of a sandbox: the system's, or one that stands still until it is moved.
#[derive(Clone, Copy, Debug, Default)]
pub(super) enum Clock {
    #[default]
    System,
    Fixed(jiff::Timestamp),
}

impl Clock {
    pub(super) fn now(self) -> jiff::Timestamp {
        match self {
            Self::System => jiff::Timestamp::now(),
            Self::Fixed(instant) => instant,
        }
    }
}

impl Sandbox {
    /// Returns the time in the sandbox.
    #[must_use]
    pub fn now(&self) -> jiff::Timestamp {
        self.state().now()
    }

    /// Stops the clock at the present time, and moves it forward: links, codes and sessions expire by it.
    ///
    /// ```
    /// use std::time::Duration;
    /// use stytch_endpoints::sandbox::Sandbox;
    ///
    /// let sandbox = Sandbox::builder().now("2026-02-05T09:30:00Z".parse()?).build();
    /// sandbox.advance(Duration::from_secs(90));
    /// assert_eq!(sandbox.now().to_string(), "2026-02-05T09:31:30Z");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn advance(&self, by: Duration) {
        let state = &mut *self.state();
        let now = state.now();
        // Time ends in the year 9999.
        state.clock = Clock::Fixed(now.checked_add(by).unwrap_or(jiff::Timestamp::MAX));
    }
}

/// Returns the instant after some minutes.
pub(super) fn after_minutes(now: jiff::Timestamp, minutes: u32) -> jiff::Timestamp {
    now.checked_add(Duration::from_secs(u64::from(minutes) * 60)).unwrap_or(jiff::Timestamp::MAX)
}

/// Writes an instant as the API does: in whole seconds.
pub(super) fn timestamp(instant: jiff::Timestamp) -> Timestamp {
    jiff::Timestamp::from_second(instant.as_second()).unwrap_or(instant).into()
}
