//! What the `Debug` of a request and of a header group is made of.

use std::fmt;

use crate::redact::REDACTED;

/// The `Debug` of a request.
///
/// # Errors
/// The formatter's own.
pub fn debug_struct(f: &mut fmt::Formatter<'_>, name: &str, fields: &[(&str, &dyn fmt::Debug)]) -> fmt::Result {
    let mut debug = f.debug_struct(name);
    for (name, value) in fields {
        debug.field(name, value);
    }
    debug.finish()
}

/// A value that a request's `Debug` shows.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be shown by the request's `Debug`",
    label = "not `Debug`",
    note = "derive `Debug` for it, or mark the argument `#[sensitive]`, so that it is redacted"
)]
pub trait DebugField {
    /// The value as something to be shown.
    fn as_debug(&self) -> &dyn fmt::Debug;

    /// The same of an optional value.
    fn optional_as_debug(value: &Option<Self>) -> &dyn fmt::Debug
    where
        Self: Sized;
}

#[diagnostic::do_not_recommend]
impl<T: fmt::Debug> DebugField for T {
    fn as_debug(&self) -> &dyn fmt::Debug {
        self
    }

    fn optional_as_debug(value: &Option<Self>) -> &dyn fmt::Debug {
        value
    }
}

/// Stands in a `Debug` for a sensitive field. An absent optional value is shown as absent.
#[derive(Clone, Copy)]
pub struct Redacted;

impl fmt::Debug for Redacted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(REDACTED)
    }
}
