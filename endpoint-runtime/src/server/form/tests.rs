//! Tests of reading forms.

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
