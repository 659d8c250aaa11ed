//! Which calls are repeated, when and how often.

mod after;
mod budget;

use std::time::Duration;

use http::StatusCode;

pub(crate) use after::retry_after;
pub(crate) use budget::Budget;

use crate::error::{Failure, Stage};

/// The most attempts that any policy makes.
const MOST_ATTEMPTS: u32 = 3;

/// How often and after what delay a failed call is repeated.
///
/// Repeated are calls that never left the machine (no connection could be made) and, of idempotent endpoints, those
/// answered with 408, 429, 502, 503 or 504. The delay is drawn at random between zero and a bound that doubles with each
/// attempt ("full jitter"); `Retry-After` makes it longer, never shorter. When the delay would outlast what is left of
/// the call's total timeout, the call fails at once with the error at hand; without a total timeout a `Retry-After` of
/// more than a minute does the same.
///
/// A budget shared by all clones of a client keeps an outage from being multiplied: each repetition takes one unit, each
/// successful call gives a tenth back, and without a whole unit nothing is repeated.
///
/// ```
/// use std::time::Duration;
/// use endpoint_runtime::RetryPolicy;
///
/// let policy = RetryPolicy::default().max_attempts(2).max_delay(Duration::from_secs(1));
/// # let _ = policy;
/// ```
#[derive(Clone, Debug)]
pub struct RetryPolicy {
    pub(crate) max_attempts: u32,
    base_delay: Duration,
    max_delay: Duration,
    pub(crate) budget: u32,
}

impl Default for RetryPolicy {
    /// 3 attempts, delays bounded by 200 ms, then 400 ms, never more than 10 s, a budget of 10 repetitions.
    fn default() -> Self {
        Self {
            max_attempts: MOST_ATTEMPTS,
            base_delay: Duration::from_millis(200),
            max_delay: Duration::from_secs(10),
            budget: 10,
        }
    }
}

impl RetryPolicy {
    /// No call is repeated.
    #[must_use]
    pub fn none() -> Self {
        Self::default().max_attempts(1)
    }

    /// How often a call is attempted in all: 1 to 3; other numbers are moved into that range.
    #[must_use]
    pub fn max_attempts(mut self, attempts: u32) -> Self {
        self.max_attempts = attempts.clamp(1, MOST_ATTEMPTS);
        self
    }

    /// The bound of the first delay.
    #[must_use]
    pub fn base_delay(mut self, delay: Duration) -> Self {
        self.base_delay = delay;
        self
    }

    /// The bound that no delay but a `Retry-After` exceeds.
    #[must_use]
    pub fn max_delay(mut self, delay: Duration) -> Self {
        self.max_delay = delay;
        self
    }

    /// How many repetitions the client has in hand. A tenth comes back with every successful call.
    #[must_use]
    pub fn budget(mut self, repetitions: u32) -> Self {
        self.budget = repetitions;
        self
    }

    /// A delay at random before the repetition number `resend`, counted from 0.
    pub(crate) fn backoff(&self, resend: u32) -> Duration {
        let bound = self.base_delay.saturating_mul(1 << resend.min(16)).min(self.max_delay);
        bound.mul_f64(fastrand::f64())
    }
}

/// Whether repeating the failed call is safe and may help.
pub(crate) fn is_retryable(failure: &Failure, idempotent: bool) -> bool {
    let status = failure.response.as_ref().map(http::Response::status);
    failure.stage == Stage::Connect || (idempotent && status.is_some_and(is_passing))
}

fn is_passing(status: StatusCode) -> bool {
    matches!(status.as_u16(), 408 | 429 | 502 | 503 | 504)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn backoff_doubles_up_to_its_cap_and_is_spread_over_the_whole_range() {
        let policy =
            RetryPolicy::default().base_delay(Duration::from_millis(100)).max_delay(Duration::from_millis(250));
        for (resend, bound) in [(0, 100), (1, 200), (2, 250), (40, 250)] {
            let bound = Duration::from_millis(bound);
            let delays: Vec<_> = (0..1_000).map(|_| policy.backoff(resend)).collect();
            assert!(delays.iter().all(|delay| *delay <= bound));
            assert!(delays.iter().any(|delay| *delay < bound / 5));
            assert!(delays.iter().any(|delay| *delay > bound * 4 / 5));
        }
    }

    #[test]
    fn no_policy_makes_more_than_three_attempts_or_none() {
        assert_eq!(RetryPolicy::default().max_attempts(9).max_attempts, 3);
        assert_eq!(RetryPolicy::default().max_attempts(0).max_attempts, 1);
    }

    #[test]
    fn an_endless_delay_is_no_overflow() {
        let policy = RetryPolicy::default().base_delay(Duration::MAX).max_delay(Duration::from_secs(3));
        assert!(policy.backoff(30) <= Duration::from_secs(3));
    }
}
