//! The way in which a value becomes text.

use super::Nesting;

/// The way in which the value of an argument becomes text, where it is sent as such.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum TextForm {
    /// The text of its `Param`; a list is sent value by value.
    Plain,
    /// `#[join(",")]`: the texts of a list, with this character between them.
    Joined(char),
    /// `#[encode(json)]`: the JSON text.
    Json,
    /// `#[encode(brackets)]`, `#[encode(dots)]`: a text with a key of its own for each scalar in the value.
    Nested(Nesting),
}
