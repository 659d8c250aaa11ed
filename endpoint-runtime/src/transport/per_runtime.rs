//! One connection pool for each Tokio runtime.

use std::sync::{Mutex, OnceLock, PoisonError};

use tokio::runtime::{Handle, Id};

/// The most further runtimes whose pools are kept. The oldest one is dropped first, with its idle connections.
const MAX_FURTHER_RUNTIMES: usize = 15;

/// Values of one kind, one for each Tokio runtime. A connection is driven by the runtime that opened it, so a request over a
/// connection of another one would wait for as long as that one is parked.
pub(super) struct PerRuntime<T> {
    /// The value of the first runtime that asks. The others are behind a lock.
    first: T,
    first_runtime: OnceLock<Option<Id>>,
    further: Mutex<Vec<(Option<Id>, T)>>,
}

impl<T: Clone> PerRuntime<T> {
    pub(super) fn new(first: T) -> Self {
        Self { first, first_runtime: OnceLock::new(), further: Mutex::default() }
    }

    /// Calls `with` with the value of the current runtime, which `make` makes for each one but the first.
    pub(super) fn with<R, E>(&self, make: impl FnOnce() -> Result<T, E>, with: impl FnOnce(&T) -> R) -> Result<R, E> {
        let runtime = Handle::try_current().ok().map(|handle| handle.id());
        if *self.first_runtime.get_or_init(|| runtime) == runtime {
            return Ok(with(&self.first));
        }
        let mut further = self.further.lock().unwrap_or_else(PoisonError::into_inner);
        let known = further.iter().find(|(known, _)| *known == runtime).map(|(_, value)| value.clone());
        let value = match known {
            Some(value) => value,
            None => {
                let value = make()?;
                if further.len() == MAX_FURTHER_RUNTIMES {
                    further.remove(0);
                }
                further.push((runtime, value.clone()));
                value
            }
        };
        drop(further);
        Ok(with(&value))
    }
}
