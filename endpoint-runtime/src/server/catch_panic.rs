//! Catching the panics of an implementation.

use std::{
    any::Any,
    panic::{AssertUnwindSafe, catch_unwind},
    pin::Pin,
    task::{Context, Poll},
};

/// A panic, without its message, which may contain secrets.
#[derive(Debug)]
pub(crate) struct Panicked;

/// A future that returns [`Panicked`] if the inner future panics.
pub(crate) struct CatchPanic<'a, F>(pub(crate) Pin<&'a mut F>);

impl<F: Future> Future for CatchPanic<'_, F> {
    type Output = Result<F::Output, Panicked>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        // The inner future is not polled after a panic, so its inconsistent state is not observed.
        match catch(|| self.0.as_mut().poll(context)) {
            Ok(poll) => poll.map(Ok),
            Err(panicked) => Poll::Ready(Err(panicked)),
        }
    }
}

/// Calls a function whose inconsistent state after a panic is not observed.
pub(crate) fn catch<T>(call: impl FnOnce() -> T) -> Result<T, Panicked> {
    catch_unwind(AssertUnwindSafe(call)).map_err(|payload| {
        discard(payload);
        Panicked
    })
}

/// Drops the payload of a panic, whose own `drop` may panic.
fn discard(payload: Box<dyn Any + Send>) {
    if let Err(another) = catch_unwind(AssertUnwindSafe(|| drop(payload))) {
        std::mem::forget(another);
    }
}

#[cfg(test)]
mod tests {
    use std::{future::poll_fn, panic::panic_any, pin::pin};

    use super::*;

    #[tokio::test]
    async fn a_panic_after_an_await_is_caught() {
        let future = pin!(async {
            tokio::task::yield_now().await;
            panic!("s3cret");
        });
        let result: Result<(), Panicked> = CatchPanic(future).await;
        assert!(result.is_err());
    }

    #[tokio::test]
    async fn a_payload_that_panics_when_dropped_is_caught() {
        struct Bomb;
        impl Drop for Bomb {
            fn drop(&mut self) {
                panic!("again");
            }
        }
        let future = pin!(poll_fn(|_| -> Poll<()> { panic_any(Bomb) }));
        assert!(CatchPanic(future).await.is_err());
    }

    #[tokio::test]
    async fn a_result_is_returned() {
        assert_eq!(CatchPanic(pin!(async { 7 })).await.unwrap(), 7);
    }
}
