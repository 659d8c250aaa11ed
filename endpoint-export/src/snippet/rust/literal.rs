//! Literals of Rust.

use endpoint_runtime::JsonNumber;

use crate::{
    quote::quoted_with,
    snippet::literal::{JSON, LiteralSyntax},
};

/// The syntax of `json!`.
pub(super) const RUST: LiteralSyntax =
    LiteralSyntax { indent: "    ", string, key: string, number: json_number, ..JSON };

/// Writes a string literal.
pub(super) fn string(text: &str) -> String {
    quoted_with(text, |code| format!("\\u{{{code:x}}}"))
}

/// Writes a number in `json!`. A whole number is an `i32` unless it has a suffix.
fn json_number(number: &JsonNumber) -> String {
    match (number.as_i64(), number.as_u64()) {
        (Some(integer), _) if i32::try_from(integer).is_err() => format!("{number}_i64"),
        (None, Some(_)) => format!("{number}_u64"),
        _ => number.to_string(),
    }
}
