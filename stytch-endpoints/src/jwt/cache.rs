//! A value that is fetched from Stytch, shared, and fetched again when it is old.

use std::{
    fmt,
    pin::Pin,
    sync::{Arc, PoisonError, RwLock},
    time::Duration,
};

use jiff::{SignedDuration, Timestamp};
use tokio::sync::Mutex;

use super::options::Clock;

/// The timeout of a call, retries included. It is short, since callers wait for it.
pub(super) const FETCH_TIMEOUT: Duration = Duration::from_secs(10);

/// The shortest time between two calls while there is a value.
const RETRY_INTERVAL: SignedDuration = SignedDuration::from_secs(30);

/// The ages of a value.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ages {
    /// The age from which the value is fetched again.
    pub(super) fresh: SignedDuration,
    /// The age until which the value is used if it cannot be fetched again.
    pub(super) usable: SignedDuration,
}

type Fetch<T> = Box<dyn Fn() -> Pin<Box<dyn Future<Output = crate::Result<T>> + Send>> + Send + Sync>;

/// The result of a call, which all callers that waited for it share.
type Outcome<T> = Result<Arc<T>, Arc<crate::Error>>;

/// A value with its source.
///
/// Nobody waits while the value is fresh. When it is not, one caller fetches it again, and the others use the old value
/// meanwhile; without a usable value, they wait for that caller. If that caller gives up, the next one fetches.
pub(super) struct Cache<T> {
    fetch: Fetch<T>,
    clock: Clock,
    ages: Ages,
    state: RwLock<State<T>>,
    fetching: Mutex<()>,
}

struct State<T> {
    value: Option<(Arc<T>, Timestamp)>,
    last_call: Option<(Timestamp, Outcome<T>)>,
    /// The number of calls that have ended. It tells those who waited that another caller's call answers theirs.
    calls: u64,
}

impl<T> Cache<T> {
    pub(super) fn new<F>(clock: Clock, ages: Ages, fetch: impl Fn() -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = crate::Result<T>> + Send + 'static,
    {
        let state = RwLock::new(State { value: None, last_call: None, calls: 0 });
        Self { fetch: Box::new(move || Box::pin(fetch())), clock, ages, state, fetching: Mutex::new(()) }
    }

    /// Returns the value. It is fetched first if there is none, or it is not fresh.
    pub(super) async fn get(&self) -> Outcome<T> {
        let (value, is_due, calls) = self.read(|state, now| {
            let value = state.value_younger_than(self.ages.usable, now);
            let is_due = !state.is_fresh(self.ages.fresh, now) && !state.was_called(now);
            (value, is_due, state.calls)
        });
        let _fetching = match value {
            Some(value) if !is_due => return Ok(value),
            Some(value) => match self.fetching.try_lock() {
                Ok(guard) => guard,
                Err(_) => return Ok(value),
            },
            None => self.fetching.lock().await,
        };
        self.fetch_unless_done(calls).await
    }

    /// Returns a value that was fetched within the last 30 seconds, unless a call in this time failed.
    pub(super) async fn get_recent(&self) -> Outcome<T> {
        let (was_called, calls) = self.read(|state, now| (state.was_called(now), state.calls));
        if was_called {
            return self.get().await;
        }
        let _fetching = self.fetching.lock().await;
        self.fetch_unless_done(calls).await
    }

    /// Returns the time of the last call.
    pub(super) fn last_call(&self) -> Option<Timestamp> {
        self.read(|state, _| state.last_call.as_ref().map(|(at, _)| *at))
    }

    /// Fetches the value, unless a call has ended since the number of `calls` was read. The caller has locked `fetching`.
    async fn fetch_unless_done(&self, calls: u64) -> Outcome<T> {
        let done = self.read(|state, _| match &state.last_call {
            Some((_, outcome)) if state.calls != calls => Some(outcome.clone()),
            _ => None,
        });
        if let Some(outcome) = done {
            return outcome;
        }
        let fetched = (self.fetch)().await;
        let now = self.clock.now();
        let mut state = self.state.write().unwrap_or_else(PoisonError::into_inner);
        let outcome = match fetched {
            Ok(value) => {
                let value = Arc::new(value);
                state.value = Some((value.clone(), now));
                Ok(value)
            }
            Err(error) => state.value_younger_than(self.ages.usable, now).ok_or_else(|| Arc::new(error)),
        };
        state.last_call = Some((now, outcome.clone()));
        state.calls += 1;
        outcome
    }

    fn read<R>(&self, read: impl FnOnce(&State<T>, Timestamp) -> R) -> R {
        let now = self.clock.now();
        read(&self.state.read().unwrap_or_else(PoisonError::into_inner), now)
    }
}

impl<T> State<T> {
    fn value_younger_than(&self, age: SignedDuration, now: Timestamp) -> Option<Arc<T>> {
        self.value.as_ref().filter(|(_, at)| now.duration_since(*at) < age).map(|(value, _)| value.clone())
    }

    fn is_fresh(&self, age: SignedDuration, now: Timestamp) -> bool {
        self.value.as_ref().is_some_and(|(_, at)| is_within(age, *at, now))
    }

    fn was_called(&self, now: Timestamp) -> bool {
        self.last_call.as_ref().is_some_and(|(at, _)| is_within(RETRY_INTERVAL, *at, now))
    }
}

/// Returns whether a time is in the last `age`. A time in the future is not: the clock was set back since then.
fn is_within(age: SignedDuration, time: Timestamp, now: Timestamp) -> bool {
    let passed = now.duration_since(time);
    !passed.is_negative() && passed < age
}

impl<T> fmt::Debug for Cache<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Cache").field("ages", &self.ages).field("last_call", &self.last_call()).finish_non_exhaustive()
    }
}
