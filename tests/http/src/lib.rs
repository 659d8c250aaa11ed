//! Holds the tests beside it; there is nothing to use.

/// The README's code compiles.
#[cfg(doctest)]
#[doc = include_str!("../../../README.md")]
pub struct Readme;
