//! Methods of a result that are called on a call, without `.await` before them. Their error says so.

use super::Call;
use crate::endpoint::{Endpoint, Output};

/// Implemented by nothing: a call has no result before `.await`.
#[diagnostic::on_unimplemented(
    message = "a call has no result before `.await`",
    label = "write `.await` before this",
    note = "`.await` is for `async` functions; `endpoint_runtime::blocking` sends requests in others"
)]
pub trait Awaited: Sized {
    /// Returns the value of the result.
    fn value<T>(self) -> T;
}

impl<E: Endpoint> Call<E> {
    /// Does not compile: write `.await` before it.
    #[doc(hidden)]
    #[must_use]
    pub fn unwrap(self) -> Output<E>
    where
        Self: Awaited,
    {
        self.value()
    }

    /// Does not compile: write `.await` before it.
    #[doc(hidden)]
    #[must_use]
    pub fn expect(self, _message: &str) -> Output<E>
    where
        Self: Awaited,
    {
        self.value()
    }
}
