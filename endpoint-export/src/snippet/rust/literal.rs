//! Rust's literals.

use std::fmt::Write;

use serde_json::Number;

use crate::snippet::literal::{JSON, Syntax, is_invisible};

/// What `json!` takes.
pub(super) const RUST: Syntax = Syntax { indent: "    ", text: string, key: string, number: json_number, ..JSON };

/// A string literal.
pub(super) fn string(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if is_invisible(c) => {
                let _ = write!(out, "\\u{{{:x}}}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// A number in `json!`: a whole one is an `i32` unless it says otherwise.
fn json_number(number: &Number) -> String {
    let fits = number.as_i64().is_some_and(|number| i32::try_from(number).is_ok());
    match (number.is_i64(), number.is_u64()) {
        (true, _) if !fits => format!("{number}_i64"),
        (_, true) if !fits => format!("{number}_u64"),
        _ => number.to_string(),
    }
}
