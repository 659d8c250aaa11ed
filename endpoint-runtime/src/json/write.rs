//! The writer of all JSON: bodies of requests and of responses.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};

use super::{
    checks::check,
    float::{f32_text, f64_text},
};
use crate::error::JsonPath;

/// Appends a value as JSON. A float is written as [`f64_text`] describes, and one that JSON does not have is refused, at any depth.
///
/// # Errors
/// The value has no JSON form. The output is then incomplete.
pub(crate) fn write_json<T: Serialize + ?Sized>(value: &T, out: &mut Vec<u8>) -> Result<(), WriteError> {
    let mut has_null = false;
    let written = value.serialize(&mut Serializer::with_formatter(out, Numbers { has_null: &mut has_null }));
    // `serde_json` writes null for NaN and for the infinities. So only a text with a null has to be checked.
    match written {
        Ok(()) if !has_null => Ok(()),
        Ok(()) => check(value),
        Err(error) => Err(check(value).err().unwrap_or(WriteError::new(WriteProblem::Serde(error)))),
    }
}

/// An error of writing JSON, with the path of the value.
#[derive(Debug, thiserror::Error)]
#[error("{path}: {problem}")]
pub(crate) struct WriteError {
    pub(crate) path: JsonPath,
    pub(crate) problem: WriteProblem,
}

/// The problem of a value that has no JSON form.
#[derive(Debug, thiserror::Error)]
pub(crate) enum WriteProblem {
    /// A float is an infinity or NaN.
    #[error("expected a finite number")]
    NotFinite,
    /// The error of `Serialize`, whose text may contain the value.
    #[error("has no JSON form")]
    Serde(serde_json::Error),
}

impl WriteError {
    pub(super) fn new(problem: WriteProblem) -> Self {
        Self { path: JsonPath::default(), problem }
    }
}

/// A compact layout that writes floats as ECMAScript does, and notices nulls.
struct Numbers<'a> {
    has_null: &'a mut bool,
}

impl Formatter for Numbers<'_> {
    fn write_null<W: Write + ?Sized>(&mut self, writer: &mut W) -> io::Result<()> {
        *self.has_null = true;
        writer.write_all(b"null")
    }

    fn write_f64<W: Write + ?Sized>(&mut self, writer: &mut W, double: f64) -> io::Result<()> {
        writer.write_all(f64_text(double).unwrap_or_default().as_bytes())
    }

    fn write_f32<W: Write + ?Sized>(&mut self, writer: &mut W, single: f32) -> io::Result<()> {
        writer.write_all(f32_text(single).unwrap_or_default().as_bytes())
    }
}
