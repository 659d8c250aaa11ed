//! Tests of reading and writing.

mod properties;
mod written;

use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::{Value, json};

use super::{Json, JsonErrorKind, JsonMap, JsonNumber, MAX_DEPTH};

/// Numbers that a double or an integer of 64 bits does not keep as they are written.
const NUMBERS: [&str; 8] = [
    "1.10",
    "1E5",
    "-0",
    "-0.0",
    "123456789012345678901234567890",
    "0.1000000000000000055511151231257827",
    "1e400",
    "18446744073709551616",
];

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Nested {
    name: String,
    any: Json,
    list: Vec<Json>,
    map: JsonMap,
    number: JsonNumber,
    option: Option<Json>,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Flat {
    id: u8,
    #[serde(flatten)]
    rest: JsonMap,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
enum Untagged {
    Known { id: u8 },
    Any(Json),
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type")]
enum Tagged {
    Any { value: Json },
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", content = "value")]
enum Adjacent {
    Any(Json),
}

fn rewritten<T: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug>(text: &str) -> String {
    let value: T = serde_json::from_str(text).unwrap();
    assert_eq!(serde_json::from_slice::<T>(text.as_bytes()).unwrap(), value);
    assert_eq!(serde_json::from_reader::<_, T>(text.as_bytes()).unwrap(), value);
    serde_json::to_string(&value).unwrap()
}

#[test]
fn numbers_keep_their_digits_at_every_place_that_serde_does_not_buffer() {
    for number in NUMBERS {
        assert_eq!(rewritten::<Json>(number), number);
        assert_eq!(rewritten::<JsonNumber>(number), number);
        let text = format!(
            r#"{{"name":"n","any":{{"z":{number},"a":[{number}]}},"list":[{number}],"map":{{"b":{number},"a":1}},"number":{number},"option":{number}}}"#
        );
        assert_eq!(rewritten::<Nested>(&text), text);
        let text = format!(r#"{{"value":{number},"type":"Any"}}"#);
        let adjacent = format!(r#"{{"type":"Any","value":{number}}}"#);
        assert_eq!(rewritten::<Adjacent>(&adjacent), adjacent);
        if number != "1e400" {
            rewritten::<Adjacent>(&text);
        }
        assert_eq!(number.parse::<Json>().unwrap().to_string(), number);
    }
}

#[test]
fn buffers_of_serde_are_read_as_values() {
    let any = r#"{"z":[null,true,"text",-7,18446744073709551615,1.5],"a":{}}"#;
    assert_eq!(rewritten::<Untagged>(any), any);
    assert_eq!(rewritten::<Untagged>("1.5"), "1.5");
    assert_eq!(rewritten::<Untagged>("null"), "null");
    assert_eq!(serde_json::from_str::<Untagged>(r#"{"id":1}"#).unwrap(), Untagged::Known { id: 1 });
    let tagged = format!(r#"{{"type":"Any","value":{any}}}"#);
    assert_eq!(rewritten::<Tagged>(&tagged), tagged);
    let flat = format!(r#"{{"id":1,"z":{any},"a":null}}"#);
    assert_eq!(rewritten::<Flat>(&flat), flat);
    assert_eq!(rewritten::<Flat>(r#"{"id":1}"#), r#"{"id":1}"#);
}

#[test]
fn a_value_of_serde_json_is_read_and_written() {
    let value = json!({ "id": 1, "z": [1.5, -7, null], "a": { "b": "c" } });
    let read: Json = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(read, Json::from(value.clone()));
    assert_eq!(serde_json::to_value(&read).unwrap(), value);
    assert_eq!(Value::from(read), value);
    let flat: Flat = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(serde_json::to_value(&flat).unwrap(), value);
    // A deserializer that hands over its map for any newtype struct.
    let map = serde::de::value::MapDeserializer::<_, serde::de::value::Error>::new([("a", 1), ("b", 2)].into_iter());
    assert_eq!(Json::deserialize(map).unwrap().to_string(), r#"{"a":1,"b":2}"#);
}

#[test]
fn a_value_that_is_nested_deeper_than_the_stack_is_converted() {
    let deep = (0..5_000).fold(json!({}), |value, _| Value::Array(vec![json!(1), value, Value::Null]));
    assert_eq!(Json::from(&deep).as_array().unwrap().len(), 3);
    let value = json!([[], {}, [{}, [1]], { "b": { "a": [] }, "c": 1 }]);
    assert_eq!(Json::from(&value).to_string(), value.to_string());
}

#[test]
fn the_signs_of_serde_json_are_ordinary_keys_in_a_text() {
    for key in ["$serde_json::private::RawValue", "$serde_json::private::Number"] {
        for text in [format!(r#"{{"{key}":"[1"}}"#), format!(r#"[{{"{key}":"7","a":1}},{{"{key}":"7"}}]"#)] {
            assert_eq!(rewritten::<Json>(&text), text);
        }
    }
}

#[test]
fn numbers_are_equal_by_text_and_objects_in_any_order() {
    let parsed = |text: &str| text.parse::<Json>().unwrap();
    assert_eq!(parsed(r#"{"a":1,"b":2}"#), parsed(r#"{"b":2,"a":1}"#));
    assert_ne!(parsed("1.0"), parsed("1"));
    assert_ne!(parsed("[1,2]"), parsed("[2,1]"));
    assert_eq!(Json::default(), Json::Null);
}

#[test]
fn the_last_of_two_values_with_one_key_counts() {
    let text = r#"{"a":1,"b":2,"a":3}"#;
    assert_eq!(rewritten::<Json>(text), r#"{"a":3,"b":2}"#);
    let error = super::parse::parse(text, super::parse::DuplicateKeys::Refused).unwrap_err();
    assert_eq!(error.to_string(), "the key `a` occurs twice in one object at line 1 column 14");
    let error = super::parse::parse(r#"[{"a":1,"\u0061":3}]"#, super::parse::DuplicateKeys::Refused).unwrap_err();
    assert_eq!(error.kind(), &JsonErrorKind::DuplicateKey("a".to_owned()));
}

#[test]
fn integers_and_doubles_are_read_from_the_text() {
    let number = |text: &str| text.parse::<JsonNumber>().unwrap();
    assert_eq!((number("-0").as_i64(), number("-0").as_u64(), number("-0").as_f64()), (Some(0), Some(0), Some(-0.0)));
    assert_eq!((number("-5").as_i64(), number("-5").as_u64()), (Some(-5), None));
    assert_eq!(number("18446744073709551615").as_u64(), Some(u64::MAX));
    assert_eq!((number("1.0").as_i64(), number("1e2").as_u64(), number("1e2").as_f64()), (None, None, Some(100.0)));
    assert_eq!((number("1e400").as_f64(), number("-1e400").as_f64()), (None, None));
    assert_eq!(JsonNumber::from(u128::MAX).as_str(), u128::MAX.to_string());
    assert_eq!(JsonNumber::from_f64(1.5).unwrap().as_str(), "1.5");
    assert_eq!((JsonNumber::from_f64(f64::NAN), JsonNumber::from_f64(f64::INFINITY)), (None, None));
    for text in ["", "-", "01", "+1", "1.", ".5", "1e", "1e+", "0x1", "1 ", " 1", "NaN", "1_0", "\u{661}"] {
        assert!(text.parse::<JsonNumber>().is_err(), "{text}");
    }
}

#[test]
fn a_whole_number_is_written_without_fraction_and_exponent() {
    let integer = |text: &str| text.parse::<JsonNumber>().unwrap().to_integer().map(|number| number.to_string());
    for (text, expected) in [
        ("7", "7"),
        ("1.0", "1"),
        ("-1.0", "-1"),
        ("1.2e3", "1200"),
        ("1.20E1", "12"),
        ("0.05e2", "5"),
        ("100e-2", "1"),
        ("-0.0", "0"),
        ("0e99999999999999999999", "0"),
        ("123456789012345678901234567890.0", "123456789012345678901234567890"),
    ] {
        assert_eq!(integer(text).as_deref(), Some(expected), "{text}");
    }
    assert_eq!(integer("1e400").map(|text| text.len()), Some(401));
    for text in
        ["1.5", "1e-1", "10e-2", "1e401", "1e99999999999999999999", "1e-99999999999999999999", "1e9223372036854775807"]
    {
        assert_eq!(integer(text), None, "{text}");
    }
}

#[test]
fn a_number_is_exact_in_serde_json_or_the_nearest() {
    let number = |text: &str| text.parse::<JsonNumber>().unwrap();
    assert_eq!(number("-7").to_exact(), Some((-7).into()));
    assert_eq!(number("1.5").to_exact(), serde_json::Number::from_f64(1.5));
    let value = |text: &str| Value::from(Json::from(number(text))).to_string();
    // With its feature `arbitrary_precision`, serde_json keeps the digits.
    if value("1.10") == "1.10" {
        assert_eq!(value(NUMBERS[4]), NUMBERS[4]);
    } else {
        assert_eq!([value("1.10"), value("-0")], ["1.1", "-0.0"]);
        assert_eq!([value("1e400"), value("-1e400")], [f64::MAX, f64::MIN].map(|largest| json!(largest).to_string()));
    }
    for lossy in ["1.10", "-0", "1E5", "123456789012345678901234567890"] {
        assert_eq!(number(lossy).to_exact(), None, "{lossy}");
    }
}

#[test]
fn a_text_that_is_not_json_is_refused_with_its_place_and_no_value() {
    for (text, error) in [
        ("", "the JSON ends too early at line 1 column 1"),
        ("{\"a\": s3cret", "expected a value at line 1 column 7"),
        ("[\n 1\n 2]", "expected `,` or `]` at line 3 column 2"),
        ("{\"a\":1 \"b\"", "expected `,` or `}` at line 1 column 8"),
        ("{\"a\" 1}", "expected `:` at line 1 column 6"),
        ("{a", "expected a key in double quotes at line 1 column 2"),
        ("[1,]", "expected a value at line 1 column 4"),
        ("{\"s3cret\":1,}", "expected a key in double quotes at line 1 column 13"),
        ("\"s3cret", "the JSON ends too early at line 1 column 8"),
        ("\"s3cret\\", "the JSON ends too early at line 1 column 9"),
        ("[\"s3cret\n\"]", "control characters in a text have to be escaped at line 1 column 9"),
        ("\"\\x\"", "an escape in this text is invalid at line 1 column 1"),
        ("\"\\ud800\"", "an escape in this text is invalid at line 1 column 1"),
        ("-", "expected a number at line 1 column 1"),
        ("1 1", "expected the end of the JSON at line 1 column 3"),
    ] {
        assert_eq!(text.parse::<Json>().unwrap_err().to_string(), error, "{text}");
        assert!(serde_json::from_str::<Json>(text).is_err(), "{text}");
    }
    for text in ["1", "[]", "\"a\"", "null"] {
        assert!(serde_json::from_str::<JsonMap>(text).is_err(), "{text}");
    }
    let error = serde_json::from_str::<JsonNumber>("\"s3cret\"").unwrap_err().to_string();
    assert!(error.ends_with("expected a JSON number") && !error.contains("s3cret"), "{error}");
}

#[test]
fn depth_is_limited_for_texts_and_for_values() {
    let lists = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
    let objects = |depth: usize| "{\"a\":".repeat(depth) + "1" + &"}".repeat(depth);
    for text in [lists(MAX_DEPTH), objects(MAX_DEPTH)] {
        let json: Json = serde_json::from_str(&text).unwrap();
        assert_eq!(json.clone().to_string(), text);
    }
    assert!(serde_json::from_str::<JsonMap>(&objects(MAX_DEPTH)).is_ok());
    let error = serde_json::from_str::<JsonMap>(&objects(MAX_DEPTH + 1)).unwrap_err().to_string();
    assert!(error.starts_with("the JSON is nested too deep"), "{error}");
    for text in [lists(MAX_DEPTH + 1), objects(MAX_DEPTH + 1), lists(100_000), objects(100_000)] {
        assert_eq!(text.parse::<Json>().unwrap_err().kind(), &JsonErrorKind::TooDeep);
        for error in [serde_json::from_str::<Json>(&text), serde_json::from_reader(text.as_bytes())] {
            let error = error.unwrap_err().to_string();
            assert!(error.starts_with("the JSON is nested too deep; at most 128 levels"), "{error}");
        }
        // serde_json limits its buffers itself.
        assert!(serde_json::from_str::<Untagged>(&text).is_err());
    }
}

/// A deserializer of a list in a list without end.
struct Endless;

impl<'de> serde::Deserializer<'de> for Endless {
    type Error = serde::de::value::Error;

    fn deserialize_any<V: serde::de::Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        visitor.visit_seq(self)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

impl<'de> serde::de::SeqAccess<'de> for Endless {
    type Error = serde::de::value::Error;

    fn next_element_seed<T: serde::de::DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Self::Error> {
        seed.deserialize(Self).map(Some)
    }
}

#[test]
fn depth_is_limited_for_every_deserializer() {
    let error = Json::deserialize(Endless).unwrap_err().to_string();
    assert!(error.starts_with("the JSON is nested too deep"), "{error}");
}

#[test]
fn a_map_keeps_its_order() {
    let mut map: JsonMap = [("c", 1), ("a", 2), ("b", 3)].into_iter().collect();
    assert_eq!(map.insert("a", "new"), Some(2.into()));
    assert_eq!(map.remove("c"), Some(1.into()));
    map.extend([("d", None::<bool>)]);
    *map.get_mut("b").unwrap() = vec![true].into();
    assert_eq!(Json::from(map.clone()).to_string(), r#"{"a":"new","b":[true],"d":null}"#);
    assert_eq!(map.keys().collect::<Vec<_>>(), ["a", "b", "d"]);
    assert_eq!((map.len(), map.is_empty(), map.contains_key("c")), (3, false, false));
    assert_eq!(format!("{:#}", Json::from(map)), "{\n  \"a\": \"new\",\n  \"b\": [\n    true\n  ],\n  \"d\": null\n}");
}

#[test]
fn a_very_long_text_is_read_in_linear_time() {
    // A quadratic reader takes minutes for these.
    let escapes = format!("\"{}\"", "\\n".repeat(2_000_000));
    assert_eq!(escapes.parse::<Json>().unwrap().as_str().unwrap().len(), 2_000_000);
    let wide = format!("{}[{}1]{}", "[".repeat(127), "\"\",".repeat(1_000_000), "]".repeat(127));
    assert!(serde_json::from_str::<Json>(&wide).is_ok());
    let number = "1".repeat(4_000_000);
    assert_eq!(number.parse::<Json>().unwrap().to_string(), number);
}

#[test]
#[cfg(feature = "schema")]
fn schemas_are_those_of_serde_json() {
    use schemars::schema_for;

    assert_eq!(schema_for!(Json), schema_for!(Value));
    assert_eq!(schema_for!(JsonMap), schema_for!(serde_json::Map<String, Value>));
    assert_eq!(schema_for!(JsonNumber), schema_for!(serde_json::Number));
}
