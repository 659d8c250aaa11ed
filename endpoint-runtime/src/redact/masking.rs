//! Writing a placeholder in the place of every sensitive value.

use std::cell::Cell;

thread_local! {
    /// `true` while [`masked`] runs.
    ///
    /// `Serialize` has no parameter for this, and sensitive fields are at any depth of a body.
    static MASKING: Cell<bool> = const { Cell::new(false) };
}

/// Writes [`REDACTED`](super::REDACTED) in the place of sensitive values while `write` runs.
#[cfg(any(feature = "cassette", feature = "mock"))]
pub(crate) fn masked<T>(write: impl FnOnce() -> T) -> T {
    struct Restore(bool);

    impl Drop for Restore {
        fn drop(&mut self) {
            MASKING.set(self.0);
        }
    }

    let _restore = Restore(MASKING.replace(true));
    write()
}

/// Returns whether a value is written as the placeholder.
#[inline]
pub(crate) fn is_masked(sensitive: bool) -> bool {
    sensitive && MASKING.get()
}
