//! The value of a field before it is read.

/// A type with a value that a reader starts from, and that stands for a missing member: any `Default` type, and every object.
///
/// An object with required fields that is sent has no `Default`, since a request without them would be wrong. It has this.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no default value, which a field has if the API leaves its member out",
    label = "not `Default`",
    note = "write `Option<{Self}>`, give the field a value by `#[field(default = …)]`, or implement `Default` for `{Self}`"
)]
pub trait Blank {
    /// Returns the value.
    fn blank() -> Self;
}

#[diagnostic::do_not_recommend]
impl<T: Default> Blank for T {
    fn blank() -> Self {
        T::default()
    }
}
