//! JSON that people write: its size is bounded, and no key may occur twice in an object.

use std::io::Read;

use endpoint_runtime::{Json, dynamic::parse_json, without_byte_order_mark};

/// The longest text that is read, in bytes.
pub(crate) const LIMIT: u64 = 16 * 1024 * 1024;

/// Reads a text of at most [`LIMIT`] bytes, without the byte order mark that some editors put in front.
pub(crate) fn read(reader: &mut dyn Read) -> Result<String, String> {
    let text = bytes(reader)?;
    String::from_utf8(without_byte_order_mark(&text).to_owned()).map_err(|_| "it is no UTF-8".to_owned())
}

/// Reads at most [`LIMIT`] bytes.
pub(crate) fn bytes(reader: &mut dyn Read) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    reader.take(LIMIT + 1).read_to_end(&mut bytes).map_err(|error| error.to_string())?;
    if bytes.len() as u64 > LIMIT {
        return Err(format!("it is longer than {} MiB", LIMIT / 1024 / 1024));
    }
    Ok(bytes)
}

/// Parses a JSON value. The error names the line and the column, and never a value.
pub(crate) fn parse(text: &str) -> Result<Json, String> {
    parse_json(text).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_that_occurs_twice_is_refused() {
        let error = parse(r#"{"a":[{"b":1,"b":2}]}"#).unwrap_err();
        assert!(error.starts_with("the key `b` occurs twice in one object"), "{error}");
    }

    #[test]
    fn what_is_too_long_or_no_text_is_refused() {
        let mut endless = std::io::repeat(b' ');
        assert_eq!(read(&mut endless).unwrap_err(), "it is longer than 16 MiB");
        assert_eq!(read(&mut &b"\xff\xfe"[..]).unwrap_err(), "it is no UTF-8");
        assert_eq!(read(&mut "\u{feff}{}".as_bytes()).unwrap(), "{}");
    }
}
