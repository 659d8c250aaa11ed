//! JSON as commands print it.

use serde::Serialize;

use crate::{escape, failure::Failure};

/// Writes the value on several lines, with characters escaped that a terminal would obey or hide.
pub(crate) fn pretty(value: &impl Serialize) -> Result<String, Failure> {
    finish(serde_json::to_string_pretty(value))
}

/// Writes the value on one line, escaped in the same way.
pub(crate) fn compact(value: &impl Serialize) -> Result<String, Failure> {
    finish(serde_json::to_string(value))
}

fn finish(written: serde_json::Result<String>) -> Result<String, Failure> {
    match written {
        Ok(text) => Ok(escape::json(&text) + "\n"),
        Err(error) => Err(Failure::local(format_args!("cannot write JSON: {error}"))),
    }
}
