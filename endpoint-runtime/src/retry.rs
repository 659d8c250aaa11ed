//! Retries.

mod budget;
mod retry_after;

use std::{error::Error as StdError, time::Duration};

use http::StatusCode;

pub(crate) use budget::Budget;
pub(crate) use retry_after::retry_after;

use crate::{
    error::{Failure, Stage},
    no_runtime::NoRuntime,
    transport::{TransportError, TransportErrorKind},
};

/// The maximum number of attempts of any policy.
const MAX_ATTEMPTS: u32 = 3;

/// The number of retries of a failed call, and the delays before them.
///
/// Any call is retried if none of it was processed: no connection could be established, or the server refused the HTTP/2 stream
/// (`REFUSED_STREAM`, or a GOAWAY with `NO_ERROR` and a lower last stream; RFC 9113, section 8.7). The call of an idempotent
/// endpoint is also retried if the connection was closed before a response began, as a kept connection can be at any time, and if
/// the status is 408, 429, 502, 503 or 504, as is a call with an idempotency key. Any other POST is thus never repeated after the server may have processed a part of it.
///
/// A call that is answered 401 is repeated once, whatever its method, if its credential is fetched and another one can be had, as
/// [`ClientCredentials`](crate::auth::ClientCredentials) describes.
///
/// The delay is random, between zero and a bound that doubles with each attempt ("full jitter"). `Retry-After` can make it longer,
/// not shorter. The first retry after a refusal or a closed connection has no delay, since it will use another connection. If the delay exceeds the rest of the call's total timeout, the call
/// fails at once with the last error. Without a total timeout, it does so for a `Retry-After` of more than a minute.
///
/// All clones of a client share a budget of retries, which limits the load on a provider during an outage. Each retry costs
/// one unit, each successful call returns a tenth of a unit, and no call is retried while less than one unit is left.
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
    /// Returns a policy of 3 attempts, with delays of up to 200 ms and 400 ms (bounded by 10 s) and a budget of 10 retries.
    fn default() -> Self {
        Self {
            max_attempts: MAX_ATTEMPTS,
            base_delay: Duration::from_millis(200),
            max_delay: Duration::from_secs(10),
            budget: 10,
        }
    }
}

impl RetryPolicy {
    /// Returns a policy without retries.
    #[must_use]
    pub fn none() -> Self {
        Self::default().max_attempts(1)
    }

    /// Sets the maximum number of attempts, including the first. It is clamped to the range from 1 to 3.
    #[must_use]
    pub fn max_attempts(mut self, attempts: u32) -> Self {
        self.max_attempts = attempts.clamp(1, MAX_ATTEMPTS);
        self
    }

    /// Sets the bound of the first delay.
    #[must_use]
    pub fn base_delay(mut self, delay: Duration) -> Self {
        self.base_delay = delay;
        self
    }

    /// Sets the maximum delay. Only a `Retry-After` can exceed it.
    #[must_use]
    pub fn max_delay(mut self, delay: Duration) -> Self {
        self.max_delay = delay;
        self
    }

    /// Sets the budget of retries, which all clones of the client share. Each successful call returns a tenth of a retry.
    #[must_use]
    pub fn budget(mut self, repetitions: u32) -> Self {
        self.budget = repetitions;
        self
    }

    /// Returns a random delay before the retry number `resend`, counted from 0.
    pub(crate) fn backoff(&self, resend: u32) -> Duration {
        let bound = self.base_delay.saturating_mul(1 << resend.min(16)).min(self.max_delay);
        bound.mul_f64(fastrand::f64())
    }
}

/// Returns whether retrying the failed call is safe and may succeed.
pub(crate) fn is_retryable(failure: &Failure, idempotent: bool) -> bool {
    let status = failure.response.as_ref().map(http::Response::status);
    match unanswered(failure) {
        _ if has_no_runtime(failure) => false,
        Some(TransportErrorKind::NotProcessed) => true,
        Some(TransportErrorKind::Closed) => idempotent,
        _ => failure.stage == Stage::Connect || (idempotent && status.is_some_and(is_transient)),
    }
}

/// Returns whether the next attempt is likely to succeed at once, over another connection.
pub(crate) fn needs_no_delay(failure: &Failure) -> bool {
    matches!(unanswered(failure), Some(TransportErrorKind::NotProcessed | TransportErrorKind::Closed))
}

/// Returns the kind of the transport's error if no response began.
fn unanswered(failure: &Failure) -> Option<TransportErrorKind> {
    let source = failure.source.as_ref().filter(|_| failure.response.is_none())?;
    source.downcast_ref().map(TransportError::kind)
}

/// Returns whether the call failed for want of a Tokio runtime, which a retry does not change.
fn has_no_runtime(failure: &Failure) -> bool {
    let Some(source) = &failure.source else { return false };
    let cause = source.downcast_ref::<TransportError>().and_then(StdError::source);
    source.is::<NoRuntime>() || cause.is_some_and(<dyn StdError>::is::<NoRuntime>)
}

fn is_transient(status: StatusCode) -> bool {
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
