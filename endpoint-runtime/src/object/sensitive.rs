//! The comparison of secrets.

use subtle::ConstantTimeEq;

use crate::param::{Param, ParamText};

/// A value that can be a sensitive field of an object, by itself or in an `Option`: a [`Param`], or a list of them.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a sensitive field: it cannot be compared in constant time",
    label = "not a `Param`",
    note = "write a type that is a `Param`, such as a newtype that derives it, an `Option` or a `Vec` of one; or mark the fields inside of `{Self}`"
)]
pub trait SensitiveField: Sized {
    /// Compares two secrets in a time that depends on their lengths only.
    fn equals(&self, other: &Self) -> bool;

    /// Compares two optional secrets, likewise.
    fn optional_equals(one: &Option<Self>, other: &Option<Self>) -> bool {
        match (one, other) {
            (Some(one), Some(other)) => one.equals(other),
            (one, other) => one.is_none() && other.is_none(),
        }
    }

    /// Compares two optional secrets that may be null, likewise.
    fn nullable_equals(one: &Option<Option<Self>>, other: &Option<Option<Self>>) -> bool {
        match (one, other) {
            (Some(one), Some(other)) => Self::optional_equals(one, other),
            (one, other) => one.is_none() && other.is_none(),
        }
    }
}

#[diagnostic::do_not_recommend]
impl<T: Param> SensitiveField for T {
    fn equals(&self, other: &Self) -> bool {
        match (self.to_text(), other.to_text()) {
            (Ok(one), Ok(other)) => text_equals(&one, &other),
            _ => false,
        }
    }
}

#[diagnostic::do_not_recommend]
impl<T: SensitiveField> SensitiveField for Vec<T> {
    fn equals(&self, other: &Self) -> bool {
        // Every item is compared, so that the time does not tell the first difference.
        let items = self.iter().zip(other);
        self.len() == other.len() && items.fold(true, |equal, (one, other)| one.equals(other) & equal)
    }
}

#[diagnostic::do_not_recommend]
impl<T: SensitiveField> SensitiveField for Option<T> {
    fn equals(&self, other: &Self) -> bool {
        T::optional_equals(self, other)
    }
}

fn text_equals(one: &ParamText<'_>, other: &ParamText<'_>) -> bool {
    one.as_bytes().ct_eq(other.as_bytes()).into()
}
