//! Waiting for what is asynchronous.

use tokio::runtime::{Builder, Handle};

use crate::failure::Failure;

/// Runs the future to its end on this thread.
pub(crate) fn block_on<T>(future: impl Future<Output = T>) -> Result<T, Failure> {
    run(&mut Builder::new_current_thread(), future)
}

/// Runs the future to its end on this thread, and what it spawns on so many others, or as many as there are processors.
pub(crate) fn block_on_workers<T>(workers: Option<usize>, future: impl Future<Output = T>) -> Result<T, Failure> {
    match workers {
        Some(0 | 1) => block_on(future),
        Some(workers) => run(Builder::new_multi_thread().worker_threads(workers.min(1024)), future),
        None => run(&mut Builder::new_multi_thread(), future),
    }
}

fn run<T>(builder: &mut Builder, future: impl Future<Output = T>) -> Result<T, Failure> {
    if Handle::try_current().is_ok() {
        return Err(Failure::failed("a command line cannot run within an async runtime; give it a thread of its own"));
    }
    match builder.enable_all().build() {
        Ok(runtime) => Ok(runtime.block_on(future)),
        Err(error) => Err(Failure::failed(format_args!("there is no async runtime: {error}"))),
    }
}
