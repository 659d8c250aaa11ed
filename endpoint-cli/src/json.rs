//! JSON that people write: bounded, and no key stands twice.

use std::{collections::HashSet, fmt, io::Read};

use serde::{
    Deserialize, Deserializer,
    de::{Error as _, MapAccess, SeqAccess, Visitor},
};
use serde_json::Value;

/// The longest text that is read, in bytes.
pub(crate) const LIMIT: u64 = 16 * 1024 * 1024;

/// Reads a text of at most [`LIMIT`] bytes, without the byte order mark that some editors put in front.
pub(crate) fn read(reader: &mut dyn Read) -> Result<String, String> {
    let text = String::from_utf8(bytes(reader)?).map_err(|_| "it is no UTF-8".to_owned())?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
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

/// Reads a JSON value. The error tells the line and the column, and never a value.
pub(crate) fn parse(text: &str) -> Result<Value, String> {
    let told = |error: serde_json::Error| error.to_string();
    serde_json::from_str::<Unique>(text).map_err(told)?;
    serde_json::from_str(text).map_err(told)
}

/// Any JSON value in whose objects no key stands twice.
struct Unique;

impl<'de> Deserialize<'de> for Unique {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Walk)
    }
}

struct Walk;

impl<'de> Visitor<'de> for Walk {
    type Value = Unique;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Unique, A::Error> {
        let mut keys = HashSet::new();
        while let Some(key) = map.next_key::<String>()? {
            map.next_value::<Unique>()?;
            if let Some(twice) = keys.replace(key) {
                return Err(A::Error::custom(format_args!("the key `{twice}` stands twice in one object")));
            }
        }
        Ok(Unique)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Unique, A::Error> {
        while items.next_element::<Unique>()?.is_some() {}
        Ok(Unique)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Unique, E> {
        Ok(Unique)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Unique, E> {
        Ok(Unique)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Unique, E> {
        Ok(Unique)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Unique, E> {
        Ok(Unique)
    }

    fn visit_str<E>(self, _: &str) -> Result<Unique, E> {
        Ok(Unique)
    }

    fn visit_unit<E>(self) -> Result<Unique, E> {
        Ok(Unique)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_that_stands_twice_is_refused_at_any_depth_and_named() {
        for text in [r#"{"a":1,"b":2,"a":1}"#, r#"[{"x":[{"a":null,"a":null}]}]"#, r#"{"a":1,"\u0061":2}"#] {
            let error = parse(text).unwrap_err();
            assert!(error.starts_with("the key `a` stands twice in one object at line 1"), "{error}");
        }
        let text = r#"{"a":[{"a":1.5e3,"b":-2},{"a":true,"c":null}],"b":"s"}"#;
        assert_eq!(parse(text).unwrap().to_string(), text.replace("1.5e3", "1500.0"));
    }

    #[test]
    fn an_error_tells_where_and_no_value() {
        for text in [r#"{"secret":"s3cret" "#, r#"{"secret":"s3cret","#, "s3cret", r#""s3cret"#] {
            let error = parse(text).unwrap_err();
            assert!(error.contains("line 1 column") && !error.contains("s3cret"), "{error}");
        }
    }

    #[test]
    fn what_is_too_long_or_no_text_is_refused() {
        let mut endless = std::io::repeat(b' ');
        assert_eq!(read(&mut endless).unwrap_err(), "it is longer than 16 MiB");
        assert_eq!(read(&mut &b"\xff\xfe"[..]).unwrap_err(), "it is no UTF-8");
        assert_eq!(read(&mut "\u{feff}{}".as_bytes()).unwrap(), "{}");
    }
}
