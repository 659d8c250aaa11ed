//! The values that `new` and setters take: of a required argument, a value that converts into it; of an optional one, also an
//! `Option` of such a value.
//!
//! ```
//! # use endpoint_runtime::{Result, endpoints};
//! #[endpoints]
//! pub trait Teams {
//!     #[endpoint(GET "/v1/teams?<name>&<size>")]
//!     async fn list(&self, name: Option<String>, size: Option<u32>) -> Result<Vec<String>>;
//! }
//!
//! let request = ListRequest::new().name("red").size(3);
//! // As they come out of a form or a command line:
//! let (name, size) = (Some("red"), None);
//! let request = request.name(name).size(size);
//! assert_eq!((request.name.as_deref(), request.size), (Some("red"), None));
//! ```
//!
//! The compiler cannot tell which type a bare `None` would have had, except for numbers, `bool` and `char`: assign the field,
//! `request.name = None`. The value of a number is not converted, so that a literal has the right type.

/// A value that converts into the `T` of a required argument: any `Into<T>`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not convert into `{T}`",
    label = "not a `{T}`, and not `Into<{T}>`",
    note = "pass a `{T}`; for a newtype that derives `Param`: `#[param(from)]` on it adds the conversion from what it holds"
)]
pub trait IntoRequired<T> {
    /// Returns the value of the argument.
    fn into_required(self) -> T;
}

#[diagnostic::do_not_recommend]
impl<T, V: Into<T>> IntoRequired<T> for V {
    #[inline]
    fn into_required(self) -> T {
        self.into()
    }
}

/// A number, a `bool` or a `char`, or an `Option` of one.
#[diagnostic::on_unimplemented(
    message = "this setter takes `{T}` or `Option<{T}>`, not `{Self}`",
    label = "neither `{T}` nor `Option<{T}>`"
)]
pub trait IntoOptionalScalar<T> {
    /// Returns the value that the setter sets.
    fn into_optional(self) -> Option<T>;
}

#[diagnostic::do_not_recommend]
impl<T> IntoOptionalScalar<T> for T {
    fn into_optional(self) -> Option<T> {
        Some(self)
    }
}

#[diagnostic::do_not_recommend]
impl<T> IntoOptionalScalar<T> for Option<T> {
    fn into_optional(self) -> Option<T> {
        self
    }
}

/// A value that converts into `T`, or an `Option` of one. The compiler finds the `Form`, [`Value`] or [`Optional`].
#[diagnostic::on_unimplemented(
    message = "this setter takes a value that converts into `{T}`, or an `Option` of one, not `{Self}`",
    label = "does not convert into `{T}`",
    note = "for a newtype that derives `Param`: `#[param(from)]` on it adds the conversion from what it holds"
)]
pub trait IntoOptional<T, Form> {
    /// Returns the value that the setter sets.
    fn into_optional(self) -> Option<T>;
}

/// The form of a value by itself.
#[derive(Clone, Copy, Debug)]
pub enum Value {}

/// The form of a value in an `Option`.
#[derive(Clone, Copy, Debug)]
pub enum Optional {}

#[diagnostic::do_not_recommend]
impl<T, V: Into<T>> IntoOptional<T, Value> for V {
    fn into_optional(self) -> Option<T> {
        Some(self.into())
    }
}

#[diagnostic::do_not_recommend]
impl<T, V: Into<T>> IntoOptional<T, Optional> for Option<V> {
    fn into_optional(self) -> Option<T> {
        self.map(Into::into)
    }
}
