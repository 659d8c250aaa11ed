//! The errors of decoding a response's body: the path, the expectation and the kind of what was found, and never the value.

#![allow(clippy::unwrap_used, reason = "the helpers of a test may fail, too")]
#![allow(dead_code, reason = "the types are only read")]

use std::{
    collections::{BTreeMap, HashMap},
    fmt::Debug,
    num::NonZeroU8,
    time::Duration,
};

use endpoint_runtime::{
    Bytes, DecodeError, Json, JsonMap, JsonNumber, JsonPath, PathSegment, http, object, open_enum, response,
};
use serde::{
    Deserialize,
    de::{DeserializeOwned, Error as _, IgnoredAny},
};

/// Checks the message without the beginning that all of them have.
#[track_caller]
fn check<T: DeserializeOwned + Debug + Send + 'static>(json: &str, expected: &str) {
    let error =
        <T as response::Decode<response::Json>>::decode(&http::Response::new(Bytes::copy_from_slice(json.as_bytes())))
            .unwrap_err();
    let shown = error.to_string();
    assert!(!shown.contains("s3cret"), "{shown}");
    let shown = shown.strip_prefix("the body does not match the return type: ").unwrap_or(&shown);
    // The position is compared where it matters.
    let shown = if expected.contains("(line") { shown } else { shown.split(" (line").next().unwrap() };
    assert_eq!(shown, expected, "{json}");
}

#[derive(Debug, Deserialize)]
struct Team {
    #[serde(default)]
    name: String,
    #[serde(default)]
    members: Vec<Member>,
    #[serde(default)]
    by_name: BTreeMap<String, Member>,
    lead: Option<Box<Member>>,
}

#[derive(Debug, Deserialize)]
struct Member {
    id: u32,
    #[serde(default)]
    roles: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
enum State {
    Open,
    Closed,
    Until(u8),
    Between(u8, u8),
    Since { year: u16 },
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Strict {
    #[serde(default, alias = "b")]
    a: Option<u8>,
}

#[derive(Debug, Deserialize)]
struct Unit;

#[derive(Debug, Deserialize)]
struct Pair(u8, bool);

#[test]
fn an_error_names_the_path() {
    check::<Team>(
        r#"{"members": [{"id": 1}, {"id": 2, "roles": []}, {"id": 3}, {"id": 4, "roles": "s3cret"}]}"#,
        "members[3].roles: expected a list, found a string (line 1, column 86)",
    );
    for (json, expected) in [
        ("[]", "expected a list of 4 values, found another length"),
        ("7", "expected an object, found a number"),
        ("{\n  \"name\":\n    7 }", "name: expected a string, found a number (line 3, column 5)"),
        (r#"{"name": {"s3cret": 1}}"#, "name: expected a string, found an object"),
        (r#"{"name": [["s3cret"]]}"#, "name: expected a string, found a list"),
        (r#"{"members": {}}"#, "members: expected a list, found an object"),
        (r#"{"members": [ 1 ]}"#, "members[0]: expected an object, found a number"),
        (
            r#"{"members": [{"id": 1 , "roles": [ "a" , null ] }]}"#,
            "members[0].roles[1]: expected a string, found null",
        ),
        (r#"{"members": [{"id": 1}, {}]}"#, "members[1].id: is missing"),
        (r#"{"members": [{"id": 1}, {"id": 1, "id": 2}]}"#, "members[1].id: occurs twice"),
        (r#"{"members": [{"id": 1}, {"id": 1, "id" : 2}]}"#, "members[1].id: occurs twice"),
        (r#"{"lead": {"id": -1}}"#, "lead.id: expected a whole number of 32 bits, not negative, found another number"),
        (r#"{"lead": {"roles": []}, "name": ""}"#, "lead.id: is missing"),
        (
            r#"{"by_name": {"a.b": {"id": 1}, "c d": {"id": true}}}"#,
            "by_name[\"c d\"].id: expected a whole number of 32 bits, not negative, found true or false",
        ),
        (r#"{"by_name": {"\u0061\"": {}}}"#, r#"by_name["a\""].id: is missing"#),
        // A struct is also read from a list.
        (r#"{"by_name": {"a": []}}"#, "by_name.a: expected a list of 2 values, found another length"),
        (r#"{"name": "a", "name": "s3cret"}"#, "name: occurs twice"),
    ] {
        check::<Team>(json, expected);
    }
}

#[test]
fn an_expectation_is_written_in_the_terms_of_json() {
    check::<bool>("1", "expected true or false, found a number (line 1, column 1)");
    check::<u8>("256", "expected a whole number from 0 to 255, found another number (line 1, column 3)");
    check::<u8>("1.5", "expected a whole number from 0 to 255, found another number (line 1, column 3)");
    check::<i8>("null", "expected a whole number from -128 to 127, found null (line 1, column 4)");
    check::<u16>(r#""s3cret""#, "expected a whole number from 0 to 65535, found a string (line 1, column 8)");
    check::<i16>("[]", "expected a whole number from -32768 to 32767, found a list (line 1, column 0)");
    check::<u32>("{}", "expected a whole number of 32 bits, not negative, found an object (line 1, column 0)");
    check::<i32>("true", "expected a whole number of 32 bits, found true or false (line 1, column 4)");
    check::<u64>("-1", "expected a whole number of 64 bits, not negative, found another number (line 1, column 2)");
    check::<i64>("1e2", "expected a whole number of 64 bits, found another number (line 1, column 3)");
    check::<NonZeroU8>("0", "expected a whole number from 0 to 255, not 0, found another number (line 1, column 1)");
    check::<f32>(r#""1""#, "expected a number, found a string (line 1, column 3)");
    check::<f64>("null", "expected a number, found null (line 1, column 4)");
    check::<char>(r#""ab""#, "expected one character, found another string (line 1, column 4)");
    check::<String>("1", "expected a string, found a number (line 1, column 1)");
    check::<std::path::PathBuf>("1", "expected a string, found a number (line 1, column 1)");
    check::<Option<Vec<u8>>>("1", "expected a list, found a number (line 1, column 1)");
    check::<Option<()>>("1", "expected null, found a number (line 1, column 1)");
    check::<Unit>("1", "expected null, found a number (line 1, column 1)");
    check::<Pair>("{}", "expected a list, found an object (line 1, column 0)");
    check::<Pair>("[1]", "expected a list of 2 values, found another length (line 1, column 3)");
    check::<(u8,)>("[]", "expected a list of 1 value, found another length (line 1, column 2)");
    check::<[u8; 2]>("[1]", "expected a list of 2 values, found another length (line 1, column 3)");
    check::<[u8; 2]>("1", "expected a list of 2 values, found a number (line 1, column 1)");
    check::<HashMap<String, u8>>("[]", "expected an object, found a list (line 1, column 0)");
    check::<Duration>("1", "expected an object, found a number (line 1, column 1)");
    check::<serde_json::Number>("null", "expected a number, found null (line 1, column 4)");
    check::<JsonNumber>("null", "expected a number, found null");
    check::<std::net::IpAddr>("1", "expected IP address, found a number (line 1, column 1)");
    check::<Strict>(r#"{"s3": 1}"#, "s3: unknown member, expected `a` or `b` (line 1, column 5)");
}

#[test]
fn an_enum_names_its_values() {
    let values = "expected one of `open`, `closed`, `until`, `between`, `since`, found another string";
    check::<State>(r#""s3cret""#, values);
    check::<Vec<State>>(
        r#"["open", {"s3cret!": 1}]"#.replace("s3cret!", "ajar").as_str(),
        &format!("[1].ajar: {values}"),
    );
    check::<Vec<State>>(r#"["open", 7]"#, "[1]: expected a string or an object, found a number");
    check::<Vec<State>>("[null]", "[0]: expected a string or an object, found null");
    check::<Vec<State>>("[[[]]]", "[0]: expected a string or an object, found a list");
    check::<Vec<State>>("[{}]", "[0]: expected an object with one member, found another object");
    check::<Vec<State>>(
        r#"[{"until": 12, "since": 1}]"#,
        "[0]: expected an object with one member, found another object",
    );
    check::<Vec<State>>(r#"["open", "until"]"#, "a value inside: expected an object with one member, found a string");
    check::<Vec<State>>(
        r#"[{"until": true}]"#,
        "[0].until: expected a whole number from 0 to 255, found true or false",
    );
    check::<Vec<State>>(r#"[{"between": 1}]"#, "[0].between: expected a list, found a number");
    check::<Vec<State>>(r#"[{"between": [1]}]"#, "[0].between: expected a list of 2 values, found another length");
    check::<Vec<State>>(r#"[{"since": {}}]"#, "[0].since.year: is missing");
    check::<Vec<State>>(r#"[{"since": 1}]"#, "[0].since: expected an object, found a number");
    check::<Vec<State>>(r#"[{"open": 1}]"#, "[0].open: expected null, found a number");
}

#[test]
fn an_error_of_syntax_that_is_one_of_type_is_described_as_such() {
    check::<Vec<i128>>(r#"[1, "s3cret"]"#, "[1]: expected a whole number, found a string");
    check::<Vec<i128>>("[1, 1.5]", "[1]: expected a whole number, found another number");
    check::<HashMap<String, i128>>(r#"{"a": 1.5}"#, "a: expected a whole number, found another number");
    check::<u128>("1.5", "expected a whole number, found another number");
    check::<Vec<u128>>("[-1]", "[0]: expected a number in the range of its type, found another number");
    check::<Vec<u128>>("[[]]", "[0]: expected a whole number, found a list");
    check::<Vec<f64>>("[1e999]", "[0]: expected a number in the range of its type, found another number");
    check::<Vec<Pair>>("[[1, true, 2]]", "[0][2]: expected the end of the list, found a number");
    check::<HashMap<u8, u8>>(r#"{"1": 1, "x": 2}"#, "x: expected a number as the member's name, found another name");
    check::<HashMap<u8, u8>>(
        r#"{"1": 1, "1x": 2}"#,
        "[\"1x\"]: expected a number as the member's name, found another name",
    );
    check::<HashMap<u8, u8>>(
        r#"{"1": 1, "256": 2}"#,
        "[\"256\"]: expected a whole number from 0 to 255, found another number",
    );
    let deep = format!("{}{}", "[".repeat(200), "]".repeat(200));
    let path = format!("{}…{}", "[0]".repeat(8), "[0]".repeat(8));
    check::<serde_json::Value>(&deep, &format!("{path}: expected fewer levels of objects and lists"));
    check::<Json>(&deep, "expected fewer levels of objects and lists");
    for (json, found) in [("[]", "a list"), ("7", "a number"), ("null", "null"), ("\"s3cret\"", "a string")] {
        let json = format!(r#"{{"meta": {json}}}"#);
        check::<HashMap<String, JsonMap>>(&json, &format!("meta: expected an object, found {found}"));
    }
    for json in [r#"{"a": "s3cret"#, "{} s3cret", "[1,]", r#"["\ud800"]"#, "tru", "[1 2]"] {
        let error = serde_json::from_str::<Vec<String>>(json).unwrap_err();
        let error = if error.is_data() { serde_json::from_str::<IgnoredAny>(json).unwrap_err() } else { error };
        let shown = DecodeError::from_json(&error, json.as_bytes());
        assert!(matches!(shown, DecodeError::Syntax { .. }), "{json}: {shown}");
        assert_eq!(shown.path(), None);
    }
}

#[test]
fn an_unknown_member_is_named_within_limits() {
    check::<Vec<Strict>>(r#"[{"a": 1, "x-y" : 2}]"#, "[0][\"x-y\"]: unknown member, expected `a` or `b`");
    let hostile = format!(r#"{{"\u0000\u202e{}": 1}}"#, "ü".repeat(100_000));
    let error = serde_json::from_str::<Strict>(&hostile).unwrap_err();
    let error = DecodeError::from_json(&error, hostile.as_bytes()).to_string();
    assert!(error.len() < 500 && !error.contains(['\0', '\u{202e}']), "{error}");
}

#[derive(Debug, Deserialize)]
#[serde(try_from = "String")]
struct Even(String);

impl TryFrom<String> for Even {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        if text.len().is_multiple_of(2) { Ok(Self(text)) } else { Err(format!("{text} is odd, expected {text}{text}")) }
    }
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Either {
    Number(u8),
    List(Vec<u8>),
}

#[derive(Debug, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Tagged {
    Circle { radius: u8 },
}

#[derive(Debug, Deserialize)]
struct Flat {
    #[serde(flatten)]
    member: Member,
}

/// A type that quotes a value in an error, as no other check would see it.
#[derive(Debug)]
struct Quoting;

impl<'de> Deserialize<'de> for Quoting {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Err(D::Error::custom(text))
    }
}

#[test]
fn an_error_without_a_position_has_the_path_of_the_value_around_it() {
    check::<Vec<Even>>(r#"["s3cret", "s3crets"]"#, "a value was refused (line 1, column 21)");
    check::<HashMap<String, Even>>(r#"{"a": "s3crets", "b": "ab"}"#, "a: a value was refused (line 1, column 15)");
    check::<Even>(r#""s3crets""#, "a value was refused");
    check::<Vec<Either>>(r#"[{"s3cret": 1}]"#, "expected one of several forms, found none of them (line 1, column 15)");
    check::<Vec<Tagged>>("[7]", "[0]: expected an object, found a number (line 1, column 2)");
    check::<Tagged>(r#"{"type": "s3cret"}"#, "type: expected `circle`, found another string (line 1, column 17)");
    check::<Tagged>(r#"{"type": "circle"}"#, "radius: is missing");
    check::<Tagged>(
        r#"{"type": "circle", "radius": "s3cret"}"#,
        "a value inside: expected a whole number from 0 to 255, found a string",
    );
    check::<Tagged>("{}", "type: is missing (line 1, column 2)");
    check::<Vec<Flat>>(
        r#"[{"id": "s3cret"}]"#,
        "[0]: a value inside: expected a whole number of 32 bits, not negative, found a string (line 1, column 17)",
    );
    check::<Vec<Flat>>("[{}]", "[0].id: is missing (line 1, column 3)");
}

#[test]
fn a_message_that_a_type_makes_up_is_not_shown() {
    for json in [
        r#""s3cret""#,
        r#""invalid value s3cret, expected s3cret""#,
        r#""invalid length s3cret, expected 1s3cret""#.replace("1s3cret", "1").as_str(),
        r#""invalid: s3cret, expected s3cret""#,
        r#""unknown variant s3cret""#,
        r#""missing field s3cret""#,
        r#""data s3cret""#,
    ] {
        check::<Quoting>(json, "a value was refused");
    }
    // Values that contain serde's own words.
    check::<u8>(r#""s3cret, expected s3cret""#, "expected a whole number from 0 to 255, found a string");
    check::<State>(
        r#""`, expected s3cret`, there are no variants""#,
        "expected one of `open`, `closed`, `until`, `between`, `since`, found another string",
    );
}

/// A delivery.
#[object]
struct Delivery {
    /// The parcels.
    parcels: Vec<Parcel>,
}

/// A parcel.
#[object]
struct Parcel {
    /// The weight in grams.
    grams: u32,
    /// The place.
    state: ParcelState,
    /// Further facts.
    meta: JsonMap,
}

/// The state of a parcel.
#[open_enum]
enum ParcelState {
    /// Not sent yet.
    #[text("waiting")]
    Waiting,
    /// Any other state.
    Other(String),
}

#[test]
fn an_object_is_described_like_a_type_that_derives_serdes_traits() {
    for (json, expected) in [
        ("[]", "expected an object, found a list (line 1, column 2)"),
        (r#"[{"grams": 1}]"#, "expected an object, found a list (line 1, column 1)"),
        (r#"{"parcels": [[]]}"#, "parcels[0]: expected an object, found a list"),
        (r#"{"parcels": [[1]]}"#, "parcels[0]: expected an object, found a list"),
        (r#"{"parcels": [{}, [["s3cret"]]]}"#, "parcels[1]: expected an object, found a list"),
        (r#"{"parcels": [{}, [ {"grams": 1}, 2], {}]}"#, "parcels[1]: expected an object, found a list"),
        (
            r#"{"parcels": [{"grams": -1}]}"#,
            "parcels[0].grams: expected a whole number of 32 bits, not negative, found another number",
        ),
        (r#"{"parcels": [{"state": 1}]}"#, "parcels[0].state: expected a string, found a number"),
        (r#"{"parcels": [{"meta": ["s3cret"]}]}"#, "parcels[0].meta: expected an object, found a list"),
        (r#"{"parcels": [{}, {"grams": 1, "grams" : 2}]}"#, "parcels[1].grams: occurs twice"),
    ] {
        check::<Delivery>(json, expected);
    }
    for (json, expected) in [
        (r#"{"parcels": [{"grams": 1, "meta": {}}]}"#, "parcels[0].state: is missing"),
        (
            r#"{"parcels": [{"grams": null}]}"#,
            "parcels[0].grams: expected a whole number of 32 bits, not negative, found null",
        ),
    ] {
        object::strictly(|| check::<Delivery>(json, expected));
    }
}

#[test]
fn a_path_is_typed() {
    let body = br#"{"members": [{"id": 1}, {"id": ""}]}"#;
    let error = DecodeError::from_json(&serde_json::from_slice::<Team>(body).unwrap_err(), body);
    let path = error.path().unwrap();
    assert_eq!(
        path.segments(),
        [PathSegment::Member("members".to_owned()), PathSegment::Index(1), PathSegment::Member("id".to_owned())]
    );
    assert_eq!(*path, JsonPath::default().member("members").index(1).member("id"));
    assert_eq!(DecodeError::Empty.path(), None);
}

#[test]
fn a_body_in_another_encoding_is_not_taken_for_a_broken_one() {
    let decode = |body: &[u8]| {
        let decoded =
            <Json as response::Decode<response::Json>>::decode(&http::Response::new(Bytes::copy_from_slice(body)));
        decoded.unwrap_err().to_string()
    };
    let utf_16: Vec<u8> = "\u{feff}{\"a\":1}".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(decode(&utf_16), "the body is not UTF-8");
    assert_eq!(decode(b"{\"a\":\"\xe4\"}"), "the body is not UTF-8");
    // Cut off within a character.
    let cut = decode(b"{\"a\":\"\xc3");
    assert!(cut.starts_with("the body is not complete, valid JSON"), "{cut}");
}
