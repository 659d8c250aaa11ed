//! Limits of callers: requests per second for each operation, and concurrent requests.

use std::{
    collections::HashMap,
    fmt,
    num::NonZeroU32,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, AtomicU32, Ordering},
    },
    time::Duration,
};

use governor::{
    NotUntil, Quota, RateLimiter,
    clock::{Clock, MonotonicClock},
    middleware::NoOpMiddleware,
    state::{InMemoryState, NotKeyed, keyed::DashMapStateStore},
};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// The number of requests after which the table of rates is cleaned up.
const SWEEP: u32 = 1024;

/// The limits of each caller.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct LimitOptions {
    /// Requests per second, for each caller and operation, in the long run. Default: 100.
    pub per_second: NonZeroU32,
    /// Requests that may come at once before the rate applies. Default: 200.
    pub burst: NonZeroU32,
    /// Concurrent requests of all callers. Default: 1024.
    pub concurrent: usize,
    /// Concurrent requests of one caller, so that no caller blocks the others. Default: 256.
    pub concurrent_per_caller: usize,
    /// Pairs of caller and operation with a rate of their own. Above it, idle pairs are removed; as long as that is not enough,
    /// all callers share one rate. Default: 65,536.
    pub pairs: usize,
}

impl Default for LimitOptions {
    fn default() -> Self {
        const PER_SECOND: NonZeroU32 = NonZeroU32::new(100).unwrap();
        const BURST: NonZeroU32 = NonZeroU32::new(200).unwrap();
        Self { per_second: PER_SECOND, burst: BURST, concurrent: 1024, concurrent_per_caller: 256, pairs: 65_536 }
    }
}

/// A caller and an operation.
type Pair = (Arc<str>, &'static str);

type Rates<C, K, S> = RateLimiter<K, S, C, NoOpMiddleware<<C as Clock>::Instant>>;

/// The limits of a gateway. They are in memory: each of several instances counts its own requests.
pub struct Limits<C: Clock = MonotonicClock> {
    options: LimitOptions,
    clock: C,
    rates: Rates<C, Pair, DashMapStateStore<Pair>>,
    /// The rate of all callers together, used while there are too many pairs.
    shared: Rates<C, NotKeyed, InMemoryState>,
    is_crowded: AtomicBool,
    until_sweep: AtomicU32,
    all: Arc<Semaphore>,
    callers: Mutex<HashMap<Arc<str>, Arc<Semaphore>>>,
}

/// The permit of one concurrent request, until it is dropped.
#[derive(Debug)]
#[must_use = "the request counts as over when this is dropped"]
pub struct Permit {
    _all: OwnedSemaphorePermit,
    _caller: OwnedSemaphorePermit,
}

/// The limit that a request exceeds. The response is 429 with `Retry-After`, except for [`Busy`](Self::Busy), which is 503.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LimitExceeded {
    /// Too many requests for this operation.
    #[error("too many requests for this operation; try again in {} s", .retry_after.as_secs())]
    Rate {
        /// The time until the next request is allowed, in whole seconds.
        retry_after: Duration,
    },
    /// Too many concurrent requests of this caller.
    #[error("this caller has too many requests at a time; wait for one to end")]
    Concurrent,
    /// Too many concurrent requests of all callers.
    #[error("the gateway has too many requests at a time; try again in a second")]
    Busy,
}

impl LimitExceeded {
    /// All values of [`code`](Self::code).
    pub(crate) const CODES: [&'static str; 3] = ["rate", "concurrent", "busy"];

    /// Returns the value of `Retry-After`, in whole seconds, at least 1.
    #[must_use]
    pub const fn retry_after(self) -> Duration {
        match self {
            Self::Rate { retry_after } => retry_after,
            Self::Concurrent | Self::Busy => Duration::from_secs(1),
        }
    }

    /// Returns the reason in one word, for audit lines and metrics.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Rate { .. } => "rate",
            Self::Concurrent => "concurrent",
            Self::Busy => "busy",
        }
    }
}

impl Limits {
    /// Creates limits with the machine's monotonic clock.
    #[must_use]
    pub fn new(options: LimitOptions) -> Self {
        Self::with_clock(options, MonotonicClock)
    }
}

impl<C: Clock + Clone> Limits<C> {
    /// Creates limits with another clock.
    #[must_use]
    pub fn with_clock(options: LimitOptions, clock: C) -> Self {
        let quota = Quota::per_second(options.per_second).allow_burst(options.burst);
        Self {
            rates: RateLimiter::new(quota, DashMapStateStore::default(), clock.clone()),
            shared: RateLimiter::new(quota, InMemoryState::default(), clock.clone()),
            is_crowded: AtomicBool::new(false),
            until_sweep: AtomicU32::new(SWEEP),
            all: Arc::new(Semaphore::new(options.concurrent.min(Semaphore::MAX_PERMITS))),
            callers: Mutex::default(),
            clock,
            options,
        }
    }

    /// Begins a request of the caller for this operation.
    ///
    /// # Errors
    /// The limit that is exceeded, and the time after which to try again.
    pub fn try_enter(&self, caller: &Arc<str>, operation: &'static str) -> Result<Permit, LimitExceeded> {
        self.check_rate(caller, operation)?;
        let all = Arc::clone(&self.all).try_acquire_owned().map_err(|_| LimitExceeded::Busy)?;
        let caller = self.of(caller).try_acquire_owned().map_err(|_| LimitExceeded::Concurrent)?;
        Ok(Permit { _all: all, _caller: caller })
    }

    /// Returns the number of pairs of caller and operation in the table.
    #[must_use]
    pub fn pairs(&self) -> usize {
        self.rates.len()
    }

    fn check_rate(&self, caller: &Arc<str>, operation: &'static str) -> Result<(), LimitExceeded> {
        if self.until_sweep.fetch_sub(1, Ordering::Relaxed) <= 1 {
            self.until_sweep.store(SWEEP, Ordering::Relaxed);
            self.sweep();
        }
        let checked = if self.is_crowded.load(Ordering::Relaxed) {
            self.shared.check()
        } else {
            self.rates.check_key(&(Arc::clone(caller), operation))
        };
        checked.map_err(|not_until: NotUntil<C::Instant>| {
            let wait = not_until.wait_time_from(self.clock.now());
            let seconds = wait.as_secs() + u64::from(wait.subsec_nanos() > 0);
            LimitExceeded::Rate { retry_after: Duration::from_secs(seconds.max(1)) }
        })
    }

    /// Removes idle callers. Between two sweeps the tables grow by no more than the number of requests.
    fn sweep(&self) {
        if self.rates.len() > self.options.pairs {
            self.rates.retain_recent();
            self.rates.shrink_to_fit();
        }
        self.is_crowded.store(self.rates.len() > self.options.pairs, Ordering::Relaxed);
        let mut callers = self.callers.lock().unwrap_or_else(PoisonError::into_inner);
        // Each permit in use holds its semaphore.
        callers.retain(|_, permits| Arc::strong_count(permits) > 1);
    }

    fn of(&self, caller: &Arc<str>) -> Arc<Semaphore> {
        let mut callers = self.callers.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(permits) = callers.get(caller) {
            return Arc::clone(permits);
        }
        let permits = Arc::new(Semaphore::new(self.options.concurrent_per_caller.min(Semaphore::MAX_PERMITS)));
        callers.insert(Arc::clone(caller), Arc::clone(&permits));
        permits
    }
}

impl<C: Clock> fmt::Debug for Limits<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Limits").field("options", &self.options).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
