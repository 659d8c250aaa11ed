//! The span and the total timeout of a call, which apply to everything that the call waits for.

use std::{
    future::poll_fn,
    panic::{AssertUnwindSafe, catch_unwind},
    pin::{Pin, pin},
    task::{Context, Poll, ready},
    time::Duration,
};

use tokio::{
    runtime::{Handle, Id},
    time::{Instant, Sleep, sleep},
};
use tracing::Span;

use crate::{
    error::{Failure, Stage},
    no_runtime::{NoRuntime, OtherRuntime, RuntimeGone},
};

/// The span, the total timeout and the runtime of a call.
pub(super) struct Scope<'a> {
    pub(super) span: Span,
    limit: Option<Duration>,
    timer: Pin<&'a mut Sleep>,
    /// The runtime that drives the call's timer and connection.
    runtime: Id,
}

impl<'a> Scope<'a> {
    /// Takes the timer and its runtime that [`start_timer`] returned for the same limit.
    pub(super) fn new(limit: Option<Duration>, timer: Pin<&'a mut Sleep>, runtime: Id) -> Self {
        Self { span: Span::none(), limit, timer, runtime }
    }

    /// Returns the time that is left; `None` if it is unlimited.
    pub(super) fn remaining(&self) -> Option<Duration> {
        self.limit.map(|_| self.timer.deadline().saturating_duration_since(Instant::now()))
    }

    /// Waits for `future` in the span, but not beyond the total timeout.
    ///
    /// # Errors
    /// The timeout expired, or the runtime of the call is gone or is not the current one, and might never wake it.
    pub(super) fn wait<F: Future + Unpin>(
        &mut self,
        mut future: F,
    ) -> impl Future<Output = Result<F::Output, Box<Failure>>> {
        poll_fn(move |context| {
            let _entered = self.span.enter();
            if let Poll::Ready(output) = Pin::new(&mut future).poll(context) {
                return Poll::Ready(Ok(output));
            }
            if current_runtime().is_some_and(|current| current != self.runtime) {
                return Poll::Ready(Err(Box::new(Failure::internal(Stage::Transport, OtherRuntime))));
            }
            match self.limit {
                Some(limit) => {
                    ready!(poll_timer(self.timer.as_mut(), context))?;
                    Poll::Ready(Err(timed_out(limit)))
                }
                None => Poll::Pending,
            }
        })
    }

    /// Waits for the delay before the next attempt, but not beyond the total timeout.
    ///
    /// # Errors
    /// As for [`wait`](Self::wait).
    pub(super) async fn delay(&mut self, delay: Duration) -> Result<(), Box<Failure>> {
        let mut timer = pin!(sleep(delay));
        self.wait(poll_fn(move |context| poll_timer(timer.as_mut(), context))).await?
    }
}

pub(super) fn current_runtime() -> Option<Id> {
    Handle::try_current().ok().map(|handle| handle.id())
}

/// Polls a timer. Tokio panics if its runtime has been shut down, and offers no other way to ask.
pub(super) fn poll_timer(timer: Pin<&mut Sleep>, context: &mut Context<'_>) -> Poll<Result<(), Box<Failure>>> {
    match catch_unwind(AssertUnwindSafe(|| timer.poll(context))) {
        Ok(polled) => polled.map(Ok),
        Err(_) => Poll::Ready(Err(Box::new(Failure::internal(Stage::Transport, RuntimeGone)))),
    }
}

/// Starts the timer of a call, and returns it with its runtime. It is started even without a limit, so that a runtime without timers is noticed.
///
/// # Errors
/// There is no Tokio runtime, it has no timers, or the limit is zero.
pub(super) fn start_timer(limit: Option<Duration>) -> Result<(Sleep, Id), Box<Failure>> {
    let no_runtime = || Box::new(Failure::internal(Stage::Connect, NoRuntime));
    let runtime = current_runtime().ok_or_else(no_runtime)?;
    // Tokio panics in a runtime without timers, and offers no other way to ask.
    let timer = catch_unwind(|| sleep(limit.unwrap_or_default())).map_err(|_| no_runtime())?;
    if limit == Some(Duration::ZERO) { Err(timed_out(Duration::ZERO)) } else { Ok((timer, runtime)) }
}

fn timed_out(limit: Duration) -> Box<Failure> {
    Box::new(Failure::internal(Stage::Timeout, TimedOut(limit)))
}

#[derive(Debug, thiserror::Error)]
#[error(
    "no complete response within {0:?}; raise the call's, the endpoint's or the client's `timeout` if it may take longer"
)]
struct TimedOut(Duration);
