//! One connection pool for each Tokio runtime.

use std::{
    net::{Ipv4Addr, UdpSocket},
    panic::catch_unwind,
    sync::{Mutex, OnceLock, PoisonError},
};

use tokio::runtime::{Handle, Id};

use super::TransportError;
use crate::no_runtime::NoRuntime;

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
    ///
    /// # Errors
    /// The runtime is new and cannot open connections, or `make` fails.
    pub(super) fn with<R>(
        &self,
        make: impl FnOnce() -> Result<T, TransportError>,
        with: impl FnOnce(&T) -> R,
    ) -> Result<R, TransportError> {
        let runtime = Handle::try_current().ok().map(|handle| handle.id());
        if self.first_runtime.get().is_none() {
            check_io(runtime)?;
        }
        if *self.first_runtime.get_or_init(|| runtime) == runtime {
            return Ok(with(&self.first));
        }
        let mut further = self.further.lock().unwrap_or_else(PoisonError::into_inner);
        let known = further.iter().find(|(known, _)| *known == runtime).map(|(_, value)| value.clone());
        let value = match known {
            Some(value) => value,
            None => {
                check_io(runtime)?;
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

/// Checks that the current runtime has I/O. Tokio panics in one without it, and offers no other way to ask.
fn check_io(runtime: Option<Id>) -> Result<(), TransportError> {
    let socket = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).and_then(|socket| {
        socket.set_nonblocking(true)?;
        Ok(socket)
    });
    match (runtime, socket) {
        (Some(_), Ok(socket)) => catch_unwind(|| tokio::net::UdpSocket::from_std(socket))
            .map(drop)
            .map_err(|_| TransportError::connect(NoRuntime)),
        // Without a runtime the client has refused the call. Without a socket, connecting tells more.
        _ => Ok(()),
    }
}
