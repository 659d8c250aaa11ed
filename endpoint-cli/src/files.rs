//! Reading of files that the user names, of bounded length.

use std::{fs::File, path::Path};

use endpoint_runtime::Json;

use crate::json;

/// Reads a text file.
pub(crate) fn read_text(path: impl AsRef<Path>) -> Result<String, String> {
    json::read(&mut open(path)?)
}

/// Reads the bytes of a file.
pub(crate) fn read_bytes(path: impl AsRef<Path>) -> Result<Vec<u8>, String> {
    json::bytes(&mut open(path)?)
}

/// Reads a JSON file. The error names the line and the column, and never a value.
pub(crate) fn read_json(path: impl AsRef<Path>) -> Result<Json, String> {
    json::parse(&read_text(path)?)
}

fn open(path: impl AsRef<Path>) -> Result<File, String> {
    File::open(path).map_err(|error| error.to_string())
}
