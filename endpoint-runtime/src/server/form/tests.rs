//! Tests of reading forms.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::*;
use crate::metadata::ParameterLocation;

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Order {
    NewestFirst,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Search {
    text: String,
    limit: u128,
    ratio: f64,
    exact: Option<bool>,
    order: Order,
    #[serde(default)]
    tags: Vec<i8>,
}

fn read<T: DeserializeOwned>(text: &str) -> Result<T, FormError> {
    let pairs = Pairs::parse(ParameterLocation::Field, text).unwrap();
    super::read(&pairs)
}

#[test]
fn a_struct_of_scalars_and_lists_comes_back() {
    let text = format!("tags=1&text=a+%26b&limit={}&ratio=1e300&order=newest_first&tags=-2&x=9", u128::MAX);
    let search = Search {
        text: "a &b".to_owned(),
        limit: u128::MAX,
        ratio: 1e300,
        exact: None,
        order: Order::NewestFirst,
        tags: vec![1, -2],
    };
    assert_eq!(read::<Search>(&text).unwrap(), search);
}

#[test]
fn an_error_has_the_key_and_the_expectation_and_not_the_value() {
    for (text, expected) in [
        ("text=a&text=s3cret", "text: expected one value"),
        ("text=a&limit=s3cret", "limit: expected a whole number of 128 bits, not negative"),
        ("limit=1&ratio=1&order=newest_first", "text: is missing"),
        ("order=s3cret", "order: expected `newest_first`, found another string"),
    ] {
        assert_eq!(read::<Search>(text).unwrap_err().to_string(), expected);
    }
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(untagged)]
enum Ambiguous {
    Number { limit: u32, exact: bool },
    Text { limit: String },
    Empty {},
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(untagged)]
enum NumberOrText {
    Number(u32),
    Text(String),
}

#[derive(Debug, PartialEq, Deserialize)]
struct Parts {
    #[serde(flatten)]
    first: Option<First>,
    #[serde(flatten)]
    second: Option<Second>,
    #[serde(flatten)]
    rest: HashMap<String, serde_json::Value>,
}

#[derive(Debug, PartialEq, Deserialize)]
struct First {
    a: u32,
    b: String,
}

#[derive(Debug, PartialEq, Deserialize)]
struct Second {
    e: bool,
    c: u32,
}

#[test]
fn the_reading_with_the_fewest_refusals_is_taken_and_else_texts() {
    let text = |limit: &str| Ambiguous::Text { limit: limit.to_owned() };
    assert_eq!(read::<Ambiguous>("limit=10").unwrap(), text("10"));
    assert_eq!(read::<Ambiguous>("limit=a&exact=true").unwrap(), text("a"));
    assert_eq!(read::<Ambiguous>("limit=10&exact=true").unwrap(), Ambiguous::Number { limit: 10, exact: true });
    assert_eq!(read::<Ambiguous>("limit=10&exact=1").unwrap(), text("10"));
    assert_eq!(read::<Ambiguous>("limit=").unwrap(), text(""));
    assert_eq!(read::<Ambiguous>("other=1").unwrap(), Ambiguous::Empty {});

    let parts = read::<Parts>("a=1&b=true&d=7").unwrap();
    assert_eq!(parts.first, Some(First { a: 1, b: "true".to_owned() }));
    assert_eq!((parts.second, parts.rest["d"].as_str()), (None, Some("7")));
    assert_eq!(read::<Parts>("b=true&e=true&c=2").unwrap().second, Some(Second { e: true, c: 2 }));
}

#[derive(Deserialize)]
struct Map {
    #[serde(flatten)]
    values: HashMap<String, NumberOrText>,
}

#[derive(Debug, Deserialize)]
struct Numbers {
    #[serde(flatten)]
    _values: HashMap<String, u32>,
}

#[test]
fn a_long_form_of_ambiguous_values_is_read_as_a_whole_or_refused() {
    let form =
        |count: usize| (0..count).map(|index| format!("a{index}={index}&b{index}=x")).collect::<Vec<_>>().join("&");
    let map = read::<Map>(&form(20_000)).unwrap();
    assert!(map.values.iter().all(|(key, value)| matches!(value, NumberOrText::Number(_)) == key.starts_with('a')));

    let form = (0..20_000).map(|index| format!("a{index}={index}")).collect::<Vec<_>>().join("&");
    let error = read::<Numbers>(&form).unwrap_err().to_string();
    assert!(error.ends_with("expected fewer values whose types are not known"), "{error}");
}
