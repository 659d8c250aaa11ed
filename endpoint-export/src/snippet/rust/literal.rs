//! Literals of Rust.

use serde_json::Number;

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
fn json_number(number: &Number) -> String {
    let fits = number.as_i64().is_some_and(|number| i32::try_from(number).is_ok());
    match (number.is_i64(), number.is_u64()) {
        (true, _) if !fits => format!("{number}_i64"),
        (_, true) if !fits => format!("{number}_u64"),
        _ => number.to_string(),
    }
}
