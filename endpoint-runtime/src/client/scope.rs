//! The span and the total timeout of a call, which apply to everything that the call waits for.

use std::{
    future::poll_fn,
    panic::catch_unwind,
    pin::Pin,
    task::{Poll, ready},
    time::Duration,
};

use tokio::{
    runtime::Handle,
    time::{Instant, Sleep, sleep},
};
use tracing::Span;

use crate::error::{Failure, Stage};

/// The span and the total timeout of a call.
pub(super) struct Scope<'a> {
    pub(super) span: Span,
    limit: Option<Duration>,
    timer: Pin<&'a mut Sleep>,
}

impl<'a> Scope<'a> {
    /// Takes the timer that [`start_timer`] returned for the same limit.
    pub(super) fn new(limit: Option<Duration>, timer: Pin<&'a mut Sleep>) -> Self {
        Self { span: Span::none(), limit, timer }
    }

    /// Returns the time that is left; `None` if it is unlimited.
    pub(super) fn remaining(&self) -> Option<Duration> {
        self.limit.map(|_| self.timer.deadline().saturating_duration_since(Instant::now()))
    }

    /// Waits for `future` in the span, but not beyond the total timeout.
    pub(super) fn wait<F: Future + Unpin>(
        &mut self,
        mut future: F,
    ) -> impl Future<Output = Result<F::Output, Box<Failure>>> {
        poll_fn(move |context| {
            let _entered = self.span.enter();
            if let Poll::Ready(output) = Pin::new(&mut future).poll(context) {
                return Poll::Ready(Ok(output));
            }
            match self.limit {
                Some(limit) => {
                    ready!(self.timer.as_mut().poll(context));
                    Poll::Ready(Err(timed_out(limit)))
                }
                None => Poll::Pending,
            }
        })
    }
}

/// Starts the timer of a call. It is started even without a limit, so that a runtime without timers is noticed.
///
/// # Errors
/// There is no Tokio runtime, it has no timers, or the limit is zero.
pub(super) fn start_timer(limit: Option<Duration>) -> Result<Sleep, Box<Failure>> {
    let no_runtime = || Box::new(Failure::internal(Stage::Connect, NoRuntime));
    Handle::try_current().map_err(|_| no_runtime())?;
    // Tokio panics in a runtime without timers, and offers no other way to ask.
    let timer = catch_unwind(|| sleep(limit.unwrap_or_default())).map_err(|_| no_runtime())?;
    if limit == Some(Duration::ZERO) { Err(timed_out(Duration::ZERO)) } else { Ok(timer) }
}

fn timed_out(limit: Duration) -> Box<Failure> {
    Box::new(Failure::internal(Stage::Timeout, TimedOut(limit)))
}

/// Returns true if the call failed for want of a Tokio runtime with timers, which a retry does not change.
pub(super) fn has_no_runtime(failure: &Failure) -> bool {
    failure.source.as_ref().is_some_and(|source| source.is::<NoRuntime>())
}

#[derive(Debug, thiserror::Error)]
#[error(
    "no complete response within {0:?}; raise the call's, the endpoint's or the client's `timeout` if it may take longer"
)]
struct TimedOut(Duration);

#[derive(Debug, thiserror::Error)]
#[error(
    "calls run in a Tokio runtime with its timers enabled (`#[tokio::main]`, or `enable_all` on the builder); without one use the blocking client"
)]
struct NoRuntime;
