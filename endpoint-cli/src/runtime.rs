//! Waiting for what is asynchronous.

use tokio::runtime::{Builder, Handle};

use crate::failure::Failure;

/// Runs the future to its end on this thread.
pub(crate) fn block_on<T>(future: impl Future<Output = T>) -> Result<T, Failure> {
    if Handle::try_current().is_ok() {
        return Err(Failure::failed("a command line cannot run within an async runtime; give it a thread of its own"));
    }
    match Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => Ok(runtime.block_on(future)),
        Err(error) => Err(Failure::failed(format_args!("there is no async runtime: {error}"))),
    }
}
