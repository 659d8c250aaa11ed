//! Any JSON, with `serde_json` as the twin.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::{super::Json, Flat, written::as_doubles};

/// Any JSON text without white space and without duplicate keys.
fn texts() -> impl Strategy<Value = String> {
    let number = prop_oneof![
        "-?(0|[1-9][0-9]{0,40})(\\.[0-9]{1,30})?([eE][+-]?[0-9]{1,3})?",
        any::<f64>().prop_filter("finite", |double| double.is_finite()).prop_map(|double| json!(double).to_string()),
        any::<i64>().prop_map(|integer| integer.to_string()),
    ];
    let leaf = prop_oneof![
        3 => number,
        1 => prop_oneof![Just("null".to_owned()), Just("true".to_owned()), Just("false".to_owned())],
        2 => any::<String>().prop_map(|text| json!(text).to_string()),
    ];
    leaf.prop_recursive(5, 60, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(|items| format!("[{}]", items.join(","))),
            prop::collection::hash_map(any::<String>(), inner, 0..6).prop_map(|members| {
                let members = members.iter().map(|(key, value)| format!("{}:{value}", json!(key)));
                format!("{{{}}}", members.collect::<Vec<_>>().join(","))
            }),
        ]
    })
}

/// Adds white space outside of texts.
fn spaced(text: &str, blank: &str) -> String {
    let (mut out, mut in_text, mut escaped) = (blank.to_owned(), false, false);
    for character in text.chars() {
        let is_bracket = !in_text && "{}[],:".contains(character);
        if is_bracket {
            out.push_str(blank);
        }
        out.push(character);
        if is_bracket {
            out.push_str(blank);
        }
        in_text ^= character == '"' && !escaped;
        escaped = character == '\\' && !escaped;
    }
    out + blank
}

proptest! {
    #[test]
    fn any_json_comes_out_as_it_went_in(text in texts(), blank in "[ \t\r\n]{0,3}") {
        let json: Json = spaced(&text, &blank).parse().unwrap();
        prop_assert_eq!(json.to_string(), text.as_str());
        let read: Json = serde_json::from_str(&spaced(&text, &blank)).unwrap();
        prop_assert_eq!(&read, &json);
        prop_assert_eq!(serde_json::to_string(&read).unwrap(), text.as_str());
        let wrapped = format!(r#"{{"id":1,"member":{text}}}"#);
        if let Ok(flat) = serde_json::from_str::<Flat>(&wrapped) {
            // The buffer loses digits, and nothing else.
            let member = Value::from(flat.rest.get("member").unwrap());
            prop_assert_eq!(as_doubles(member), as_doubles(Value::from(&json)));
        }
    }

    #[test]
    fn what_a_value_of_serde_json_holds_is_the_same(text in texts()) {
        let json: Json = text.parse().unwrap();
        if let Ok(value) = serde_json::from_str::<Value>(&text) {
            prop_assert_eq!(&Value::from(&json), &value);
            prop_assert_eq!(&serde_json::to_value(&json).unwrap(), &value);
            // A double that is whole has the text of an integer.
            prop_assert_eq!(as_doubles(Value::from(Json::from(&value))), as_doubles(value));
        }
    }

    #[test]
    fn the_same_texts_are_json_as_for_serde_json(text in texts(), at in any::<prop::sample::Index>(), junk in "[\"\\\\{}\\[\\],:0-9eE.+a-z \u{1}-]?") {
        let mut broken = text;
        let mut offset = at.index(broken.len() + 1);
        while !broken.is_char_boundary(offset) {
            offset -= 1;
        }
        let end = offset + broken[offset..].chars().next().map_or(0, char::len_utf8);
        broken.replace_range(offset..end, &junk);
        let parsed = broken.parse::<Json>();
        prop_assert_eq!(parsed.is_ok(), serde_json::from_str::<Json>(&broken).is_ok());
        match serde_json::from_str::<Value>(&broken) {
            Ok(_) => prop_assert!(parsed.is_ok(), "{}", broken),
            // A number out of a double's range is JSON.
            Err(error) if error.to_string().starts_with("number out of range") => {}
            Err(_) => prop_assert!(parsed.is_err(), "{}", broken),
        }
    }

    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let read = serde_json::from_slice::<Json>(&bytes);
        prop_assert_eq!(read.is_ok(), std::str::from_utf8(&bytes).is_ok_and(|text| text.parse::<Json>().is_ok()));
    }
}
