//! The errors of calls whose Tokio runtime is missing, incomplete, gone or another one.

/// The error of a call without a Tokio runtime that has all that a call needs.
#[derive(Debug, thiserror::Error)]
#[error(
    "calls run in a Tokio runtime with its timers and its I/O enabled (`#[tokio::main]`, or `enable_all` on the builder); without one use the blocking client"
)]
pub(crate) struct NoRuntime;

/// The error of a call whose runtime has been shut down.
#[derive(Debug, thiserror::Error)]
#[error("the Tokio runtime of the call has been shut down; keep the runtime until its calls have ended")]
pub(crate) struct RuntimeGone;

/// The error of a call that another runtime polls than the one in which it started.
#[derive(Debug, thiserror::Error)]
#[error(
    "the call was started in another Tokio runtime, which drives its connection; await it there, or send the request anew"
)]
pub(crate) struct OtherRuntime;
