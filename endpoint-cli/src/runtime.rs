//! Running futures to their end.

use tokio::runtime::{Builder, Handle};

use crate::failure::Failure;

/// Runs the future to its end on this thread.
pub(crate) fn block_on<T>(future: impl Future<Output = T>) -> Result<T, Failure> {
    run(&mut Builder::new_current_thread(), future)
}

/// Runs the future to its end on this thread, and its tasks on `workers` threads, or on one thread for each processor.
pub(crate) fn block_on_workers<T>(workers: Option<usize>, future: impl Future<Output = T>) -> Result<T, Failure> {
    match workers {
        Some(0 | 1) => block_on(future),
        Some(workers) => run(Builder::new_multi_thread().worker_threads(workers.min(1024)), future),
        None => run(&mut Builder::new_multi_thread(), future),
    }
}

fn run<T>(builder: &mut Builder, future: impl Future<Output = T>) -> Result<T, Failure> {
    if Handle::try_current().is_ok() {
        return Err(Failure::local("a command line cannot run within an async runtime; run it on a thread of its own"));
    }
    match builder.enable_all().build() {
        Ok(runtime) => Ok(runtime.block_on(future)),
        Err(error) => Err(Failure::local(format_args!("cannot start an async runtime: {error}"))),
    }
}
