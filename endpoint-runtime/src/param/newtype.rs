//! The types that a newtype deriving `Param` may hold.

use std::{fmt::Display, str::FromStr};

use super::{Param, ParamError, ParamText};

/// A type that a newtype writes and reads by its [`Param`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no text form, so that a newtype of it has none",
    label = "not a `Param`",
    note = "if `{Self}` has `Display` and `FromStr`: write `#[param(display)]` on the newtype, which is written and read by them",
    note = "else: derive `Param` for `{Self}`, or implement it for the newtype by hand; an argument is `Option<T>` or `Vec<T>` of a newtype `T`"
)]
pub trait ParamField: Sized {
    /// Returns the text of the value.
    ///
    /// # Errors
    /// The value has no text.
    fn to_text(&self) -> Result<ParamText<'_>, ParamError>;

    /// Parses the text of a value.
    ///
    /// # Errors
    /// No value has this text.
    fn from_text(text: &str) -> Result<Self, ParamError>;
}

#[diagnostic::do_not_recommend]
impl<T: Param> ParamField for T {
    #[inline]
    fn to_text(&self) -> Result<ParamText<'_>, ParamError> {
        <T as Param>::to_text(self)
    }

    #[inline]
    fn from_text(text: &str) -> Result<Self, ParamError> {
        <T as Param>::from_text(text)
    }
}

/// A type that a newtype with `#[param(display)]` writes and reads.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not both `Display` and `FromStr`, by which `#[param(display)]` writes and reads it",
    label = "not both `Display` and `FromStr`",
    note = "implement both for `{Self}`, remove `#[param(display)]` if it is a `Param`, or implement `Param` for the newtype by hand"
)]
pub trait DisplayField: Sized {
    /// Returns the text of the value.
    fn to_text(&self) -> ParamText<'_>;

    /// Parses the text of a value.
    ///
    /// # Errors
    /// No value has this text.
    fn from_text(text: &str) -> Result<Self, ParamError>;
}

#[diagnostic::do_not_recommend]
impl<T: Display + FromStr> DisplayField for T {
    fn to_text(&self) -> ParamText<'_> {
        ParamText::display(self)
    }

    fn from_text(text: &str) -> Result<Self, ParamError> {
        T::from_str(text).map_err(|_| ParamError::new("expected a text in another format"))
    }
}
