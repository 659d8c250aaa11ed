//! The parts of the emitted `Debug` impls of requests, header groups and objects.

use std::fmt;

use crate::redact::REDACTED;

/// Writes a struct of fields with these names and values.
///
/// # Errors
/// The formatter fails.
pub fn debug_struct(f: &mut fmt::Formatter<'_>, name: &str, names: &[&str], values: &[&dyn fmt::Debug]) -> fmt::Result {
    let mut debug = f.debug_struct(name);
    for (name, value) in names.iter().zip(values) {
        debug.field(name, value);
    }
    debug.finish()
}

/// A field in an emitted `Debug`: any `Debug` type.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be shown by `Debug`",
    label = "not `Debug`",
    note = "derive `Debug` for it, or mark the argument or field `#[sensitive]` to redact it"
)]
pub trait DebugField {
    /// Returns the value as `Debug`.
    fn as_debug(&self) -> &dyn fmt::Debug;

    /// Returns the optional value as `Debug`.
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

/// Returns a placeholder for the value of an optional sensitive field, if there is one.
#[must_use]
pub fn redacted<T>(value: &Option<T>) -> &'static dyn fmt::Debug {
    if value.is_some() { &Some(Redacted) } else { &None::<Redacted> }
}

/// A placeholder for the value of a sensitive field.
#[derive(Clone, Copy)]
pub struct Redacted;

impl fmt::Debug for Redacted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(REDACTED)
    }
}
