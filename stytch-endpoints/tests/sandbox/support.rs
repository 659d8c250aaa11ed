//! Helpers of the sandbox's tests.

#![allow(clippy::unwrap_used, reason = "the helpers of a test may fail, too")]

use stytch_endpoints::{Error, Result};

/// Returns the status and the type of a call's error.
#[track_caller]
pub(crate) fn refused<T>(result: Result<T>) -> (u16, String) {
    let error: Error = result.map(|_| "the call was not refused").unwrap_err();
    let status = error.status().unwrap().as_u16();
    (status, error.as_api().unwrap().kind().to_string())
}

/// Returns an error as [`refused`] does.
pub(crate) fn error(status: u16, kind: &str) -> (u16, String) {
    (status, kind.to_owned())
}

/// Checks the status and the type of a call's error.
macro_rules! assert_refused {
    ($call:expr, $status:literal, $kind:literal) => {
        assert_eq!(crate::support::refused($call.await), ($status, $kind.to_owned()))
    };
}
pub(crate) use assert_refused;
