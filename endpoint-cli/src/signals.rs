//! Signals of the operating system, and the interruption that ends a command.

use std::{io, task::Poll};

use crate::{failure::Failure, io::Interrupt};

/// Begins to listen for the interruption, and returns a future that waits for it.
///
/// A signal that comes before that future is awaited is not lost. Call this before anybody can know that there is something
/// to interrupt.
pub(crate) async fn listen(mut interrupt: Interrupt<'_>) -> impl Future<Output = Result<(), Failure>> {
    let early = std::future::poll_fn(|context| Poll::Ready(interrupt.as_mut().poll(context))).await;
    async move {
        let end = match early {
            Poll::Ready(end) => end,
            Poll::Pending => interrupt.await,
        };
        end.map_err(|error| Failure::local(format_args!("cannot wait for signals: {error}")))
    }
}

/// Waits for the first signal that asks the process to stop: Ctrl-C or SIGTERM.
#[cfg(unix)]
pub(crate) async fn shutdown_requested() -> io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};

    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    std::future::poll_fn(|context| {
        let is_over = interrupt.poll_recv(context).is_ready() || terminate.poll_recv(context).is_ready();
        if is_over { Poll::Ready(Ok(())) } else { Poll::Pending }
    })
    .await
}

/// Waits for Ctrl-C.
#[cfg(not(unix))]
pub(crate) async fn shutdown_requested() -> io::Result<()> {
    tokio::signal::ctrl_c().await
}

/// The signal SIGHUP, on which the gateway reads its settings again.
#[cfg(unix)]
pub(crate) struct Hangup(Option<tokio::signal::unix::Signal>);

#[cfg(unix)]
impl Hangup {
    /// Listens for the signal, which does not end the process from now on.
    pub(crate) fn new() -> Self {
        Self(tokio::signal::unix::signal(tokio::signal::unix::SignalKind::hangup()).ok())
    }

    pub(crate) async fn next(&mut self) {
        let came = match &mut self.0 {
            Some(signal) => signal.recv().await,
            None => None,
        };
        if came.is_none() {
            std::future::pending::<()>().await;
        }
    }
}

/// A signal that never comes, on systems without SIGHUP.
#[cfg(not(unix))]
pub(crate) struct Hangup;

#[cfg(not(unix))]
impl Hangup {
    pub(crate) fn new() -> Self {
        Self
    }

    pub(crate) async fn next(&mut self) {
        std::future::pending().await
    }
}
