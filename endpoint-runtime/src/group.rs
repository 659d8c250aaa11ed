//! Groups of headers and of query parameters: the parts of their expansions that are the same.
#![doc(hidden)]

mod named;
mod prefix;

pub use named::{NamedGroup, NamedGroupCheck};
pub use prefix::{prefixed_length, prefixed_names, with_names};

/// The type of the values in a field of a group, which setters of requests take. The derives implement it.
pub trait GroupField<const INDEX: usize> {
    /// The type inside of the `Option` or the list, or that of a map.
    type Value;
}

/// A group that has no required parameter. The derives implement it.
pub trait EmptyGroup: Sized {
    /// Makes a group without values.
    fn empty() -> Self;
}

/// The fallback for the macro that a derived group has under its own name: passes the call on without parameters.
#[macro_export]
macro_rules! __group_without_macro {
    ([$($next:tt)*] $($call:tt)*) => { $($next)* ! { $($call)* { false false } } };
}
