//! JSON without duplicate keys. They are refused, since parsers differ in which of the values they use.

use std::{collections::HashSet, fmt};

use serde::{
    Deserializer,
    de::{DeserializeSeed, Error as _, MapAccess, SeqAccess, Visitor},
};

use crate::json::{self, DuplicateKeys, JsonErrorKind, Key};

/// Checks that the text is valid JSON without duplicate keys, at any depth.
///
/// The visitor accepts every type, so a duplicate key is the only error of `serde_json`'s category `Data`.
pub(crate) fn check(json: &[u8]) -> Result<(), serde_json::Error> {
    let mut deserializer = serde_json::Deserializer::from_slice(json);
    let error = match UniqueKeys.deserialize(&mut deserializer).and_then(|()| deserializer.end()) {
        Err(error) if error.is_syntax() => error,
        checked => return checked,
    };
    // `serde_json` refuses numbers beyond a double, which are valid JSON.
    let parsed = std::str::from_utf8(json).map(|text| json::parse(text, DuplicateKeys::Refused));
    match parsed {
        Ok(Ok(_)) => Ok(()),
        Ok(Err(duplicate)) if matches!(duplicate.kind(), JsonErrorKind::DuplicateKey(_)) => {
            Err(serde_json::Error::custom(duplicate))
        }
        _ => Err(error),
    }
}

/// A visitor of any value, which checks its keys. `serde_json` limits the depth.
struct UniqueKeys;

impl<'de> DeserializeSeed<'de> for UniqueKeys {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for UniqueKeys {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut keys = HashSet::new();
        while let Some(key) = map.next_key::<Key<'de>>()? {
            map.next_value_seed(Self)?;
            if let Some(Key(duplicate)) = keys.replace(key) {
                return Err(A::Error::custom(format_args!("the key `{duplicate}` occurs twice in one object")));
            }
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        while seq.next_element_seed(Self)?.is_some() {}
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_twice_is_refused_at_any_depth_and_named() {
        for json in [
            r#"{"a":1,"b":2,"a":1}"#,
            r#"[{"x":[{"a":null,"a":null}]}]"#,
            r#"{"a":1,"\u0061":2}"#,
            r#"{"x":1e999,"a":1,"a":1}"#,
        ] {
            let error = check(json.as_bytes()).unwrap_err();
            assert!(error.is_data(), "{error}");
            assert!(error.to_string().starts_with("the key `a` occurs twice in one object at line 1"), "{error}");
        }
        for json in
            [r#"{"a":{"a":[{"a":1},{"a":1e3}]}}"#, r#"{"a":[1e999,-1E+400]}"#, "null", "-1", "\"a\"", "[true,[]]"]
        {
            assert!(check(json.as_bytes()).is_ok(), "{json}");
        }
    }

    #[test]
    fn an_error_of_syntax_says_where_and_no_value() {
        for json in
            [r#"{"secret":"s3cret" "#, r#"{"secret":"s3cret","#, "s3cret", r#""s3cret"#, "{} x", &"[".repeat(200)]
        {
            let error = check(json.as_bytes()).unwrap_err();
            assert!(!error.is_data(), "{error}");
            let error = error.to_string();
            assert!(error.contains("line 1 column") && !error.contains("s3cret"), "{error}");
        }
    }
}
