//! What the tests of the sandbox have in common.

#![allow(clippy::unwrap_used, reason = "the helpers of a test may fail, too")]

use std::fmt::Debug;

use stytch_endpoints::Result;

/// Returns the status and the error type of a call that was refused.
#[track_caller]
pub(crate) fn refusal<T: Debug>(result: Result<T>) -> (u16, String) {
    let error = result.unwrap_err();
    let body = error.as_api().unwrap();
    (body.status_code, body.error_type.clone().unwrap())
}

/// Returns a refusal as [`refusal`] does.
pub(crate) fn refused(status: u16, error_type: &str) -> (u16, String) {
    (status, error_type.to_owned())
}

/// Checks the status and the error type of a call that has to be refused.
#[macro_export]
macro_rules! assert_refused {
    ($call:expr, $status:literal, $kind:literal) => {
        assert_eq!($crate::support::refusal($call.await), $crate::support::refused($status, $kind))
    };
}
