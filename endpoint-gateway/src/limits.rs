//! Limits of callers: requests per second for each operation, and requests at a time.

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

/// After how many requests the table of rates is looked through.
const SWEEP: u32 = 1024;

/// The limits of each caller.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct LimitOptions {
    /// Requests per second, for each caller and operation, in the long run. Default: 100.
    pub per_second: NonZeroU32,
    /// Requests that may come at once before the rate counts. Default: 200.
    pub burst: NonZeroU32,
    /// Requests at a time, of all callers. Default: 1024.
    pub concurrent: usize,
    /// Requests at a time, of one caller, so that none keeps the others out. Default: 256.
    pub concurrent_per_caller: usize,
    /// Pairs of caller and operation whose rates are kept apart. Above it, pairs that have been idle are forgotten; where
    /// that is not enough, all callers share one rate until it is. Default: 65,536.
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

/// The limits of a gateway. They are kept in memory: each instance of several counts for itself.
pub struct Limits<C: Clock = MonotonicClock> {
    options: LimitOptions,
    clock: C,
    rates: Rates<C, Pair, DashMapStateStore<Pair>>,
    /// For everyone, while there are too many pairs to be kept apart.
    shared: Rates<C, NotKeyed, InMemoryState>,
    is_crowded: AtomicBool,
    until_sweep: AtomicU32,
    all: Arc<Semaphore>,
    callers: Mutex<HashMap<Arc<str>, Arc<Semaphore>>>,
}

/// The right to one request at a time, until it is dropped.
#[derive(Debug)]
#[must_use = "the request counts as over when this is dropped"]
pub struct Permit {
    _all: OwnedSemaphorePermit,
    _caller: OwnedSemaphorePermit,
}

/// A caller asks for too much. The answer is 429 with `Retry-After`, except for [`Busy`](Self::Busy), which is 503.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LimitExceeded {
    /// Too many requests for this operation.
    #[error("too many requests for this operation; the next one is let through in {} s", .retry_after.as_secs())]
    Rate {
        /// When the next one is let through, in whole seconds.
        retry_after: Duration,
    },
    /// Too many requests of this caller at a time.
    #[error("too many requests of this caller at a time; wait for one to end")]
    Concurrent,
    /// Too many requests of all callers at a time.
    #[error("the gateway has as many requests at a time as it takes; try again soon")]
    Busy,
}

impl LimitExceeded {
    /// All that [`code`](Self::code) can be.
    pub(crate) const CODES: [&'static str; 3] = ["rate", "concurrent", "busy"];

    /// The value of `Retry-After`, in whole seconds, at least 1.
    #[must_use]
    pub const fn retry_after(self) -> Duration {
        match self {
            Self::Rate { retry_after } => retry_after,
            Self::Concurrent | Self::Busy => Duration::from_secs(1),
        }
    }

    /// The reason in one word, for audit lines and metrics.
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
    /// These limits, by the machine's monotonic clock.
    #[must_use]
    pub fn new(options: LimitOptions) -> Self {
        Self::with_clock(options, MonotonicClock)
    }
}

impl<C: Clock + Clone> Limits<C> {
    /// These limits, by another clock.
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
    /// The limit that is exceeded, and when to come back.
    pub fn try_enter(&self, caller: &Arc<str>, operation: &'static str) -> Result<Permit, LimitExceeded> {
        self.check_rate(caller, operation)?;
        let all = Arc::clone(&self.all).try_acquire_owned().map_err(|_| LimitExceeded::Busy)?;
        let caller = self.of(caller).try_acquire_owned().map_err(|_| LimitExceeded::Concurrent)?;
        Ok(Permit { _all: all, _caller: caller })
    }

    /// Returns the number of pairs of caller and operation that are remembered.
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

    /// Forgets who has been idle. Between two sweeps the tables grow by no more than the requests that come meanwhile.
    fn sweep(&self) {
        if self.rates.len() > self.options.pairs {
            self.rates.retain_recent();
            self.rates.shrink_to_fit();
        }
        self.is_crowded.store(self.rates.len() > self.options.pairs, Ordering::Relaxed);
        let mut callers = self.callers.lock().unwrap_or_else(PoisonError::into_inner);
        // Each permit that is out holds its semaphore.
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
